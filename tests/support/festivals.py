"""The smallest festival that most tests can start from."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session, scoped_session

from festival_ops.programme.models import Edition


@pytest.fixture
def edition(session: scoped_session[Session]) -> Edition:
    made = Edition(slug="hue", name="Festival Huế", first_day=date(2024, 6, 7), last_day=date(2024, 6, 12))
    session.add(made)
    session.commit()
    return made
