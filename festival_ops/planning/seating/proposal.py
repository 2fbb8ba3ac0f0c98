"""The answer of a search for the people who decide on it: who sits where then, and who has another chair than now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.actions.seating import answered
from festival_ops.planning.models import SeatingRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.seating.judging import anew
from festival_ops.planning.seating.standing import Standing
from festival_ops.protocol.models import Invitation
from solver.seats.plan import SeatingPlan


@dataclass(frozen=True)
class Change:
    """A guest before and after; either chair may be missing."""

    invitation: Invitation
    before: str
    after: str

    @property
    def kind(self) -> str:
        return "new" if not self.before else "changed" if self.after else "ended"


def facts_of(stands: Standing, run: SeatingRun) -> dict[str, Any]:
    after = SeatingPlan(answered(run, stands))
    changes = changes_between(stands, after)
    invited = stands.hall.invited
    return {
        "changes": changes,
        "counts": {kind: sum(one.kind == kind for one in changes) for kind in ("new", "changed", "ended")},
        "seated": len(after.chairs),
        "short": [invited[id] for id in stands.problem.standings if after.seat_of(id) is None],
        "breaks": [each for each in anew(stands, after) if each.blocks] if not run.decision else [],
        "small": smallness(run) if run.kind == REPAIR else "",
        "short_of_rules": (run.answer or {}).get("status") == "short",
        "proven": (run.answer or {}).get("status") == "proven",
    }


def changes_between(stands: Standing, after: SeatingPlan) -> list[Change]:
    """From the highest rank."""
    chairs, found = stands.hall.chairs, []
    for id in stands.problem.standings:
        old, new = stands.plan.seat_of(id), after.seat_of(id)
        if old != new:
            labels = (chairs[seat].label if seat is not None else "" for seat in (old, new))
            found.append(Change(stands.hall.invited[id], *labels))
    return found


def smallness(run: SeatingRun) -> str:
    """How small the change is, and whether it is proven that none is smaller."""
    answer = run.answer or {}
    moved, least = len(answer.get("moved", ())), answer.get("moved_bound", 0)
    if not moved:
        return _("Nobody who has a chair moves.")
    told = ngettext("%(num)s guest moves to another chair.", "%(num)s guests move to another chair.", moved)
    if moved <= least:
        proof = _("It is proven that no sound seating moves fewer.")
    else:
        proof = ngettext("At least %(num)s must move in any.", "At least %(num)s must move in any.", least)
    return f"{told} {proof}"
