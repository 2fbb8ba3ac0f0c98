"""The programs that fetch calendars: how they introduce themselves and how often they come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext


@dataclass(frozen=True)
class Client:
    """`signs` are words of the User-Agent; `rhythm` is the client's own, whatever a feed asks for."""

    key: str
    title: Any
    signs: tuple[str, ...]
    rhythm: Any = ""


AS_SET = lazy_gettext("as often as set in the app")
CLIENTS: tuple[Client, ...] = (
    Client("google", "Google Calendar", ("google",), lazy_gettext("every 8 to 24 hours")),
    Client("outlook", "Outlook", ("outlook", "microsoft"), lazy_gettext("about every 3 hours")),
    Client("thunderbird", "Thunderbird", ("thunderbird",), lazy_gettext("every 30 minutes")),
    Client("davx5", "ICSx⁵ / DAVx⁵", ("icsx5", "davx5"), AS_SET),
    Client("vdirsyncer", "vdirsyncer", ("vdirsyncer",), lazy_gettext("as often as it is run")),
    Client(
        "apple",
        lazy_gettext("Apple Calendar"),
        ("dataaccessd", "calendaragent", "ical/", "ios/", "macos/", "mac os x/"),
        lazy_gettext("every 5 minutes to once a week, as set in the app"),
    ),
    Client("browser", lazy_gettext("A web browser"), ("mozilla",)),
)
UNKNOWN = Client("other", lazy_gettext("Another program"), ())


def recognise(user_agent: str) -> Client:
    """One of a fixed few, so that nobody can fill the table of fetches with invented names."""
    told = user_agent.lower()
    return next((client for client in CLIENTS if any(sign in told for sign in client.signs)), UNKNOWN)


def named(key: str) -> Client:
    return next((client for client in CLIENTS if client.key == key), UNKNOWN)
