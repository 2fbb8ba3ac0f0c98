"""Duties as calendars tell them, in one language: an officer's own without anybody else's name, a post's or sector's as
counts, with names only where the feed was made so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.calendars.models import ToldDuty
from festival_ops.calendars.timetable import KEPT, Heading, State

# How long before a relief the one-time copy rings.
RELIEF_ALARM = timedelta(minutes=45)


@dataclass(frozen=True)
class DutyLine:
    """One event of the roster. `alarm` is how long before its start the one-time copy rings; zero is never."""

    uid: str
    state: State
    title: str
    place: str
    words: str
    category: str
    latitude: float | None
    longitude: float | None
    starts: datetime
    ends: datetime
    sequence: int
    changed: datetime
    busy: bool
    alarm: timedelta


@dataclass(frozen=True)
class DutyTable:
    heading: Heading
    lines: tuple[DutyLine, ...]


def duty_table(heading: Heading, rows: Iterable[ToldDuty], names: Mapping[int, str]) -> DutyTable:
    """In the order of time, with what ended in the last thirty days before the roster's last change. `names` are those
    of the officers that may be told, by id."""
    kept = (row for row in rows if row.gone is None or row.gone + KEPT >= heading.released)
    return DutyTable(heading, tuple(_line(row, heading, names) for row in kept))


def _line(row: ToldDuty, heading: Heading, names: Mapping[int, str]) -> DutyLine:
    told, zone = _Told(row.facts, heading.language == "en"), ZoneInfo(heading.zone)
    own, stands = row.officer_id is not None, row.gone is None
    return DutyLine(
        uid=f"duty-{row.id}",
        state=State.SCHEDULED if stands else State.CANCELLED,
        title=_duty_title(told) if own else _watch_title(told),
        place=told.place,
        words="\n".join(_sentences(told, own, names) if stands else [_("This duty no longer stands.")]),
        category=told("function") if own else told("shift"),
        latitude=row.facts["latitude"],
        longitude=row.facts["longitude"],
        starts=row.starts.astimezone(zone),
        ends=row.ends.astimezone(zone),
        sequence=row.sequence,
        changed=row.changed,
        busy=own and stands,
        alarm=RELIEF_ALARM if own and stands else timedelta(),
    )


class _Told:
    """The facts of a row in the reader's language."""

    def __init__(self, facts: Mapping[str, Any], english: bool) -> None:
        self.facts = facts
        self.english = english

    def __call__(self, name: str) -> str:
        return self.named(self.facts, name)

    def named(self, facts: Mapping[str, Any], name: str) -> str:
        return str((self.english and facts.get(f"{name}_en")) or facts.get(name) or "")

    @property
    def place(self) -> str:
        post = f"{self.facts['code']} {self('post')}"
        return ", ".join(dict.fromkeys(part for part in (post, self("venue"), self("address")) if part))

    @property
    def functions(self) -> list[tuple[str, int, list[int]]]:
        """What each is called, how many it needs, and who is on duty in it."""
        return [(self.named(each, "name"), each["least"], each["officers"]) for each in self.facts["functions"]]


def _duty_title(told: _Told) -> str:
    return _("On duty: %(code)s %(post)s", code=told.facts["code"], post=told("post"))


def _watch_title(told: _Told) -> str:
    has = sum(len(officers) for _name, _least, officers in told.functions)
    missing = sum(max(0, least - len(officers)) for _name, least, officers in told.functions)
    facts = {"code": told.facts["code"], "post": told("post"), "has": has}
    if missing:
        return _("%(code)s %(post)s: %(has)s on duty, %(missing)s missing", missing=missing, **facts)
    return _("%(code)s %(post)s: %(has)s on duty", **facts)


def _sentences(told: _Told, own: bool, names: Mapping[int, str]) -> Iterator[str]:
    if own:
        yield _("Function: %(function)s", function=told("function"))
    else:
        yield from _people(told, names)
    yield _("Sector: %(sector)s", sector=told("sector"))
    if phone := told("phone"):
        yield _("Command of the sector: %(phone)s.", phone=phone)
    if tasks := told("tasks"):
        yield _("Tasks: %(tasks)s", tasks=tasks)


def _people(told: _Told, names: Mapping[int, str]) -> Iterator[str]:
    for function, least, officers in told.functions:
        yield ngettext(
            "%(function)s: %(has)s of %(num)s person needed",
            "%(function)s: %(has)s of %(num)s people needed",
            least,
            function=function,
            has=len(officers),
        )
        yield from sorted(f"– {names[officer]}" for officer in officers if officer in names)
