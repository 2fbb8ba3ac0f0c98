"""Rehearsals as calendars of troupes, stages and venues tell them, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from festival_ops.calendars.lines import Facts, WrittenLine, WrittenTable, still_told
from festival_ops.calendars.timetable import Heading, Line, State, Timetable
from festival_ops.calendars.told_rehearsals import ToldRehearsal
from festival_ops.programme.forms.rehearsal import KINDS

# How long before a rehearsal the one-time copy rings.
ALARM = timedelta(minutes=60)


def with_rehearsals(shown: Timetable, rehearsals: Iterable[ToldRehearsal]) -> WrittenTable:
    """In the order of time."""
    told = [_line(row, shown.heading) for row in still_told(rehearsals, shown.heading)]
    lines: list[Line | WrittenLine] = [*shown.lines, *told]
    return WrittenTable(shown.heading, tuple(sorted(lines, key=lambda line: line.starts)))


def _line(row: ToldRehearsal, heading: Heading) -> WrittenLine:
    told, zone = Facts(row.facts, heading.language == "en"), ZoneInfo(heading.zone)
    stands = row.gone is None
    place = dict.fromkeys(part for part in (told("stage"), told("venue"), told("address")) if part)
    return WrittenLine(
        uid=row.uid,
        state=State.SCHEDULED if stands else State.WITHDRAWN if row.elsewhere else State.CANCELLED,
        title=_("Rehearsal: %(title)s", title=told("title")),
        place=", ".join(place),
        words="\n".join(_sentences(told) if stands else [_gone(row)]),
        category=str(dict(KINDS)[told("kind")]),
        latitude=row.facts.get("latitude"),
        longitude=row.facts.get("longitude"),
        starts=row.starts.astimezone(zone),
        ends=row.ends.astimezone(zone),
        sequence=row.sequence,
        changed=row.changed,
        busy=stands,
        alarm=ALARM if stands else timedelta(),
    )


def _gone(row: ToldRehearsal) -> str:
    if row.elsewhere:
        return _("This rehearsal is no longer part of this calendar.")
    return _("This rehearsal does not take place.")


def _sentences(told: Facts) -> Iterator[str]:
    if of := told("of"):
        yield _("What is rehearsed: %(name)s", name=of)
    if troupes := ", ".join(each("name") for each in told.all("troupes")):
        yield _("Troupes: %(troupes)s", troupes=troupes)
    if gate := told("gate"):
        yield _("Gate: %(gate)s", gate=gate)
    if point := told("contact_point"):
        yield _("Contact point: %(point)s", point=point)
