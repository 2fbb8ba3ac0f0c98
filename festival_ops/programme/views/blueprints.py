"""Where this room's pages hang: those of one edition, and those of the editions themselves."""

from flask import Blueprint

area = Blueprint("programme", __name__, url_prefix="/festival/<edition>/programme")
editions = Blueprint("editions", __name__)
