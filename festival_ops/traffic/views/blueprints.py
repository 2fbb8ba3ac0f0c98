"""Where this room's pages hang."""

from flask import Blueprint

area = Blueprint("traffic", __name__, url_prefix="/festival/<edition>/traffic")
