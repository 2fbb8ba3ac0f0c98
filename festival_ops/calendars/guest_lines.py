"""What delegations do as calendars tell it, in one language: by codes, and by names where the feed was made so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.calendars.guest_names import Names
from festival_ops.calendars.lines import Facts, WrittenLine, WrittenTable, still_told
from festival_ops.calendars.ride_lines import ride_table
from festival_ops.calendars.timetable import Heading, Line, State
from festival_ops.calendars.told_guests import ToldOccasion
from festival_ops.calendars.told_rides import ToldRide
from festival_ops.planning.escorts.judging import task_title
from festival_ops.protocol.engagement_kinds import ENGAGEMENTS
from festival_ops.protocol.kinds import WAYS

# How long before an engagement the one-time copy rings.
ALARM = timedelta(minutes=60)


def guest_table(
    heading: Heading, rows: Iterable[ToldOccasion], rides: Iterable[ToldRide], names: Names
) -> WrittenTable:
    lines: list[Line | WrittenLine] = [_line(row, heading, names) for row in still_told(rows, heading)]
    lines += ride_table(heading, rides).lines
    return WrittenTable(heading, tuple(sorted(lines, key=lambda line: (line.starts, line.uid))))


def _line(row: ToldOccasion, heading: Heading, names: Names) -> WrittenLine:
    english, zone = heading.language == "en", ZoneInfo(heading.zone)
    told, stands = Facts(row.facts, english), row.gone is None
    # What has gone is told by its code: the right to know the name went with it.
    known = {key: Facts(words, english)("name") for key, words in names.items()} if stands else {}
    return WrittenLine(
        uid=row.uid,
        state=State.SCHEDULED if stands else State.CANCELLED,
        title=_("%(who)s: %(what)s", who=_who(row, told, known), what=_what(row, told, known)),
        place=", ".join(part for part in (told("place"), told("address")) if part),
        words="\n".join(_sentences(row, told, known) if stands else [_("This no longer takes place.")]),
        category="",
        latitude=row.facts.get("latitude"),
        longitude=row.facts.get("longitude"),
        starts=row.starts.astimezone(zone),
        ends=row.ends.astimezone(zone),
        sequence=row.sequence,
        changed=row.changed,
        busy=row.own and stands,
        alarm=ALARM if row.own and stands else timedelta(),
    )


def _who(row: ToldOccasion, told: Facts, known: dict[str, str]) -> str:
    return " · ".join(filter(None, (told("code"), known.get(f"delegation-{row.delegation}"))))


def _what(row: ToldOccasion, told: Facts, known: dict[str, str]) -> str:
    named = known.get(told("key")) or told("ceremony")
    if named:
        return named
    titles = dict(ENGAGEMENTS) if told("key").startswith("engagement-") else {**dict(ENGAGEMENTS), **dict(WAYS)}
    return ": ".join(filter(None, (str(titles[told("kind")]), told("number"))))


def _sentences(row: ToldOccasion, told: Facts, known: dict[str, str]) -> Iterator[str]:
    for pair in row.facts["pairs"]:
        yield _("You go along as: %(task)s", task=task_title(pair))
    if number := told("number"):
        yield _("Flight, train or car: %(number)s", number=number)
    yield ngettext("%(num)s person", "%(num)s people", row.facts["people"])
    if head := known.get(f"head-{row.delegation}"):
        yield _("Head of the delegation: %(name)s", name=head)
