"""Pages of this area."""

from flask import Blueprint

area = Blueprint("calendars", __name__, url_prefix="/festival/<edition>/calendars")
feeds = Blueprint("feeds", __name__, url_prefix="/feed")
