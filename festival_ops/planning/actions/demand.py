"""Taking over what standards and the programme ask for into the needs, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions.roster import TAKEN_OFF, changing
from festival_ops.planning.demand.kept import Demand, demand, stamp_of
from festival_ops.planning.demand.lines import ENDED, STANDS, Line
from festival_ops.planning.demand.words import counted
from festival_ops.planning.models import Attendance, DemandTaking, Duty
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need
from festival_ops.security.models.demand import PLACE
from festival_ops.security.reasons import Reason
from festival_ops.web.history import Actor, Deed, record_all, snapshot

_FACTS = (*PLACE, "least", "most", "one_leader_for", "reason", "grounds")
_DUTY = ("officer_id", "stretch", "by_hand", "user_id")


class ChangedSinceError(Exception):
    """Somebody has changed what is asked for, a need, or who stands there, since the page was opened."""


@dataclass(frozen=True)
class Chosen:
    """Lines of a day (None: of all days) by their key, with the stamp under which they were seen; or, with `seen`, all
    that was offered, under the stamp of the whole."""

    day: date | None
    picked: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None

    def lines(self, found: Demand) -> list[Line]:
        """Those that are still to be taken over. Raises ChangedSinceError where others were seen."""
        if self.seen is not None:
            offered = found.offered(self.day)
            if offered and stamp_of(offered) != self.seen:
                raise ChangedSinceError
            return offered
        there = {line.key: line for line in found.by_day.get(self.day, ())} if self.day else {}
        lines = [there[key] for key in self.picked if key in there and there[key].state != STANDS]
        if any(self.picked[line.key] != line.stamp for line in lines):
            raise ChangedSinceError
        return lines


@dataclass(frozen=True)
class Taken:
    """How many needs were written down, and the people at them: those beyond what a need still allows, who stay, by
    need; and how many duties ended where nobody is asked for any more."""

    needs: int = 0
    beyond: Mapping[Need, int] = field(default_factory=dict)
    ended: int = 0


def take_over(session: Session, edition: Edition, chosen: Chosen, by: Actor, why: str) -> Taken:
    """Writes what is chosen down as needs of their days; none if all stand so already.

    Whoever is on duty stays there, but where nobody is asked for any more. Raises ChangedSinceError.
    """
    with changing(session, edition):
        found = demand(session, edition)
        lines = chosen.lines(found)
        if not lines:
            return Taken()
        writer = _Writer(session, edition, by, why)
        for line in lines:
            writer.write(line, counted(found, line))
        writer.finish()
        return Taken(len(lines), writer.beyond(), writer.duties_ended)


def last_taking(session: Session, edition: Edition) -> DemandTaking | None:
    """What was taken over last, unless it was taken back: nothing earlier can be before it is."""
    rows = select(DemandTaking).where(DemandTaking.edition_id == edition.id)
    newest = session.scalar(rows.order_by(DemandTaking.id.desc()).limit(1))
    return newest if newest is not None and newest.undone_at is None else None


def take_back(session: Session, edition: Edition, taking: DemandTaking, by: Actor, why: str) -> None:
    """Every need is what it was, with the people who stood there. Raises ChangedSinceError and changes nothing."""
    with changing(session, edition):
        rows = _needs(session, edition)
        manned = set(session.scalars(select(Duty.need_id).where(Duty.edition_id == edition.id).distinct()))
        if any(_touched(rows, manned, entry) for entry in taking.written):
            raise ChangedSinceError
        deeds = [_restore(session, edition, rows, entry) for entry in taking.written]
        session.flush()
        told = (deed if deed.act == "removed" else _after(deed, why) for deed in deeds)
        record_all(session, list(told), by=by)
        taking.undone_at = now()


class _Writer:
    def __init__(self, session: Session, edition: Edition, by: Actor, why: str) -> None:
        self.session, self.edition, self.by, self.why = session, edition, by, why
        self.rows = _needs(session, edition)
        self.every_day = {row.place: row for row in self.rows.values() if row.day is None}
        self.duties_ended = 0
        self.deeds: list[Deed] = []
        self.entries: list[tuple[Need, dict[str, Any]]] = []

    def write(self, line: Line, reason: Reason) -> None:
        row = self.rows[line.need.id] if line.need else None
        if line.asked is None or line.state == ENDED:
            self._end(row)
        elif row is None or row.day is None:
            self._add(line, reason, row)
        else:
            was, before, slack = snapshot(row), _facts(row), row.most - row.least
            _ask(row, line, reason, slack)
            self.deeds.append(Deed(row, "changed", was))
            self.entries.append((row, {"before": before}))

    def finish(self) -> None:
        self.session.flush()
        self.session.add(DemandTaking(edition_id=self.edition.id, user_id=self.by.id, written=self._written()))
        ended = ("removed", TAKEN_OFF)
        record_all(self.session, [deed if deed.act in ended else _after(deed, self.why) for deed in self.deeds],
                   by=self.by)  # fmt: skip

    def beyond(self) -> dict[Need, int]:
        """By how many people more than a need allows stand at it now."""
        standing = _standing(self.session, self.edition)
        held = [row for row, entry in self.entries if not entry.get("ended")]
        there = {row: max(standing.get((row.number, row.day), ()), default=0) for row in held}
        return {row: people - row.most for row, people in there.items() if people > row.most}

    def _written(self) -> list[dict[str, Any]]:
        return [
            {**entry, "need": row.id, "day": row.day.isoformat() if row.day else None,
             "version": None if entry.get("ended") else row.version}
            for row, entry in self.entries
        ]  # fmt: skip

    def _add(self, line: Line, reason: Reason, instead: Need | None) -> None:
        post, shift, qualification, day = line.place
        row = Need(edition_id=self.edition.id, post_id=post, shift_id=shift, qualification_id=qualification, day=day)
        _ask(row, line, reason, 0)
        self.session.add(row)
        self.deeds.append(Deed(row, "created"))
        self.entries.append((row, {"before": None, "instead": instead.id if instead else None}))

    def _end(self, row: Need | None) -> None:
        """People stay where the need of every day asks for them; else their duties end with the need."""
        if row is None:
            return
        instead = self.every_day.get(row.place)
        duties = _duties(self.session, row.id, row.day)
        kept = [{name: getattr(duty, name) for name in _DUTY} for duty in duties]
        entry = {"before": _facts(row), "ended": True, "duties": kept, "instead": instead.id if instead else None}
        self.entries.append((row, entry))
        if instead is not None:
            _carry(self.session, row.id, instead.id, row.day)
        else:
            self.duties_ended += len(duties)
            self.deeds += [Deed(duty, TAKEN_OFF, snapshot(duty), None, self.why) for duty in duties]
        self.deeds.append(Deed(row, "removed", snapshot(row), None, self.why))
        self.session.delete(row)


def _ask(row: Need, line: Line, reason: Reason, slack: int) -> None:
    if line.asked is None:
        raise ValueError("A line that asks for nobody cannot be written down.")
    row.least, row.one_leader_for, row.grounds = line.asked.least, line.asked.leader, line.asked.grounds
    row.most, row.reason = line.asked.least + slack, reason


def _after(deed: Deed, why: str) -> Deed:
    return Deed(deed.row, deed.act, deed.before, snapshot(deed.row), why)


def _needs(session: Session, edition: Edition) -> dict[int, Need]:
    return {row.id: row for row in session.scalars(select(Need).where(Need.edition_id == edition.id))}


def _facts(row: Need) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FACTS}


def _duties(session: Session, need: int, day: date | None) -> list[Duty]:
    return list(session.scalars(select(Duty).where(Duty.need_id == need, Duty.day == day).order_by(Duty.id)))


def _standing(session: Session, edition: Edition) -> dict[tuple[int, date | None], list[int]]:
    """How many people are on duty under each number on each day, in each stretch of its hours."""
    place = (Duty.need_id, Duty.day, Duty.stretch)
    rows = select(*place, func.count()).where(Duty.edition_id == edition.id).group_by(*place)
    held: dict[tuple[int, date | None], list[int]] = {}
    for need, day, _stretch, people in session.execute(rows):
        held.setdefault((need, day), []).append(people)
    return held


def _carry(session: Session, origin: int, target: int, day: date | None) -> None:
    """Duties of the day, and who came to them, go over to another need for the same people."""
    tables: tuple[Any, ...] = (Duty, Attendance)
    for table in tables:
        there = update(table).where(table.need_id == origin, table.day == day)
        session.execute(there.values(need_id=target, version=table.version + 1))


def _touched(rows: dict[int, Need], manned: set[int], entry: dict[str, Any]) -> bool:
    """Whether the need is not as it was left, or would leave somebody without a place if it went."""
    row = rows.get(entry["need"])
    instead = entry.get("instead")
    if instead is not None and instead not in rows:
        return True
    if entry.get("ended"):
        place, day = tuple(entry["before"][name] for name in PLACE), date.fromisoformat(entry["day"])
        return any(other.place == place and other.day == day for other in rows.values())
    if row is None or row.version != entry["version"]:
        return True
    return entry["before"] is None and instead is None and row.id in manned


def _restore(session: Session, edition: Edition, rows: dict[int, Need], entry: dict[str, Any]) -> Deed:
    day = date.fromisoformat(entry["day"])
    if entry.get("ended"):
        return _again(session, edition, day, entry)
    row = rows[entry["need"]]
    was = snapshot(row)
    if entry["before"] is None:
        if entry["instead"]:
            _carry(session, row.id, entry["instead"], day)
        session.delete(row)
        return Deed(row, "removed", was)
    for name, value in entry["before"].items():
        setattr(row, name, value)
    return Deed(row, "changed", was)


def _again(session: Session, edition: Edition, day: date, entry: dict[str, Any]) -> Deed:
    """Under the number that it had; people who stayed with the need of every day are there already."""
    known = session.get(Need, entry["need"])
    row = Need(id=None if known else entry["need"], edition_id=edition.id, day=day, **entry["before"])
    session.add(row)
    session.flush()
    if entry["duties"] and not entry["instead"]:
        facts = {"edition_id": edition.id, "need_id": row.number, "day": day, "version": 1, "at": now()}
        session.execute(insert(Duty), [{**facts, **duty} for duty in entry["duties"]])
    return Deed(row, "created")
