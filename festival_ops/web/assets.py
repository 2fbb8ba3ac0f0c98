"""Addresses of static files that change with the files: a browser asks for each once and never shows an old one."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

FOLDER = Path(__file__).parents[2] / "static"
FOR_EVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def address() -> str:
    """Part of the path and not a query, so that scripts and style sheets that name each other keep it."""
    digest = hashlib.sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(file.relative_to(FOLDER).as_posix().encode())
        digest.update(file.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def init(app: Flask) -> None:
    # Under the plain address too, for whoever knows no other; there it is asked for anew each time.
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.view_functions["static"])
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code < 400 and request.path.startswith(f"{address()}/"):
        response.headers["Cache-Control"] = FOR_EVER
    return response
