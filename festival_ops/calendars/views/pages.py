"""The pages on which people make, move and end their feeds."""

from __future__ import annotations

from flask import Blueprint

area = Blueprint("calendars", __name__, url_prefix="/festival/<edition>/calendars")
