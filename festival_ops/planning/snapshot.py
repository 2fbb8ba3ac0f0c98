"""Rows to facts: the whole edition and its plan as the Problem that the core reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import GoalOrder, Parameter, Pin, Placement, Plan, RuleLevel, WishWeight
from festival_ops.planning.parameters import NUMBERS
from festival_ops.planning.queries import own_lengths
from festival_ops.planning.roads.network import Roads
from festival_ops.planning.strictness import GOALS
from festival_ops.programme import lunar
from festival_ops.programme import models as programme
from festival_ops.programme.models import Edition, Performance
from festival_ops.programme.travel import minutes_between
from solver import problem as core
from solver.problem import CAREFUL, MINUTES_A_DAY, Problem, Slot, Span
from solver.rules import RULES
from solver.spans import in_both, joined

_RULES = frozenset(rule.key for rule in RULES)
LONG_BEFORE = 30 * MINUTES_A_DAY


def problem_of(session: Session, edition: Edition, plan: Plan | None, *, language: str = "vi") -> Problem:
    """The edition as it is now. Names are in the reader's language; cancelled performances are left out."""
    return _Snapshot(session, edition, plan, language == "en").problem()


def minute_now(edition: Edition, moment: datetime) -> int | None:
    """None when the edition is over: then it is only looked back on. Longer notice than weeks is all the same."""
    clock = Clock.of(edition)
    minute = clock.minute(moment)
    return None if clock.day_of(minute) > edition.days[-1] else max(minute, -LONG_BEFORE)


def current_slots(session: Session, edition: Edition, plan: Plan | None, shown: Collection[int]) -> tuple[Slot, ...]:
    """Where the plan has the performances that are shown."""
    if plan is None:
        return ()
    clock = Clock.of(edition)
    placed = select(Placement.performance_id, Placement.stage_id, Placement.starts).where(Placement.plan_id == plan.id)
    rows = session.execute(placed.order_by(Placement.performance_id))
    return tuple(Slot(act, stage, clock.minute(starts)) for act, stage, starts in rows if act in shown)


def hours_of(row: Performance, clock: Clock, held: Clock | None = None) -> tuple[Span, ...]:
    """When a performance may stand. A rite bound to a lunar date is `held` on it by the calendar of another edition.

    That date counts more than the days of its windows; where the edition has no such day, no hour is left to it.
    """
    asked = [span for window in row.windows if window.strict for span in spans_of(window, clock)]
    bound = lunar.read(row.lunar)
    if bound is None:
        return tuple(asked)
    held = held or clock
    days = [held.span_of_day(day) for day in lunar.held_on(bound, held.first_day, held.days)]
    nowhere = held.span_of_day(held.day(-2))
    return tuple(in_both(joined(asked), days) or days or [nowhere])


def spans_of(window: programme.PerformanceWindow, clock: Clock) -> list[Span]:
    return clock.spans(window.on, window.starts, window.ends)


class _Snapshot:
    def __init__(self, session: Session, edition: Edition, plan: Plan | None, english: bool) -> None:
        self.session = session
        self.edition = edition
        self.plan = plan
        self.english = english
        self.clock = Clock.of(edition)
        self.performances = [row for row in self._performances() if row.cancellation is None]
        self.shown = {row.id for row in self.performances}
        self.lengths = own_lengths(session, plan)
        self.roads = Roads.of(session, edition, self.clock, english=english)

    def problem(self) -> Problem:
        stages = self._rows(
            programme.Stage, selectinload(programme.Stage.opening_hours), selectinload(programme.Stage.quiet_hours)
        )
        venues = self._rows(programme.Venue)
        return Problem(
            name=self._name(self.edition),
            first_day=self.edition.first_day.isoformat(),
            days=self.clock.days,
            cutoff=self.clock.cutoff,
            grid=self.edition.grid,
            venues=tuple(core.Venue(row.id, self._name(row), row.capacity, self.roads.exits(row.id)) for row in venues),
            stages=tuple(self._stage(row) for row in stages),
            trips=self._trips(),
            pools=tuple(
                core.Pool(row.id, self._name(row), row.stock, row.venue_id) for row in self._rows(programme.Equipment)
            ),
            troupes=tuple(self._troupe(row) for row in self._rows(programme.Troupe)),
            persons=tuple(self._persons()),
            parties=tuple(self._parties()),
            works=tuple(self._work(row) for row in self._rows(programme.Work)),
            acts=tuple(self._act(row) for row in self.performances),
            precedences=tuple(self._precedences()),
            pins=tuple(self._pins(now())),
            clashes=tuple(self._clashes()),
            blackouts=tuple(self._blackouts(stages)),
            rehearsals=tuple(self._rehearsals()),
            neighbours=tuple(core.Neighbours(row.first_id, row.second_id) for row in self._rows(programme.Neighbours)),
            network=self.roads.network(),
            settings=self._settings(),
            levels={row.rule: row.level for row in self._rows(RuleLevel) if row.rule in _RULES},
            weights={row.wish: row.weight for row in self._rows(WishWeight)},
            goals=next((GOALS[row.goals] for row in self._rows(GoalOrder)), CAREFUL),
            current=current_slots(self.session, self.edition, self.plan, self.shown),
            now=minute_now(self.edition, now()),
        )

    def _rows(self, model: Any, *options: Any) -> list[Any]:
        rows: Select[Any] = select(model).where(model.edition_id == self.edition.id).order_by(model.id)
        return list(self.session.scalars(rows.options(*options)))

    def _performances(self) -> list[Performance]:
        lists = (Performance.troupes, Performance.stages, Performance.windows, Performance.stops, Performance.needs)
        single = (joinedload(Performance.work), joinedload(Performance.cancellation))
        return self._rows(Performance, *single, *(selectinload(each) for each in lists))

    def _name(self, row: Any) -> str:
        return str(row.name_en or row.name) if self.english else str(row.name)

    def _minute(self, moment: datetime | None) -> int | None:
        return None if moment is None else self.clock.minute(moment)

    def _stage(self, row: programme.Stage) -> core.Stage:
        quiet = [
            core.Quiet(span.starts, span.ends, hours.loudest)
            for hours in row.quiet_hours
            for span in self.clock.spans(hours.on, hours.starts, hours.ends)
        ]
        opened = [span for hours in row.opening_hours for span in self.clock.spans(hours.on, hours.starts, hours.ends)]
        return core.Stage(
            id=row.id,
            name=self._name(row),
            venue=row.venue_id,
            capacity=row.capacity,
            outdoor=row.outdoor,
            step_free=row.step_free,
            features=row.feature_names,
            open=tuple(sorted(opened, key=lambda span: span.starts)),
            changeover=row.changeover,
            quiet=tuple(sorted(quiet, key=lambda hours: hours.starts)),
        )

    def _trips(self) -> tuple[core.Trip, ...]:
        ways = minutes_between(self.session, self.edition)
        return tuple(core.Trip(here, there, minutes) for (here, there), minutes in sorted(ways.items()))

    def _troupe(self, row: programme.Troupe) -> core.Troupe:
        return core.Troupe(
            id=row.id,
            name=self._name(row),
            arrives=self._minute(row.arrives),
            departs=self._minute(row.departs),
            shows_a_day=row.shows_a_day,
            rest=row.rest,
            latest=None if row.latest is None else self.clock.past_midnight(row.latest),
            size=row.size,
        )

    def _persons(self) -> Iterator[core.Person]:
        for row in self._rows(programme.Person, selectinload(programme.Person.troupes)):
            yield core.Person(row.id, self._name(row), tuple(troupe.id for troupe in row.troupes))

    def _parties(self) -> Iterator[core.Party]:
        for row in self._rows(programme.Party, selectinload(programme.Party.performances)):
            acts = tuple(act.id for act in row.performances if act.id in self.shown)
            yield core.Party(row.id, row.code, acts, self._minute(row.arrives), self._minute(row.departs))

    def _work(self, row: programme.Work) -> core.Work:
        return core.Work(row.id, self._name(row), row.at_most_a_day, row.days_apart, row.other_stages)

    def _act(self, row: Performance) -> core.Act:
        minutes = self.lengths.get(row.id, row.minutes)
        return core.Act(
            id=row.id,
            title=self._name(row),
            duration=minutes,
            troupes=tuple(troupe.id for troupe in row.troupes),
            work=row.work_id,
            get_in=row.get_in,
            get_out=row.get_out,
            stages=tuple(stage.id for stage in row.stages),
            features=row.feature_names,
            hours=hours_of(row, self.clock),
            likings=tuple(
                core.Liking(span.starts, span.ends, window.weight)
                for window in row.windows
                if not window.strict
                for span in spans_of(window, self.clock)
            ),
            route=tuple(core.Leg(stop.stage_id, stop.offset, stop.minutes) for stop in row.stops),
            loudness=row.loudness,
            needs_quiet=row.needs_quiet,
            crowd=row.crowd,
            genre=row.genre or (row.work.genre if row.work else ""),
            needs=tuple(core.Need(need.equipment_id, need.quantity) for need in row.needs),
            announced=self._announced(row),
            closes=self.roads.closings(row.id, minutes),
        )

    def _announced(self, row: Performance) -> Slot | None:
        if not row.fixed or row.announced_stage_id is None or row.announced_starts is None:
            return None
        return Slot(row.id, row.announced_stage_id, self.clock.minute(row.announced_starts))

    def _precedences(self) -> Iterator[core.Precedence]:
        for row in self._rows(programme.Precedence):
            if row.first_id in self.shown and row.second_id in self.shown:
                yield core.Precedence(row.first_id, row.second_id, row.lag, row.at_most)

    def _pins(self, moment: datetime) -> Iterator[core.Pin]:
        for row in self._rows(Pin):
            if row.performance_id in self.shown and (row.expires is None or row.expires > moment):
                day = None if row.day is None else self.clock.day_index(row.day)
                yield core.Pin(row.performance_id, day, row.stage_id, self._minute(row.starts), row.order)

    def _clashes(self) -> Iterator[core.Clash]:
        of_work: dict[int | None, list[int]] = {}
        for row in self.performances:
            of_work.setdefault(row.work_id, []).append(row.id)
        for clash in self._rows(programme.AudienceClash):
            for first, second in product(of_work.get(clash.first_id, ()), of_work.get(clash.second_id, ())):
                yield core.Clash(first, second, clash.weight)

    def _blackouts(self, stages: list[programme.Stage]) -> Iterator[core.Blackout]:
        for row in self._rows(programme.Blackout, selectinload(programme.Blackout.stages)):
            named = row.stages or (stages if row.outdoor_only else [])
            hit = tuple(stage.id for stage in named if stage.outdoor or not row.outdoor_only)
            # For the core no stage named is every stage, so rain over indoor stages alone is no blackout at all.
            if row.active and (hit or not named):
                yield core.Blackout(self.clock.minute(row.starts), self.clock.minute(row.ends), hit, row.reason)

    def _rehearsals(self) -> Iterator[core.Rehearsal]:
        """Those that take place, with whoever rehearses."""
        shows = {row.id: row for row in self.performances}
        for row in self._rows(programme.Rehearsal):
            of_work = [show for show in self.performances if row.work_id is not None and show.work_id == row.work_id]
            rehearsed = [shows[row.performance_id]] if row.performance_id in shows else of_work
            if row.active and rehearsed:
                troupes = tuple(sorted({troupe.id for show in rehearsed for troupe in show.troupes}))
                span = self.clock.minute(row.starts), self.clock.minute(row.ends)
                yield core.Rehearsal(row.id, self._name(row), row.stage_id, *span, troupes, row.performance_id)

    def _settings(self) -> core.Settings:
        known = {number.key for number in NUMBERS}
        return core.Settings(**{row.key: row.value for row in self._rows(Parameter) if row.key in known})
