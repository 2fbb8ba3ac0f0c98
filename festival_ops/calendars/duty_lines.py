"""Duties as calendars tell them, in one language: an officer's own without anybody else's name, a post's or sector's as
counts, with names only where the feed was made so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.calendars.lines import Facts, WrittenLine, WrittenTable, still_told
from festival_ops.calendars.timetable import Heading, State
from festival_ops.calendars.told_duties import ToldDuty

# How long before a relief the one-time copy rings.
RELIEF_ALARM = timedelta(minutes=45)


def duty_table(heading: Heading, rows: Iterable[ToldDuty]) -> WrittenTable:
    return WrittenTable(heading, tuple(_line(row, heading) for row in still_told(rows, heading)))


def _line(row: ToldDuty, heading: Heading) -> WrittenLine:
    told, stands = Facts(row.facts, heading.language == "en"), row.gone is None
    starts, ends = (moment.astimezone(ZoneInfo(heading.zone)) for moment in (row.starts, row.ends))
    return WrittenLine(
        uid=row.uid,
        state=State.SCHEDULED if stands else State.CANCELLED,
        title=_duty_title(told) if row.own else _watch_title(told),
        place=_place(told),
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


def _place(told: Facts) -> str:
    post = f"{told['code']} {told('post')}"
    return ", ".join(dict.fromkeys(part for part in (post, told("venue"), told("address")) if part))


def _duty_title(told: Facts) -> str:
    return _("On duty: %(code)s %(post)s", code=told["code"], post=told("post"))


def _watch_title(told: Facts) -> str:
    functions = told["functions"]
    has = sum(len(each["people"]) for each in functions)
    missing = sum(max(0, each["least"] - len(each["people"])) for each in functions)
    facts = {"code": told["code"], "post": told("post"), "has": has}
    if missing:
        return _("%(code)s %(post)s: %(has)s on duty, %(missing)s missing", missing=missing, **facts)
    return _("%(code)s %(post)s: %(has)s on duty", **facts)


def _sentences(told: Facts, own: bool, starts: datetime, names: bool) -> Iterator[str]:
    if own:
        yield _("Function: %(function)s", function=told("function"))
    else:
        yield from _people(told, names)
    yield from _handover(told["handover"], own, starts)
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


def _people(told: Facts, names: bool) -> Iterator[str]:
    for function in told.all("functions"):
        yield ngettext(
            "%(function)s: %(has)s of %(num)s person needed",
            "%(function)s: %(has)s of %(num)s people needed",
            function["least"],
            function=function("name"),
            has=len(function["people"]),
        )
        if names:
            yield from sorted(f"– {person}" for person in function["people"])
