"""The ways in which an address gets into a calendar program."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from festival_ops.web.scan import Scan


@dataclass(frozen=True)
class Invitation:
    address: str
    label: str

    @property
    def webcal(self) -> str:
        """Opens the subscription dialogue of the calendar program instead of downloading a file."""
        return urlsplit(self.address)._replace(scheme="webcal").geturl()

    @property
    def google(self) -> str:
        return f"https://calendar.google.com/calendar/r?{urlencode({'cid': self.webcal})}"

    @property
    def outlook(self) -> str:
        return f"https://outlook.live.com/calendar/0/addfromweb?{self._named}"

    @property
    def microsoft_365(self) -> str:
        return f"https://outlook.office.com/calendar/0/addfromweb?{self._named}"

    @property
    def qr(self) -> Markup:
        """Drawn into the page itself, so that the token has no second address."""
        return Scan(self.webcal).drawn

    @property
    def _named(self) -> str:
        return urlencode({"url": self.address, "name": self.label})
