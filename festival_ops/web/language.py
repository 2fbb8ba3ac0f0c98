"""Which language a page speaks: the person's own, the browser's, or Vietnamese."""

from flask import Flask, g, request, session
from flask_babel import Babel

babel = Babel()


def init(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = f"{app.root_path}/translations"
    babel.init_app(app, locale_selector=chosen)


def chosen() -> str:
    languages = ("vi", "en")
    person = g.get("person")
    asked = session.get("language") or (person.locale if person else None)
    return asked if asked in languages else request.accept_languages.best_match(languages) or "vi"
