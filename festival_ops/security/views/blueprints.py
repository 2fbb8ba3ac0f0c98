"""Where this room's pages hang. `security` itself is the name under which Flask-Security keeps its open pages."""

from flask import Blueprint

area = Blueprint("crew", __name__, url_prefix="/festival/<edition>/security")
