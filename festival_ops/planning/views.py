"""Pages of this area."""

from flask import Blueprint

area = Blueprint("planning", __name__, url_prefix="/festival/<edition>/planning")
public = Blueprint("public", __name__, url_prefix="/public/<edition>")
