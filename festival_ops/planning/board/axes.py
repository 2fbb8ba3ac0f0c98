"""What the rows of a board stand for. An area that plans something else beside the shows adds its axis to the table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from festival_ops.words import fold, sort_key
from solver.places import overdrawn, shown_places
from solver.problem import Pool, Problem, Slot, Span, Stage, Troupe
from solver.spans import joined

Hours = tuple[str, Span, str]
# The kind of band that bears its name.
REHEARSAL = "rehearsal"


@dataclass(frozen=True)
class Hold:
    """How long a street is closed and why: `span` in minutes of the edition, or with an act from the start of it."""

    span: Span
    reason: str
    act: int | None = None


@dataclass(frozen=True)
class Road:
    """A street with all that closes it, and the gates that one reaches from it."""

    id: int
    name: str
    holds: tuple[Hold, ...]
    gates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labels:
    """The short forms of names, by id; every work, troupe and stage may have one. `roads` are what the plan knows
    nothing of but the board may show."""

    acts: Mapping[int, str] = field(default_factory=dict)
    troupes: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)
    roads: tuple[Road, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row to come. `idle`: it is drawn although nothing stands on it; `note` is what is said under its name."""

    id: int
    name: str
    short: str = ""
    note: str = ""
    idle: bool = True


@dataclass(frozen=True)
class Stay:
    """An act on one row: the show there, and around it all that the row is taken for."""

    line: int
    shown: Span
    taken: Span
    changeover: int = 0


class Axis(ABC):
    """`everywhere`: an item is named on each of its rows, not only where it begins. `legend` names the bands."""

    title: Any
    legend: dict[str, Any]
    everywhere = True

    @abstractmethod
    def lines(self, problem: Problem, labels: Labels, window: Span) -> list[Line]:
        """The rows in their order, for the time of the sheet."""

    @abstractmethod
    def stays(self, problem: Problem, labels: Labels, slot: Slot) -> Iterable[Stay]: ...

    @abstractmethod
    def hours(self, problem: Problem, labels: Labels, line: int, slots: Iterable[Slot]) -> Iterator[Hours]:
        """Bands behind a row: their kind, when, and why."""

    @abstractmethod
    def under(self, problem: Problem, labels: Labels, slot: Slot, line: int) -> tuple[str, ...]:
        """What an item says under its title, the longest form first."""


class StageAxis(Axis):
    title = lazy_gettext("By stage")
    legend = {
        "closed": lazy_gettext("Stage closed"),
        "quiet": lazy_gettext("Quiet hours"),
        "blackout": lazy_gettext("Nothing may be shown"),
        "rehearsal": lazy_gettext("Rehearsal"),
    }
    everywhere = False

    def lines(self, problem: Problem, labels: Labels, window: Span) -> list[Line]:
        def opens(stage: Stage) -> bool:
            return not stage.open or any(span.meets(window) for span in stage.open)

        def venue(stage: Stage) -> str:
            name = problem.venue(stage.venue).name
            return "" if fold(name) in fold(stage.name) else name

        ordered = sorted(problem.stages, key=lambda it: (sort_key(problem.venue(it.venue).name), sort_key(it.name)))
        return [Line(it.id, it.name, labels.stages.get(it.id, ""), venue(it), opens(it)) for it in ordered]

    def stays(self, problem: Problem, labels: Labels, slot: Slot) -> Iterable[Stay]:
        for (stage, taken), (_stage, shown) in zip(
            problem.places(slot), shown_places(problem, slot), strict=True
        ):  # fmt: skip
            yield Stay(stage, shown, taken, problem.stage(stage).changeover)

    def hours(self, problem: Problem, labels: Labels, line: int, slots: Iterable[Slot]) -> Iterator[Hours]:
        stage = problem.stage(line)
        for span in joined(stage.open) if stage.open else [problem.horizon]:
            yield "open", span, ""
        for quiet in stage.quiet:
            yield "quiet", Span(quiet.starts, quiet.ends), ""
        for blackout in problem.blackouts:
            if not blackout.stages or line in blackout.stages:
                yield "blackout", Span(blackout.starts, blackout.ends), blackout.reason
        for rehearsal in problem.rehearsals:
            if rehearsal.stage == line:
                yield REHEARSAL, Span(rehearsal.starts, rehearsal.ends), rehearsal.name

    def under(self, problem: Problem, labels: Labels, slot: Slot, line: int) -> tuple[str, ...]:
        troupes = [problem.troupe(id) for id in problem.act(slot.act).troupes]
        whole = ", ".join(troupe.name for troupe in troupes)
        return whole, ", ".join(labels.troupes.get(troupe.id) or troupe.name for troupe in troupes)


class TroupeAxis(Axis):
    title = lazy_gettext("By troupe")
    legend = {
        "closed": lazy_gettext("Before the arrival or after the departure"),
        "quiet": lazy_gettext("After the troupe's latest hour"),
        "rehearsal": lazy_gettext("Rehearsal"),
    }

    def lines(self, problem: Problem, labels: Labels, window: Span) -> list[Line]:
        ordered = sorted(problem.troupes, key=lambda it: sort_key(it.name))
        return [
            Line(it.id, it.name, labels.troupes.get(it.id, ""), idle=_there(problem, it).meets(window))
            for it in ordered
            if problem.acts_of_troupe[it.id]
        ]

    def stays(self, problem: Problem, labels: Labels, slot: Slot) -> Iterable[Stay]:
        shown, taken = problem.shown(slot), problem.occupied(slot)
        return [Stay(troupe, shown, taken) for troupe in problem.act(slot.act).troupes]

    def hours(self, problem: Problem, labels: Labels, line: int, slots: Iterable[Slot]) -> Iterator[Hours]:
        troupe = problem.troupe(line)
        yield "open", _there(problem, troupe), ""
        if troupe.latest is not None:
            for day in range(problem.days):
                late = Span(day * 1440 + troupe.latest, problem.day(day).ends)
                if late.starts < late.ends:
                    yield "quiet", late, ""
        for rehearsal in problem.rehearsals:
            if line in rehearsal.troupes:
                yield REHEARSAL, Span(rehearsal.starts, rehearsal.ends), rehearsal.name

    def under(self, problem: Problem, labels: Labels, slot: Slot, line: int) -> tuple[str, ...]:
        return _where(problem, labels, slot)


class EquipmentAxis(Axis):
    title = lazy_gettext("By equipment")
    legend = {"blackout": lazy_gettext("More is needed than there is")}

    def lines(self, problem: Problem, labels: Labels, window: Span) -> list[Line]:
        return [
            Line(pool.id, pool.name, note=_("%(stock)s in stock", stock=pool.stock))
            for pool in sorted(problem.pools, key=lambda it: sort_key(it.name))
        ]

    def stays(self, problem: Problem, labels: Labels, slot: Slot) -> Iterable[Stay]:
        shown, taken = problem.shown(slot), problem.occupied(slot)
        return [Stay(pool.id, shown, taken) for pool in problem.pools if _drawn(problem, slot, pool)]

    def hours(self, problem: Problem, labels: Labels, line: int, slots: Iterable[Slot]) -> Iterator[Hours]:
        yield "open", problem.horizon, ""
        pool = problem.pool(line)
        uses = [(problem.occupied(slot), slot.act, _drawn(problem, slot, pool)) for slot in slots]
        ends = {act: span.ends for span, act, _quantity in uses}
        for acts, needs, starts in overdrawn([use for use in uses if use[2]], pool.stock):
            why = _("%(needs)s are needed, %(stock)s in stock.", needs=needs, stock=pool.stock)
            yield "blackout", Span(starts, min(ends[act] for act in acts)), why

    def under(self, problem: Problem, labels: Labels, slot: Slot, line: int) -> tuple[str, ...]:
        quantity = _drawn(problem, slot, problem.pool(line))
        return tuple(f"×{quantity} · {where}" for where in _where(problem, labels, slot))


class RoadAxis(Axis):
    """Streets: a show stands on those that are closed for it, and closures with hours of their own lie behind."""

    title = lazy_gettext("By road")
    legend = {"blackout": lazy_gettext("Closed in hours of its own")}

    def lines(self, problem: Problem, labels: Labels, window: Span) -> list[Line]:
        return [Line(road.id, road.name, idle=_closes(road, window), note=_gates(road)) for road in labels.roads]

    def stays(self, problem: Problem, labels: Labels, slot: Slot) -> Iterable[Stay]:
        shown = problem.shown(slot)
        for road in labels.roads:
            spans = [hold.span for hold in road.holds if hold.act == slot.act]
            if spans:
                taken = Span(min(span.starts for span in spans), max(span.ends for span in spans))
                taken = Span(shown.starts + taken.starts, shown.starts + taken.ends)
                yield Stay(road.id, _within(shown, taken), taken)

    def hours(self, problem: Problem, labels: Labels, line: int, slots: Iterable[Slot]) -> Iterator[Hours]:
        yield "open", problem.horizon, ""
        for hold in next(road.holds for road in labels.roads if road.id == line):
            if hold.act is None:
                yield "blackout", hold.span, hold.reason

    def under(self, problem: Problem, labels: Labels, slot: Slot, line: int) -> tuple[str, ...]:
        holds = next(road.holds for road in labels.roads if road.id == line)
        return (next(hold.reason for hold in holds if hold.act == slot.act),)


AXES: dict[str, Axis] = {
    "stage": StageAxis(),
    "troupe": TroupeAxis(),
    "equipment": EquipmentAxis(),
    "road": RoadAxis(),
}


def _gates(road: Road) -> str:
    if not road.gates:
        return ""
    return ngettext("Gate: %(names)s", "Gates: %(names)s", len(road.gates), names=", ".join(road.gates))


def _closes(road: Road, window: Span) -> bool:
    return any(hold.act is None and hold.span.meets(window) for hold in road.holds)


def _within(shown: Span, taken: Span) -> Span:
    """The part of a show in which a road is taken; of one that is not yet, or no more, under way there, the taken."""
    starts, ends = max(shown.starts, taken.starts), min(shown.ends, taken.ends)
    return Span(starts, ends) if starts < ends else taken


def _there(problem: Problem, troupe: Troupe) -> Span:
    horizon = problem.horizon
    starts = horizon.starts if troupe.arrives is None else troupe.arrives
    ends = horizon.ends if troupe.departs is None else troupe.departs
    return Span(starts, max(starts, ends))


def _where(problem: Problem, labels: Labels, slot: Slot) -> tuple[str, ...]:
    return problem.stage(slot.stage).name, labels.stages.get(slot.stage, "")


def _drawn(problem: Problem, slot: Slot, pool: Pool) -> int:
    """How much of a pool an act takes where it stands."""
    if pool.venue not in (None, problem.first_venue(slot)):
        return 0
    return sum(need.quantity for need in problem.act(slot.act).needs if need.pool == pool.id)
