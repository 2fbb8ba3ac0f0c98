"""Taking over what standards ask of the roads into closures, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import ClosureTaking, Plan
from festival_ops.planning.roads.drafting.asked import Asked
from festival_ops.planning.roads.drafting.lines import ENDED, OFFERED, Drafts, Line, drafts
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import PLANNED, WITHDRAWN
from festival_ops.traffic.models import Closure, ClosureSegment, ClosureState
from festival_ops.web.history import Actor, Deed, record_all, snapshot

LONGEST_NAME = 200
_PLAIN = ("measure", "before", "after", "nights", "crew", "barriers")


class ChangedSinceError(Exception):
    """Somebody has changed what is asked for, or a closure, since the page was opened."""


@dataclass(frozen=True)
class Chosen:
    """Lines by their name, with the stamp under which they were seen; or, with `seen`, all that was offered, under the
    stamp of the whole."""

    picked: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None

    def lines(self, found: Drafts) -> list[Line]:
        """Those that are still to be taken over. Raises ChangedSinceError where others were seen."""
        if self.seen is not None:
            if found.offered and found.stamp != self.seen:
                raise ChangedSinceError
            return found.offered
        there = {line.name: line for line in found.lines}
        lines = [there[name] for name in self.picked if name in there and there[name].state in OFFERED]
        if any(self.picked[line.name] != line.stamp for line in lines):
            raise ChangedSinceError
        return lines


def take_over(
    session: Session, edition: Edition, plan: Plan | None, chosen: Chosen, by: Actor, why: str
) -> ClosureTaking | None:
    """Writes what is chosen down as closures; None where all of it stands already. Raises ChangedSinceError."""
    _hold(session, edition)
    lines = chosen.lines(drafts(session, edition, plan))
    if not lines:
        return None
    names = set(session.scalars(select(Closure.name).where(Closure.edition_id == edition.id)))
    done = [_write(session, edition, line, names, by, why) for line in lines]
    session.flush()
    record_all(session, [_told(deed, why) for deed, _before, _act in done], by=by)
    written = [
        {"closure": deed.row.id, "version": deed.row.version, "before": before, "act": act}
        for deed, before, act in done
    ]  # fmt: skip
    taking = ClosureTaking(edition_id=edition.id, user_id=by.id, written=written)
    session.add(taking)
    session.flush()
    return taking


def last_taking(session: Session, edition: Edition) -> ClosureTaking | None:
    """What was taken over last, unless it was taken back: nothing earlier can be before it is."""
    rows = select(ClosureTaking).where(ClosureTaking.edition_id == edition.id)
    newest = session.scalar(rows.order_by(ClosureTaking.id.desc()).limit(1))
    return newest if newest is not None and newest.undone_at is None else None


def take_back(session: Session, edition: Edition, taking: ClosureTaking, by: Actor, why: str) -> None:
    """Every closure is what it was. Raises ChangedSinceError and changes nothing."""
    _hold(session, edition)
    rows = {row.id: row for row in session.scalars(select(Closure).where(Closure.edition_id == edition.id))}
    for entry in taking.written:
        row = rows.get(entry["closure"])
        if row is None or row.version != entry["version"]:
            raise ChangedSinceError
    deeds = [_restore(session, rows[entry["closure"]], entry, by, why) for entry in taking.written]
    session.flush()
    record_all(session, [deed if deed.act == "removed" else _told(deed, why) for deed in deeds], by=by)
    taking.undone_at = now()


def _hold(session: Session, edition: Edition) -> None:
    """Whoever drafts at the same time waits."""
    session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())


def _told(deed: Deed, why: str) -> Deed:
    return Deed(deed.row, deed.act, deed.before, snapshot(deed.row), why)


Done = tuple[Deed, dict[str, Any] | None, str]


def _write(session: Session, edition: Edition, line: Line, names: set[str], by: Actor, why: str) -> Done:
    """What was done, what the closure said before, and under which name that is to be taken back."""
    asked, row = line.asked, line.closure
    if row is None and asked is not None:
        row = _new(edition, asked, names)
        session.add(row)
        _ask(session, row, asked.facts, asked)
        return Deed(row, "created"), None, "created"
    if row is None:
        raise ValueError("A line without a closure asks for one.")
    deed, before = Deed(row, "changed", snapshot(row)), {"asked": row.asked, "grounds": row.grounds}
    if line.state == ENDED or asked is None:
        _say(row, WITHDRAWN, by, why)
        row.grounds = {**(row.grounds or {}), "ended": True}
        return deed, before, "ended"
    act = "changed"
    if row.state == WITHDRAWN:
        _say(row, PLANNED, by, why)
        act = "ended"
    _ask(session, row, asked.facts, asked)
    return deed, before, act


def _new(edition: Edition, asked: Asked, names: set[str]) -> Closure:
    row, show = asked.standard, asked.show.row
    number = f" {asked.key[2]}/{asked.of}" if asked.of > 1 else ""
    name = f"{row.name}: {show.name}"[: LONGEST_NAME - 60] + number
    if name in names:
        name = f"{name} ({show.code})"
    names.add(name)
    english = f"{row.name_en}: {show.name_en or show.name}"[: LONGEST_NAME - 60] + number if row.name_en else ""
    return Closure(
        edition_id=edition.id, name=name, name_en=english, source=row.source, status=row.status, performance=show
    )


def _ask(session: Session, row: Closure, facts: Mapping[str, Any], asked: Asked | None) -> None:
    """Lays the facts into the closure; links of segments that stay keep their rows."""
    row.performance_id = facts["performance"]
    for key in _PLAIN:
        setattr(row, key, facts[key])
    row.vehicles, row.exemptions = list(facts["vehicles"]), list(facts["exemptions"])
    for key in ("night_from", "night_until"):
        setattr(row, key, time.fromisoformat(facts[key]) if facts[key] else None)
    kept = {link.segment_id: link for link in row.chain}
    chain = [kept.get(id) or ClosureSegment(segment_id=id) for id in facts["chain"]]
    for position, link in enumerate(chain, start=1):
        link.position = position
    row.chain = chain
    if asked is not None:
        row.standard = asked.standard
        row.grounds = {"key": list(asked.key), "asked": dict(facts)}


def _say(row: Closure, state: str, by: Actor, why: str) -> None:
    row.states.append(ClosureState(state=state, reason=why, user_id=by.id))


def _restore(session: Session, row: Closure, entry: Mapping[str, Any], by: Actor, why: str) -> Deed:
    was = snapshot(row)
    if entry["before"] is None:
        session.delete(row)
        return Deed(row, "removed", was, None, why)
    if entry["act"] == "ended" and row.states:
        row.states.remove(row.states[-1])
    _ask(session, row, entry["before"]["asked"], None)
    row.grounds = entry["before"]["grounds"]
    return Deed(row, "changed", was)
