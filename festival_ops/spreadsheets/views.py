"""Pages of this area."""

from flask import Blueprint

area = Blueprint("spreadsheets", __name__)
