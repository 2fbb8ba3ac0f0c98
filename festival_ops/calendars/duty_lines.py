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

from festival_ops.calendars.timetable import KEPT, Heading, State
from festival_ops.calendars.told_duties import ToldDuty

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


def duty_table(heading: Heading, rows: Iterable[ToldDuty]) -> DutyTable:
    """In the order of time, with what ended in the last thirty days before the last release of the roster."""
    kept = (row for row in rows if row.gone is None or row.gone + KEPT >= heading.released)
    return DutyTable(heading, tuple(_line(row, heading) for row in kept))


def _line(row: ToldDuty, heading: Heading) -> DutyLine:
    told, stands = _Told(row.facts, heading.language == "en"), row.gone is None
    starts, ends = (moment.astimezone(ZoneInfo(heading.zone)) for moment in (row.starts, row.ends))
    return DutyLine(
        uid=row.uid,
        state=State.SCHEDULED if stands else State.CANCELLED,
        title=_duty_title(told) if row.own else _watch_title(told),
        place=told.place,
        words="\n".join(
            _sentences(told, row.own, starts, heading.names) if stands else [_("This duty no longer stands.")]
        ),
        category=told("function") if row.own else told("shift"),
        latitude=row.facts.get("latitude"),
        longitude=row.facts.get("longitude"),
        starts=starts,
        ends=ends,
        sequence=row.sequence,
        changed=row.changed,
        busy=row.own and stands,
        alarm=RELIEF_ALARM if row.own and stands else timedelta(),
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
    def functions(self) -> list[tuple[str, int, list[str]]]:
        """What each is called, how many it needs, and who is on duty in it."""
        return [(self.named(each, "name"), each["least"], each["people"]) for each in self.facts["functions"]]


def _duty_title(told: _Told) -> str:
    return _("On duty: %(code)s %(post)s", code=told.facts["code"], post=told("post"))


def _watch_title(told: _Told) -> str:
    has = sum(len(people) for _name, _least, people in told.functions)
    missing = sum(max(0, least - len(people)) for _name, least, people in told.functions)
    facts = {"code": told.facts["code"], "post": told("post"), "has": has}
    if missing:
        return _("%(code)s %(post)s: %(has)s on duty, %(missing)s missing", missing=missing, **facts)
    return _("%(code)s %(post)s: %(has)s on duty", **facts)


def _sentences(told: _Told, own: bool, starts: datetime, names: bool) -> Iterator[str]:
    if own:
        yield _("Function: %(function)s", function=told("function"))
    else:
        yield from _people(told, names)
    yield from _handover(told.facts["handover"], own, starts)
    yield _("Sector: %(sector)s", sector=told("sector"))
    if phone := told("phone"):
        yield _("Command of the sector: %(phone)s.", phone=phone)
    if tasks := told("tasks"):
        yield _("Tasks: %(tasks)s", tasks=tasks)


def _handover(before: timedelta, own: bool, starts: datetime) -> Iterator[str]:
    if before and own:
        shift = f"{starts + before:%H:%M}"
        yield _(
            "Be there at %(time)s for the hand-over; the shift begins at %(shift)s.",
            time=f"{starts:%H:%M}",
            shift=shift,
        )
    elif before:
        yield _("Whoever relieves others is there at %(time)s.", time=f"{starts - before:%H:%M}")


def _people(told: _Told, names: bool) -> Iterator[str]:
    for function, least, people in told.functions:
        yield ngettext(
            "%(function)s: %(has)s of %(num)s person needed",
            "%(function)s: %(has)s of %(num)s people needed",
            least,
            function=function,
            has=len(people),
        )
        if names:
            yield from sorted(f"– {person}" for person in people)
