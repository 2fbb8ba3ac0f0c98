"""Pages of this area."""

from flask import Blueprint

area = Blueprint("programme", __name__, url_prefix="/festival/<edition>/programme")
editions = Blueprint("editions", __name__)
