"""Pages of this area."""

from flask import Blueprint

area = Blueprint("accounts", __name__)
