"""Whether a pass opens a zone now, as whoever stands at a gate asks."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.planning.passes.openings import Desk, Opening
from festival_ops.protocol.models import Pass, PassZone
from festival_ops.protocol.pass_kinds import LOST, MADE, RETURNED, VOID
from festival_ops.web.telling import by_name, clock, moment

OPENS, ELSEWHERE, EARLY, LATE, NOTHING, UNKNOWN = "opens", "elsewhere", "early", "late", "nothing", "unknown"
_NUMBER = re.compile(r"(\d{1,6})[-\s]*([A-Z0-9]{4})")


@dataclass(frozen=True)
class Answer:
    """`because` is one of the words above, or the state of a pass that is not out. `opening` is the one that holds, or
    comes next, or was last; `zone` the one asked about, None for any."""

    because: str
    zone: PassZone | None
    row: Pass | None = None
    opening: Opening | None = None
    zones: tuple[PassZone, ...] = ()

    @property
    def yes(self) -> bool:
        return self.because == OPENS


def check(desk: Desk, number: str, zone: PassZone | None, at: datetime) -> Answer:
    """Of a number of another edition, or with other letters, nothing is known."""
    row = find(desk, number)
    if row is None:
        return Answer(UNKNOWN, zone)
    if row.state in (MADE, RETURNED, LOST, VOID):
        return Answer(row.state, zone, row)
    everywhere = desk.openings(row)
    here = sorted((each for each in everywhere if zone in (None, each.zone)), key=lambda each: each.starts)
    if not here:
        zones = tuple(dict.fromkeys(each.zone for each in everywhere))
        return Answer(ELSEWHERE if zones else NOTHING, zone, row, zones=zones)
    held = [each for each in here if each.starts <= at < each.ends]
    if held:
        return Answer(OPENS, zone, row, max(held, key=lambda each: each.ends), tuple(each.zone for each in held))
    coming = next((each for each in here if each.starts > at), None)
    return Answer(EARLY if coming else LATE, zone, row, coming or max(here, key=lambda each: each.ends))


def serial_of(number: str) -> str:
    """What was typed as it would stand on a badge; empty where it cannot: it may be a name."""
    written = _NUMBER.fullmatch(number.strip().upper())
    return f"{int(written[1]):04}-{written[2]}" if written else ""


def find(desk: Desk, number: str) -> Pass | None:
    """By what stands on the badge, however it is typed."""
    written = _NUMBER.fullmatch(number.strip().upper())
    if written is None:
        return None
    row = desk.session.scalar(select(Pass).where(Pass.edition_id == desk.edition.id, Pass.number == int(written[1])))
    return row if row is not None and hmac.compare_digest(row.letters, written[2]) else None


def sentence(answer: Answer, *, in_full: bool) -> str:
    """When guests and their escorts are where is told `in_full` to those who may know it."""
    if answer.opening is not None:
        return _hours(answer, answer.opening) if in_full else _briefly(answer)
    return {
        UNKNOWN: _("No pass has this number. Read it again letter by letter, or call the protocol room."),
        MADE: _("This pass has not been printed, so nobody can have it. Call the protocol room."),
        RETURNED: _("This pass was given back. Keep it, and call the protocol room."),
        LOST: _("This pass was reported lost. Keep it, and call the protocol room."),
        VOID: _("This pass is void. Keep it, and call the protocol room."),
        NOTHING: _("Nothing is planned any more for which this pass would be needed. Call the protocol room."),
        ELSEWHERE: _("This pass does not open this zone. It is for: %(zones)s.", zones=_named(answer)),
    }[answer.because]


def _hours(answer: Answer, opening: Opening) -> str:
    if answer.because == OPENS:
        return _("It opens %(zones)s until %(time)s.", zones=_named(answer), time=clock(opening.ends))
    if answer.because == EARLY:
        return _("It opens %(zone)s from %(moment)s.", zone=opening.zone.code, moment=moment(opening.starts))
    return _("It opened %(zone)s until %(moment)s, and is over.", zone=opening.zone.code, moment=moment(opening.ends))


def _briefly(answer: Answer) -> str:
    if answer.because == OPENS:
        return _("It opens %(zones)s now.", zones=_named(answer))
    return _("It does not hold at this hour. Ask the protocol room if in doubt.")


def _named(answer: Answer) -> str:
    return ", ".join(f"{zone.code} ({by_name(zone)})" for zone in answer.zones)
