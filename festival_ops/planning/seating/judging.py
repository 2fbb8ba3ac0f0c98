"""What the rules say of a seating, in the sentences of a reader who may know the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flask_babel import gettext

from festival_ops.planning.seating.standing import Standing
from festival_ops.web.telling import by_name
from solver.seats import moves
from solver.seats.check import check
from solver.seats.plan import Named, SeatBreach, SeatingPlan
from solver.seats.rules.rule import BLOCK
from solver.seats.words import say, title

# A hand may leave these behind for a while: somebody without a chair, and a gap in the front.
SHOWING = frozenset({"seated", "closed-rows"})


@dataclass(frozen=True)
class Finding:
    rule: str
    title: str
    sentence: str
    blocks: bool
    guests: tuple[int, ...]
    seats: tuple[int, ...]


def called(stands: Standing, named: Named) -> str | None:
    """The name of a guest for whoever may read this room's pages; chairs and blocks keep their labels."""
    if named.kind == "guest" and named.id in stands.hall.invited:
        return str(by_name(stands.hall.invited[named.id].who))
    if named.kind == "absent":
        return next(
            (
                str(by_name(row.stands_for))
                for row in stands.hall.invited.values()
                if row.stands_for and row.stands_for.code == stands.problem.missing(named.id).code
            ),
            None,
        )
    return None


def told(stands: Standing, breaches: Iterable[SeatBreach]) -> list[Finding]:
    """In the language of the request, what blocks first."""
    found = [
        Finding(
            breach.rule,
            gettext(title(breach.rule)),
            say(stands.problem, breach, gettext, lambda named: called(stands, named)),
            breach.level == BLOCK,
            breach.guests,
            breach.seats,
        )
        for breach in breaches
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def anew(stands: Standing, after: SeatingPlan) -> list[Finding]:
    """What the later plan breaks that the standing one does not."""
    had = Counter(breach.subject for breach in stands.breaches)
    found = []
    for breach in check(stands.problem, after):
        had[breach.subject] -= 1
        if had[breach.subject] < 0 and breach.rule not in SHOWING:
            found.append(breach)
    return told(stands, found)


def refusals(stands: Standing, guest: int) -> dict[int, str]:
    """By chair on which the guest may not sit, why; whoever sits there would take the guest's chair."""
    # Hundreds of chairs are refused in the words of a few rules.
    translate = cache(gettext)
    return {
        seat: say(stands.problem, breach, translate, lambda named: called(stands, named))
        for seat, breach in moves.refusals(stands.problem, stands.plan, guest, SHOWING).items()
    }
