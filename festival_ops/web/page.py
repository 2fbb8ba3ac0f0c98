"""What every template may use, and what every request begins with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request, request_started
from flask_babel import get_locale

from festival_ops.database import read_only
from festival_ops.web import telling, trail
from festival_ops.web.access import Act

STYLE_SHEETS = (
    "tokens.css",
    "base.css",
    "frame.css",
    "parts.css",
    "programme.css",
    "planning.css",
    "genres.css",
    "timeline.css",
    "board.css",
    "roster.css",
    "papers.css",
    "field.css",
    "roads.css",
    "calendars.css",
)
# What only these rooms' pages look like; others need not fetch it.
OF_ROOMS = {
    "parades.css": ("roads", "traffic"),
    "rides.css": ("rides", "transfers", "traffic", "guest_rides"),
    "script.css": ("script",),
    "arrivals.css": ("arrivals", "protocol"),
    "guests.css": ("protocol", "guest_rides", "rooms"),
    "escorts.css": ("escorts", "protocol"),
    "passes.css": ("passes", "protocol"),
    "along.css": ("escorts", "escort_desk"),
    "seating.css": ("seating", "protocol"),
}
SAFE = ("GET", "HEAD", "OPTIONS")


def init(app: Flask) -> None:
    request_started.connect(_note_act, app)
    app.teardown_request(lambda _fault: read_only(False))
    app.jinja_env.add_extension("jinja2.ext.do")
    rows = (telling.named, telling.called, telling.by_name)
    for tell in (telling.told, telling.day, telling.clock, telling.moment, *rows):
        app.jinja_env.filters[tell.__name__] = tell
    for use in (may_write, may_read, telling.fact, aria, same_page):
        app.jinja_env.globals[use.__name__] = use
    app.jinja_env.globals["icon"] = app.jinja_env.get_template("parts/icon.html").module.icon  # type: ignore[attr-defined]
    app.jinja_env.globals.update(trail=trail, endpoints=app.view_functions, style_sheets=style_sheets)
    app.context_processor(lambda: {"language": str(get_locale()), "person": g.get("person")})


def style_sheets() -> list[str]:
    return [*STYLE_SHEETS, *(sheet for sheet, rooms in OF_ROOMS.items() if request.blueprint in rooms)]


def may_write(secrecy: Any) -> bool:
    return bool(g.get("access") and g.access.may(Act.WRITE, secrecy))


def may_read(secrecy: Any) -> bool:
    return bool(g.get("access") and g.access.may(Act.READ, secrecy))


def aria(field: Any, described: str) -> dict[str, str]:
    marks = {"aria-describedby": described} if described else {}
    return marks | ({"aria-invalid": "true"} if field.errors else {})


def same_page(**changes: Any) -> str:
    """This page's address with some of its arguments changed, or taken out by None."""
    kept = {name: value for name, value in request.args.items() if name not in changes}
    return f"{request.path}?{urlencode(kept | {k: v for k, v in changes.items() if v is not None})}"


def _note_act(_app: Flask, **_more: Any) -> None:
    read_only(request.method in SAFE)
