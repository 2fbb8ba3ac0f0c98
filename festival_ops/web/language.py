"""Which language a page speaks: the person's own, the one asked for, the browser's, or Vietnamese."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel

babel = Babel()
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def init(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = f"{app.root_path}/translations"
    babel.init_app(app, locale_selector=chosen)
    app.url_defaults(_keep_asked)


def chosen() -> str:
    if not has_request_context():
        return "vi"
    person = g.get("person")
    wanted = person.locale if person else request.args.get("language", "")
    return wanted if wanted in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "vi"


def _keep_asked(endpoint: str, values: dict[str, Any]) -> None:
    """Somebody signed out carries the language in the address, so that public pages stay the same for everybody."""
    asked = request.args.get("language") if has_request_context() and g.get("person") is None else None
    if asked in LANGUAGES and endpoint != "static" and "language" not in values:
        accepted = current_app.url_map.iter_rules(endpoint)
        if any("GET" in (rule.methods or ()) for rule in accepted):
            values["language"] = asked
