"""Somebody with a password, and the door as a browser uses it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask_security.utils import hash_password
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from festival_ops.accounts.actions import as_compared
from festival_ops.accounts.models import User
from tests.support.people import Visitor

PASSWORD = "con voi sông Hương"
Knock = Callable[..., TestResponse]


@pytest.fixture
def binh(app: Flask, session: scoped_session[Session]) -> User:
    user = User(email="binh@example.org", name="Nguyễn Văn Bình", fs_uniquifier="b" * 32, locale="en")
    user.password = hash_password(as_compared(PASSWORD))
    session.add(user)
    session.commit()
    return user


@pytest.fixture
def knock(client: Visitor) -> Knock:
    """Sends the sign-in form."""

    def sent(email: str = "binh@example.org", password: str = PASSWORD, **more: str) -> TestResponse:
        return client.post("/sign-in", data={"email": email, "password": password, **more})

    return sent
