"""The answer of a search for the people who decide on it: what changes, who is told anew, and who has no ride."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.models import RideRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.rides.answers import STAYS, Difference, Proposed, proposed, unserved_in
from festival_ops.planning.rides.judging import anew
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.lines import RideLine, clock, line
from solver.rides.plan import RidePlan
from solver.rides.words import explain


@dataclass(frozen=True)
class ToldAnew:
    """Somebody who knows of another ride than this; without `after` there is none any more."""

    transfer: str
    people: int
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A ride that would be another, in words."""

    kind: str
    line: RideLine
    before: RideLine | None


def facts_of(stands: Standing, run: RideRun, undecided: bool) -> dict[str, Any]:
    """Once it is decided, or other rides stand than those from which it began, nobody is told anew by it."""
    shown = proposed(stands, run)
    problem = stands.problem
    known = {one.id for one in problem.transfers}
    return {
        "changed": [_changed(shown, one) for one in shown.differences if one.kind != STAYS],
        "anew": told_anew(shown) if undecided else [],
        "unserved": [explain(problem, one, _) for one in unserved_in(run) if one.transfer in known],
        "breaks": [each for each in anew(problem, problem.current, shown.whole) if each.blocks],
        "small": smallness(run) if run.kind == REPAIR else "",
        "people": shown.people_told_anew if undecided else None,
    }


def told_anew(shown: Proposed) -> list[ToldAnew]:
    """In the order in which people knew of their rides."""
    problem = shown.now.problem
    before, after = RidePlan(problem.told), RidePlan(shown.whole)
    found = []
    for id in {id for ids in shown.told_anew for id in ids}:
        known = min(stop.begins for _ride, stop in before.boardings(id))
        texts = [_boarding(shown, plan, id) for plan in (before, after)]
        row = problem.transfer(id)
        found.append((known, ToldAnew(row.name, row.people, texts[0], texts[1])))
    return [told for _known, told in sorted(found, key=lambda one: (one[0], one[1].transfer))]


def smallness(run: RideRun) -> str:
    """How small the change is, and whether it is proven that none is smaller."""
    outline = run.outline or {}
    count = outline["moved"] + outline["shifted"]
    if not count:
        return _("Nobody is told anew: everybody keeps the ride that they know.")
    told = ngettext("%(num)s transfer is told anew.", "%(num)s transfers are told anew.", count)
    proven = _("It is proven that no plan tells fewer.")
    if count <= outline["bound"]:
        return f"{told} {proven}"
    least = ngettext("At least %(num)s must be in any plan.", "At least %(num)s must be in any plan.", outline["bound"])
    return f"{told} {least}"


def _changed(shown: Proposed, one: Difference) -> Changed:
    problem, stands = shown.now.problem, shown.now
    number = stands.numbers.get(one.before) if one.before else None
    before = line(problem, one.before, number) if one.before and one.after else None
    return Changed(one.kind, line(problem, one.shown, number), before)


def _boarding(shown: Proposed, plan: RidePlan, id: int) -> str:
    problem = shown.now.problem
    stops = sorted((stop.begins, problem.vehicle(ride.vehicle).name) for ride, stop in plan.boardings(id))
    return "; ".join(f"{clock(minute)} {vehicle}" for minute, vehicle in stops)
