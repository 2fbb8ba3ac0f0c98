"""The edition is part of the address: /festival/<edition>/…, so a stale tab never writes into another festival."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, g
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.programme.models import Edition


def init(app: Flask) -> None:
    app.url_value_preprocessor(_take_edition)
    app.url_defaults(_give_edition)


def _take_edition(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.edition = None
    if values and "edition" in values:
        slug = values.pop("edition")
        g.edition = db.session.scalar(select(Edition).where(Edition.slug == slug))
        if g.edition is None:
            abort(404)


def _give_edition(endpoint: str, values: dict[str, Any]) -> None:
    edition = g.get("edition")
    if edition and "edition" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "edition"):
        values["edition"] = edition.slug
