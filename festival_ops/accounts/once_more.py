"""Whether somebody has given the password just now, for what an open screen alone must not show."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import redirect, session
from flask.typing import ResponseReturnValue
from flask_security import url_for_security

PROVEN_WITHIN = timedelta(minutes=5)


def proven_lately() -> bool:
    """By a sign-in or by the password once more; looking at pages does not prolong it."""
    return 0 <= time.time() - float(session.get("fs_paa", 0)) < PROVEN_WITHIN.total_seconds()


def ask_once_more(onward: str) -> ResponseReturnValue:
    """Leads to the page that asks for the password, and from there to the address given."""
    return redirect(url_for_security("verify", next=onward), 303)
