"""Where a person arrives."""

from flask import Blueprint

area = Blueprint("home", __name__)
