"""The edition is part of the address: /festival/<edition>/…, so a stale tab never writes into another festival.

So is the plan in hand, where it is not the main one: /festival/hue-2024~3/… Which plans there are is not known here.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, abort, current_app, g, request
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.programme.models import Edition

# Only the office's own pages speak of a plan that was never released.
OFFICE = "/festival/"
_NAMED = re.compile(r"([^~]*)(?:~([1-9][0-9]{0,8}))?")


def init(app: Flask) -> None:
    app.url_value_preprocessor(_take_edition)
    app.url_defaults(_give_edition)


def named(edition: Edition, plan: int | None = None) -> str:
    """What stands in an address for the edition and the plan in hand; without one it is the main plan."""
    return edition.slug if plan is None else f"{edition.slug}~{plan}"


def _take_edition(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.edition, g.plan_id = None, None
    if values and "edition" in values:
        parts = _NAMED.fullmatch(values.pop("edition")) or abort(404)
        edition = db.session.scalar(select(Edition).where(Edition.slug == parts[1]))
        if edition is None or (parts[2] and not str(request.url_rule).startswith(OFFICE)):
            abort(404)
        g.edition, g.plan_id = edition, int(parts[2]) if parts[2] else None


def _give_edition(endpoint: str, values: dict[str, Any]) -> None:
    edition = g.get("edition")
    if edition and "edition" not in values and (inside := _inside(endpoint)) is not None:
        values["edition"] = named(edition, g.get("plan_id") if inside else None)


def _inside(endpoint: str) -> bool | None:
    """Whether all its addresses are the office's own; None where they name no edition.

    Kept for good, since a page has hundreds of addresses and the rules of the program do not change while it runs.
    """
    known: dict[str, bool | None] = current_app.extensions.setdefault("edition-addresses", {})
    if endpoint not in known:
        rules = list(current_app.url_map.iter_rules(endpoint))
        asked = any("edition" in rule.arguments for rule in rules)
        known[endpoint] = all(rule.rule.startswith(OFFICE) for rule in rules) if asked else None
    return known[endpoint]
