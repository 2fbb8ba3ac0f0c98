"""Where to go next: only ever to a page of this office."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def onward(wanted: str | None, otherwise: str = "/") -> str:
    """The wanted address if it is the path of a page of ours that can be opened, else the other one."""
    parts = urlsplit((wanted or "").replace("\\", "/"))
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return otherwise
    pages = current_app.create_url_adapter(request)
    if pages is None:
        return otherwise
    try:
        pages.match(parts.path, method="GET")
    except RequestRedirect:
        pass
    except HTTPException:
        return otherwise
    return parts.path + (f"?{parts.query}" if parts.query else "")
