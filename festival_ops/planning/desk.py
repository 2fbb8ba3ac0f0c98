"""Everything a page about the plan starts from: the plan, the question it answers, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.database import now
from festival_ops.planning import kept
from festival_ops.planning.board import Board, Labels, Mark
from festival_ops.planning.clock import Clock
from festival_ops.planning.events import Event, changed, clock_after
from festival_ops.planning.holding import facets
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.judgement import BLOCK, BLOCK_RELEASE, GUARDED_RULES, Finding, findings
from festival_ops.planning.models import Plan, Release, ReleasedItem
from festival_ops.planning.queries import items_of, latest_release, open_lengths, standing_waivers
from festival_ops.planning.roads.on_board import roads_on_board
from festival_ops.planning.strictness import Strictness, under
from festival_ops.programme.models import Edition, Performance, Stage, Troupe
from solver.problem import Act, Problem, Rehearsal, Slot

# The axis whose rows the plan does not know.
ROAD = "road"
ICONS = {
    "block": "alert-circle",
    "warn": "alert-triangle",
    "announced": "lock",
    "pinned": "pin",
    "changed": "replace",
    "new": "sparkles",
    "moved": "arrows-exchange",
}

Played = TypeVar("Played", Act, Rehearsal)


@dataclass
class Desk:
    """`own` and `troupes` bound what a troupe's coordinator sees: the troupe's performances, not who else plays.

    `discreet`: the reader may not learn where guests of honour are expected. With an `event`
    the desk shows the festival as if it had come true, with `settings` as if they were saved.
    """

    session: Session
    edition: Edition
    language: str
    own: frozenset[int] | None = None
    troupes: frozenset[int] = frozenset()
    discreet: bool = False
    event: Event | None = None
    settings: Strictness | None = None

    @cached_property
    def clock(self) -> Clock:
        return clock_after(self.edition, self.event)

    @cached_property
    def plan(self) -> Plan | None:
        return plan_in_hand(self.session, self.edition)

    @cached_property
    def problem(self) -> Problem:
        problem = kept.problem(self.session, self.edition, self.plan, self.language)
        problem = under(changed(self.session, self.edition, problem, self.event), self.settings)
        if self.own is None:
            return problem
        rehearsals = (row for row in problem.rehearsals if self.troupes.intersection(row.troupes))
        return replace(
            problem,
            acts=tuple(map(self._bounded, problem.acts)),
            rehearsals=tuple(map(self._bounded, rehearsals)),
        )

    def make_ready(self) -> None:
        """Reads what this web process does not know yet, so that whoever takes something up next need not wait."""
        kept.problem(self.session, self.edition, self.plan, self.language)

    @property
    def version(self) -> str:
        """Differs whenever the board would be drawn in another way."""
        stamp = kept.stamp_of(self.session, self.edition, now())
        number = self.release.number if self.release else 0
        return f"{self.plan.revision if self.plan else 0}.{stamp.entry}.{stamp.expired}.{number}"

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.problem.current if self.own is None or slot.act in self.own)

    @cached_property
    def findings(self) -> list[Finding]:
        return [] if self.own is not None else self.judged(self.problem.current)

    def judged(self, slots: Iterable[Slot], problem: Problem | None = None) -> list[Finding]:
        """What such a plan breaks, as far as the reader may know; of another problem than one's own if it is given."""
        found = findings(problem or self.problem, slots, standing_waivers(self.session, self.edition))
        return [finding for finding in found if not (self.discreet and finding.rule in GUARDED_RULES)]

    @cached_property
    def unplaced(self) -> list[Act]:
        placed = {slot.act for slot in self.problem.current}
        return [act for act in self.problem.acts if act.id not in placed and (self.own is None or act.id in self.own)]

    @cached_property
    def release(self) -> Release | None:
        return latest_release(self.session, self.edition)

    @cached_property
    def released(self) -> dict[int, ReleasedItem]:
        return {row.performance_id: row for row in items_of(self.session, self.release)}

    @cached_property
    def labels(self) -> Labels:
        return Labels(self._short(Performance), self._short(Troupe), self._short(Stage))

    def labels_for(self, axis: str) -> Labels:
        """With the roads where they are the rows; nobody else's board waits for them."""
        if axis != ROAD:
            return self.labels
        return replace(self.labels, roads=roads_on_board(self.session, self.edition, self.plan))

    @cached_property
    def lengths(self) -> dict[int, tuple[int, int]]:
        """The shortest and the longest, in minutes, of what may last more or less long."""
        return open_lengths(self.session, self.edition)

    def _bounded(self, played: Played) -> Played:
        return replace(played, troupes=tuple(id for id in played.troupes if id in self.troupes))

    def _short(self, model: type[Performance | Troupe | Stage]) -> dict[int, str]:
        rows = select(model.id, model.short_name).where(model.edition_id == self.edition.id, model.short_name != "")
        return {row.id: row.short_name for row in self.session.execute(rows)}

    def marks(self, found: Iterable[Finding], moved: Collection[int] = ()) -> dict[int, tuple[Mark, ...]]:
        """What is to be seen on each act; the gravest state first, since it gives the frame its line."""
        states: dict[int, list[str]] = {act.id: [] for act in self.problem.acts}
        for finding in found:
            state = "block" if finding.level in (BLOCK, BLOCK_RELEASE) else "warn"
            for act in finding.acts:
                if finding.waiver is None and act in states and "block" not in states[act]:
                    states[act] = [state]
        for slot in self.problem.current if not moved else ():
            states[slot.act] += self._against_release(slot)
        for act in moved:
            states[act].append("moved")
        for pin in self.problem.pins:
            states[pin.act].append("pinned")
        for each in self.problem.acts:
            states[each.id] += ["announced"] if each.announced else []
        pinned = {pin.act: facets(pin) for pin in self.problem.pins}
        return {
            act: tuple(Mark(state, ICONS[state], pinned[act] if state == "pinned" else "") for state in held)
            for act, held in states.items()
        }

    def states_on(self, sheet: Board) -> dict[str, str]:
        """The states to be explained under a sheet, with their icons, the gravest first."""
        shown = {mark.state for item in sheet.items for mark in item.marks}
        return {state: icon for state, icon in ICONS.items() if state in shown}

    def _against_release(self, slot: Slot) -> list[str]:
        if self.release is None:
            return []
        row = self.released.get(slot.act)
        if row is None:
            return ["new"]
        same = row.state == "scheduled" and row.stage_id == slot.stage and row.starts == self.clock.moment(slot.starts)
        return [] if same else ["changed"]
