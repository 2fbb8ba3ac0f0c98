"""The two doors of planning: the office's own pages, and what the public may see."""

from __future__ import annotations

from flask import Blueprint, abort, g, request

from festival_ops.web.access import Secrecy

area = Blueprint("planning", __name__, url_prefix="/festival/<edition>/planning")
public = Blueprint("public", __name__, url_prefix="/public/<edition>")

# A troupe's coordinator sees the troupe's own performances here; every other page speaks of the whole plan.
OWN_PAGES = frozenset({"planning.timeline", "planning.timeline_print", "planning.listing"})


@area.before_request
def _keep_to_own() -> None:
    if g.access.own_only(Secrecy.PLAN) and request.endpoint not in OWN_PAGES:
        abort(404)
