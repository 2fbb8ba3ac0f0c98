"""The days of a festival before and after it is postponed, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from festival_ops.programme.models import Edition

Sentences = list[tuple[str, bool]]


@dataclass(frozen=True)
class Shift:
    """The days of an edition before and after."""

    edition: Edition
    first: date
    last: date
    days: int

    @property
    def later(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def shifted(self) -> bool:
        """Whether it has come true already."""
        return self.edition.first_day != self.first

    def moved(self, moment: datetime | None) -> str:
        """A moment of a row before and after, as both stand or will stand."""
        if moment is None:
            return ""
        local = self.edition.local(moment).replace(tzinfo=None)
        before = local - self.later if self.shifted else local
        return _("%(before)s → %(after)s", before=at(before), after=at(before + self.later))


def day_of(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def at(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"
