"""People who look at pages: a client that behaves like a browser, and a way to sign in as any role."""

from __future__ import annotations

import secrets
from typing import Any, Protocol

import flask
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.database import db
from festival_ops.programme.models import Edition, Troupe
from festival_ops.protocol.models import Escort
from festival_ops.security.models import Agency

SAFE = ("GET", "HEAD", "OPTIONS")


class Visitor(FlaskClient):
    """Sees the database as another process does: the test's own rows are committed first, and each request stands
    alone. Sends the form token with everything that changes something, unless `token=False`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Tests compare sentences as the program has them.
        self.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    def open(self, *args: Any, token: bool = True, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        # What the test has changed without a word in the record.
        self.application.extensions["problems"].clear()
        if token and kwargs.get("method", "GET") not in SAFE:
            kwargs["headers"] = {"X-CSRFToken": self._token(), **dict(kwargs.get("headers") or {})}
        with self.application.app_context():
            return super().open(*args, **kwargs)

    def enter(self, user: User) -> None:
        """Signs in without the pages for it, which have tests of their own."""
        with self.session_transaction() as kept:
            kept["_user_id"] = user.get_id()
            kept["_fresh"] = True

    def _token(self) -> str:
        with self.session_transaction() as kept:
            kept.setdefault("csrf_token", secrets.token_hex(20))
            secret = kept["csrf_token"]
        # A context of its own: flask-wtf keeps the token it signed last in `g`, whoever it was for.
        with self.application.app_context(), self.application.test_request_context():
            flask.session["csrf_token"] = secret
            return generate_csrf()


class SignIn(Protocol):
    def __call__(
        self,
        role: Role | None = None,
        *,
        edition: Edition | None = None,
        troupe: Troupe | None = None,
        agency: Agency | None = None,
        escort: Escort | None = None,
        language: str = "en",
    ) -> Visitor: ...


@pytest.fixture
def client(app: Flask) -> Visitor:
    app.test_client_class = Visitor
    visitor = app.test_client()
    assert isinstance(visitor, Visitor)
    return visitor


@pytest.fixture
def sign_in(app: Flask, session: scoped_session[Session]) -> SignIn:
    """Makes a person with one membership (none: a stranger with an account) and gives the client that is them.

    They read English unless told otherwise, so that tests compare the sentences as they are written.
    """
    app.test_client_class = Visitor

    def enter(
        role: Role | None = None,
        *,
        edition: Edition | None = None,
        troupe: Troupe | None = None,
        agency: Agency | None = None,
        escort: Escort | None = None,
        language: str = "en",
    ) -> Visitor:
        number = secrets.token_hex(4)
        email = f"{role or 'stranger'}-{number}@example.org"
        user = User(email=email, name=f"{role}", fs_uniquifier=number * 4, locale=language)
        if role is not None:
            scope = {"troupe_id": troupe and troupe.id, "agency_id": agency and agency.id}
            scope |= {"escort_id": escort and escort.id}
            user.memberships.append(Membership(role=role, edition_id=edition and edition.id, **scope))
        session.add(user)
        session.commit()
        visitor = app.test_client()
        visitor.enter(user)
        return visitor

    return enter
