"""Problems as they were last read: kept in memory until the record of changes says that something is different.

Every change of a festival writes history in its own transaction, so the newest entry tells whether the rows behind a
problem are still the ones it was made of. Moves in a plan are counted by the plan's revision and only its slots change.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import Pin, Plan
from festival_ops.planning.snapshot import current_slots, minute_now, problem_of
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from solver.problem import Problem, Slot

MOST = 8
# The rows of the security room.
SECURITY = (
    "force",
    "agency",
    "qualification",
    "squad",
    "officer",
    "absence",
    "sector",
    "post",
    "shift",
    "need",
    "standard",
)
# The rows of the traffic room that no rule asks about.
ROADS = (
    "parking_place",
    "stop_place",
    "ride_place",
    "stay",
    "vehicle",
    "driver",
    "transfer",
    "road_notice",
    "closure_standard",
)
# What is made of transfers, and who cannot go out.
RIDES = ("ride", "ride_book", "ride_run", "ride_release", "ride_telling", "outage")
# What people do with plans, runs and releases changes nothing that a problem is made of but its slots.
_ELSEWHERE = (
    "plan",
    "proposal",
    "solve_run",
    "release",
    "signature",
    "signing_duty",
    "telling",
    "waiver",
    "permit",
    "exchanged_day",
    "upload",
    "feed",
    "roster",
    "duty",
    "roster_run",
    "roster_release",
    "attendance",
    "parade_run",
    *RIDES,
    *SECURITY,
    *ROADS,
)
_MOVES = ("placed", "unplaced", "placed aside", "unplaced aside")


Key = tuple[int | str, ...]


@dataclass(frozen=True)
class Stamp:
    """What a problem was made of: the newest change of its edition, and how many of its pins had run out."""

    entry: int
    expired: int


@dataclass(frozen=True)
class Kept:
    stamp: Stamp
    revision: int
    problem: Problem


class Shelf:
    """The problems used last, few at a time: one of 520 performances takes a few megabytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Any] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Key) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, made: Any) -> None:
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


def init(app: Flask) -> None:
    app.extensions["problems"] = Shelf()


def problem(session: Session, edition: Edition, plan: Plan | None, language: str = "vi") -> Problem:
    """The same as `problem_of`, without reading what has not changed."""
    shelf: Shelf = current_app.extensions["problems"]
    key = (edition.id, plan.id if plan else 0, language)
    stamp, revision = stamp_of(session, edition, now()), plan.revision if plan else 0
    known: Kept | None = shelf.find(key)
    if known is None or known.stamp != stamp:
        known = Kept(stamp, revision, problem_of(session, edition, plan, language=language))
    elif known.revision != revision:
        slots = current_slots(session, edition, plan, {act.id for act in known.problem.acts})
        known = Kept(stamp, revision, replace(known.problem, current=slots))
    minute = minute_now(edition, now())
    if known.problem.now != minute:
        known = replace(known, problem=replace(known.problem, now=minute))
    shelf.keep(key, known)
    return known.problem


def beside(problem: Problem, slots: tuple[Slot, ...]) -> Problem:
    """The same festival with another plan in it."""
    return problem if problem.current == slots else replace(problem, current=slots)


def stamp_of(session: Session, edition: Edition, moment: datetime) -> Stamp:
    entries = select(func.coalesce(func.max(HistoryEntry.id), 0)).where(
        HistoryEntry.edition_id == edition.id,
        HistoryEntry.subject.not_in(_ELSEWHERE),
        HistoryEntry.act.not_in(_MOVES),
    )
    expired = select(func.count()).where(Pin.edition_id == edition.id, Pin.expires <= moment)
    return Stamp(session.scalar(entries) or 0, session.scalar(expired) or 0)
