"""Rides as they were last read: kept in memory until the record of changes, the plan or the rides say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.kept import SECURITY, Shelf
from festival_ops.planning.models import Plan, RideBook
from festival_ops.planning.rides.outages import with_outages
from festival_ops.planning.rides.snapshot import ride_problem
from festival_ops.planning.rides.standing import booked, known
from festival_ops.planning.rides.told import released_rides
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from solver.rides import problem as core
from solver.rides.check import check
from solver.rides.plan import RideBreach, RidePlan, Unserved
from solver.rides.problem import RideProblem, Transfer
from solver.rides.reasons import hopeless

# What people do here, or with people on duty, changes nothing that a problem of rides is made of but the rides.
_ELSEWHERE = (
    "ride",
    "ride_book",
    "ride_run",
    "ride_telling",
    "solve_run",
    "roster",
    "duty",
    "roster_run",
    "attendance",
    *SECURITY,
)


@dataclass(frozen=True)
class Stamp:
    """What a problem was made of: the newest change of its edition, and the plan that shows follow."""

    entry: int
    plan: int
    revision: int


@dataclass(frozen=True)
class Standing:
    """The rides of an edition by their numbers, with the problem that they answer; they are its `current`."""

    edition: int
    stamp: Stamp
    revision: int
    problem: RideProblem
    rides: Mapping[int, core.Ride]

    @cached_property
    def plan(self) -> RidePlan:
        return RidePlan(self.problem.current)

    @cached_property
    def breaches(self) -> list[RideBreach]:
        return check(self.problem, self.plan)

    @cached_property
    def numbers(self) -> dict[core.Ride, int]:
        return {ride: number for number, ride in self.rides.items()}

    @cached_property
    def unserved(self) -> list[Transfer]:
        """Whom nobody fetches, or not all of them, the most important first."""
        missing = (one for one in self.problem.transfers if self.left_of(one)[0] or self.left_of(one)[1])
        return sorted(missing, key=lambda one: (-one.priority, one.pickup.starts, one.id))

    def left_of(self, transfer: Transfer) -> tuple[int, int]:
        """How many people and pieces of luggage have no ride."""
        stops = [stop for _, stop in self.plan.boardings(transfer.id)]
        people, luggage = sum(stop.people for stop in stops), sum(stop.luggage for stop in stops)
        return max(0, transfer.people - people), max(0, transfer.luggage - luggage)

    @cached_property
    def _hopeless(self) -> dict[int, Unserved | None]:
        return {}

    def hopeless(self, transfer: Transfer) -> Unserved | None:
        """Why no plan at all can serve the transfer; None where one might."""
        if transfer.id not in self._hopeless:
            self._hopeless[transfer.id] = hopeless(self.problem, transfer)
        return self._hopeless[transfer.id]


def standing(session: Session, edition: Edition, language: str = "vi") -> Standing:
    """The rides of the edition, without reading what has not changed."""
    shelf: Shelf = current_app.extensions["problems"]
    plan = plan_in_hand(session, edition)
    stamp, revision = _stamp_of(session, edition, plan), revision_of(session, edition)
    key = ("rides", edition.id, stamp.plan, language)
    kept: Standing | None = shelf.find(key)
    if kept is not None and (kept.stamp, kept.revision) == (stamp, revision):
        return kept
    if kept is not None and kept.stamp == stamp:
        problem = kept.problem
    else:
        problem = with_outages(session, edition, ride_problem(session, edition, plan, language=language))
    rides = known(problem, booked(session, edition))
    told = known(problem, dict(enumerate(released_rides(session, edition)))).values()
    problem = replace(problem, current=tuple(rides.values()), released=tuple(ride for ride in told if ride.stops))
    made = Standing(edition.id, stamp, revision, problem, rides)
    shelf.keep(key, made)
    return made


def revision_of(session: Session, edition: Edition) -> int:
    return session.scalar(select(RideBook.revision).where(RideBook.edition_id == edition.id)) or 0


def _stamp_of(session: Session, edition: Edition, plan: Plan | None) -> Stamp:
    entries = select(func.coalesce(func.max(HistoryEntry.id), 0)).where(
        HistoryEntry.edition_id == edition.id, HistoryEntry.subject.not_in(_ELSEWHERE)
    )
    return Stamp(session.scalar(entries) or 0, plan.id if plan else 0, plan.revision if plan else 0)
