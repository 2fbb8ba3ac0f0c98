"""Sign-in by Flask-Security, set to be slow for guessers, silent about who exists, and ours in its words."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, make_response
from flask_security import Security, SQLAlchemyUserDatastore

from festival_ops.accounts import sentences
from festival_ops.accounts.door import CodeForm, DoorForm, OnceMoreForm
from festival_ops.accounts.models import Group, User
from festival_ops.accounts.roles import role_title
from festival_ops.database import db
from festival_ops.web.limits import KNOCKS, limiter
from festival_ops.web.onward import onward

users = SQLAlchemyUserDatastore(db, User, Group)
security = Security()

REMEMBERED = timedelta(days=14)
MEMORY_KIB = 19 * 1024
DOORS = (
    "security.login",
    "security.verify",
    "security.two_factor_token_validation",
    "security.two_factor_setup_validate",
)
FIXED: dict[str, Any] = {
    "LOGIN_URL": "/sign-in",
    "LOGOUT_URL": "/sign-out",
    "LOGOUT_METHODS": ["POST"],
    "POST_LOGIN_VIEW": "/",
    "POST_LOGOUT_VIEW": "/",
    "POST_VERIFY_VIEW": "/account",
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__type": "ID",
        "argon2__memory_cost": MEMORY_KIB,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    "PASSWORD_LENGTH_MIN": 10,
    "RETURN_GENERIC_RESPONSES": True,
    "FLASH_MESSAGES": True,
    "REGISTERABLE": False,
    "RECOVERABLE": False,
    "CHANGEABLE": False,
    "SEND_PASSWORD_CHANGE_EMAIL": False,
    "I18N_DOMAIN": "messages",
    "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "DEFAULT_REMEMBER_ME": False,
    "TWO_FACTOR": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_RESCUE_EMAIL": False,
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "API_ENABLED_METHODS": ["session"],
}


def init(app: Flask) -> None:
    app.config.update(_values(app))
    app.config.update({f"SECURITY_MSG_{name}": told for name, told in sentences.SENTENCES.items()})
    security.init_app(app, users, login_form=DoorForm, two_factor_verify_code_form=CodeForm, verify_form=OnceMoreForm)
    app.jinja_env.globals.update(role_title=role_title)
    limiter.init_app(app)
    slowly: Any = limiter.limit(KNOCKS, methods=["POST"])
    for door in DOORS:
        app.view_functions[door] = slowly(_staying(app.view_functions[door]))


def _staying(view: Callable[..., Any]) -> Callable[..., Any]:
    """The library refuses other sites; this also refuses addresses of ours where there is no page."""

    @wraps(view)
    def answer(**values: Any) -> Response:
        answered = make_response(view(**values))
        if answered.location:
            answered.location = onward(answered.location)
        return answered

    return answer


def derived(secret: str, purpose: str) -> str:
    """A key of its own for each purpose, so that one that leaks opens nothing else."""
    return hmac.new(secret.encode(), purpose.encode(), "sha256").hexdigest()


def _values(app: Flask) -> dict[str, Any]:
    settings = app.extensions["settings"]
    values = FIXED | {
        "I18N_DIRNAME": f"{app.root_path}/translations",
        "TWO_FACTOR_VALIDITY_COOKIE": {"httponly": True, "secure": settings.behind_tls, "samesite": "Strict"},
        "TOTP_SECRETS": {"1": derived(settings.secret, "totp")},
        "TOTP_ISSUER": settings.domain,
    }
    return {f"SECURITY_{name}": value for name, value in values.items()} | {
        "REMEMBER_COOKIE_DURATION": REMEMBERED,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": settings.behind_tls,
        "SESSION_PROTECTION": "basic",
    }
