"""The application, put together from its areas."""

from __future__ import annotations

import os

from flask import Flask

from festival_ops import navigation
from festival_ops.accounts import guard, sign_in
from festival_ops.areas import AREAS
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.planning import in_hand, keeping, kept
from festival_ops.programme import edition_address
from festival_ops.sheets import SHEETS
from festival_ops.spreadsheets import offered
from festival_ops.web import assets, discretion, errors, headers, icons, language, page, row_ids, saving

# How many compiled statements are kept; all that the pages can ask, 400 and more, take some 20 MiB (ADR 71).
STATEMENTS = 128


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.of(os.environ)
    settings.folder.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, template_folder="../templates", static_folder="../static", static_url_path=assets.address())
    app.config.update(_flask_values(settings))
    app.extensions["settings"] = settings
    row_ids.init(app)
    db.init_app(app)
    assets.init(app)
    icons.init(app)
    language.init(app)
    page.init(app)
    guard.init(app)
    headers.init(app)
    discretion.init(app)
    errors.init(app)
    saving.init(app)
    edition_address.init(app)
    sign_in.init(app)
    in_hand.init(app)
    kept.init(app)
    keeping.init(app)
    offered.init(app, SHEETS)
    for area in AREAS:
        app.register_blueprint(area)
    navigation.init(app)
    return app


def _flask_values(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret,
        "SECURITY_PASSWORD_SALT": settings.password_salt,
        "SQLALCHEMY_DATABASE_URI": settings.database,
        # What a statement that failed would have written must not stand in a log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"query_cache_size": STATEMENTS, "hide_parameters": True},
        "MAX_CONTENT_LENGTH": settings.upload_limit + 64 * 1024,
        "MAX_FORM_PARTS": 2000,
        "TRUSTED_HOSTS": settings.hosts,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.behind_tls,
        "TESTING": settings.testing,
    }
