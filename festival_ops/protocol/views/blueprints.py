"""Where this room's pages hang."""

from flask import Blueprint

area = Blueprint("protocol", __name__, url_prefix="/festival/<edition>/protocol")
