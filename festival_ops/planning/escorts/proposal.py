"""The answer of a search for the people who decide on it: who goes along then, and who is told anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from festival_ops.planning.actions.escorts import answered
from festival_ops.planning.escorts.judging import anew
from festival_ops.planning.escorts.standing import Standing
from festival_ops.planning.models import EscortRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.protocol.models import Escort
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Task

# A gap as wide as this says more about the proof than about the answer.
WORTH_SAYING = 0.2


@dataclass(frozen=True)
class Change:
    """Who goes along to a task before and after."""

    task: Task
    before: tuple[Escort, ...]
    after: tuple[Escort, ...]


def facts_of(stands: Standing, run: EscortRun) -> dict[str, Any]:
    after = EscortPlan(answered(run, stands))
    missing = ((task, task.people - len(after.on(*task.key))) for task in stands.problem.tasks.values())
    changed = set(stands.plan.duties) ^ set(after.duties)
    return {
        "changes": changes_between(stands, after),
        "told": len({duty.escort for duty in changed}),
        "duties": len(after.duties),
        "short": [(task, people) for task, people in missing if people > 0],
        "breaks": [each for each in anew(stands, after) if each.blocks] if not run.decision else [],
        "smallness": smallness(run) if run.kind == REPAIR else "",
        "gap": _gap(run),
    }


def changes_between(stands: Standing, after: EscortPlan) -> list[Change]:
    """In the order of time."""
    escorts, found = stands.facts.escorts, []
    for task in stands.problem.tasks.values():
        old, new = (sorted(plan.on(*task.key)) for plan in (stands.plan, after))
        if old != new:
            found.append(Change(task, tuple(escorts[id] for id in old), tuple(escorts[id] for id in new)))
    return found


def smallness(run: EscortRun) -> str:
    """How few people are told anew, and whether it is proven that none does with fewer."""
    answer = run.answer or {}
    people, least = len(answer.get("told", ())), answer.get("told_bound", 0)
    if not people:
        return _("Nobody is told anew.")
    told = ngettext("%(num)s escort is told anew.", "%(num)s escorts are told anew.", people)
    if people <= least:
        return f"{told} {_('It is proven that no repair does with fewer.')}"
    return f"{told} {ngettext('At least %(num)s must be in any.', 'At least %(num)s must be in any.', least)}"


def _gap(run: EscortRun) -> str:
    """What is proven of the answer: how many are missing in any case, and how much better another might be, where the
    proof is close enough to say anything."""
    answer = run.answer or {}
    value, bound = answer.get("value", 0), answer.get("bound", 0)
    if run.kind == REPAIR or value <= 0:
        return ""
    if value <= bound:
        return _("It is proven that nothing fits the wishes better.")
    share = (value - bound) / value
    told = [_missing(sum(short["people"] for short in answer.get("short", ())), answer.get("fewest"))]
    if share < WORTH_SAYING:
        told.append(_("At most %(percent)s %% better exists.", percent=format_decimal(round(100 * share, 1))))
    return " ".join(each for each in told if each)


def _missing(people: int, fewest: int | None) -> str:
    if not people:
        return _("Everything that is asked for has somebody; whether others would fit the wishes better is not proven.")
    told = ngettext("%(num)s duty stays without anybody.", "%(num)s duties stay without anybody.", people)
    return told if fewest is None else f"{told} {_proven(people, fewest)}"


def _proven(people: int, fewest: int) -> str:
    if fewest >= people:
        return _("It is proven that no plan leaves fewer.")
    if not fewest:
        return _("Whether fewer would do is not proven.")
    return ngettext(
        "It is proven that at least %(num)s stays so in any plan.",
        "It is proven that at least %(num)s stay so in any plan.",
        fewest,
    )
