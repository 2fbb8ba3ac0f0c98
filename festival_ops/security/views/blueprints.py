"""Where this room's pages hang. `security` itself is the name under which Flask-Security keeps its open pages."""

from flask import Blueprint

area = Blueprint("crew", __name__, url_prefix="/festival/<edition>/security")
# What an agency's liaison may open of it, and nobody else does.
desk = Blueprint("desk", __name__, url_prefix="/festival/<edition>/security/agency-desk")
desk_sheets = Blueprint("desk_sheets", __name__, url_prefix="/festival/<edition>/security/agency-desk/spreadsheets")
