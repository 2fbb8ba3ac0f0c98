"""The slots of a ceremony as they stand, judged by the core's rules, in sentences for a reader who may know names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.arrivals.cars import Comer
from festival_ops.planning.arrivals.snapshot import Facts, book_of, facts_of
from festival_ops.planning.models import GateArrivals, Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Ceremony
from festival_ops.web.telling import by_name, called
from solver.arrivals.check import check
from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem, Slot
from solver.arrivals.reasons import Waiting, reason
from solver.arrivals.rules.rule import BLOCK
from solver.arrivals.words import explain, say, title
from solver.plan import Fact

RECEIVED = "received"


@dataclass(frozen=True)
class Finding:
    rule: str
    title: str
    sentence: str
    blocks: bool
    cars: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    """`book` is None before anybody has chosen gates."""

    facts: Facts
    book: GateArrivals | None

    @property
    def problem(self) -> ArrivalProblem:
        return self.facts.problem

    @property
    def revision(self) -> int:
        return self.book.revision if self.book else 0

    @property
    def pins(self) -> frozenset[int]:
        return frozenset(self.book.pins if self.book else ())

    @cached_property
    def plan(self) -> ArrivalPlan:
        return ArrivalPlan(self.problem.current)

    @cached_property
    def breaches(self) -> list[Breach]:
        return check(self.problem, self.plan)

    @cached_property
    def findings(self) -> list[Finding]:
        """All but cars that have no slot, of which the page has a list."""
        return self.told(breach for breach in self.breaches if breach.rule != RECEIVED)

    @cached_property
    def waiting(self) -> list[Comer]:
        """Who has no slot, from the highest rank."""
        return [comer for id, comer in self.facts.comers.items() if self.plan.of(id) is None]

    def anew(self, after: ArrivalPlan) -> list[Finding]:
        """What the later slots break that the standing ones do not; a hand may leave a car without a slot."""
        had = Counter((breach.rule, breach.cars) for breach in self.breaches)
        found = []
        for breach in check(self.problem, after):
            had[breach.rule, breach.cars] -= 1
            if had[breach.rule, breach.cars] < 0 and breach.rule != RECEIVED:
                found.append(breach)
        return self.told(found)

    def told(self, breaches: Iterable[Breach]) -> list[Finding]:
        """In the language of the request, what blocks first."""
        found = [
            Finding(
                breach.rule,
                gettext(title(breach.rule)),
                say(self.problem, replace(breach, facts=_named(breach, self._names)), gettext),
                breach.level == BLOCK,
                breach.cars,
            )
            for breach in breaches
        ]
        return sorted(found, key=lambda finding: not finding.blocks)

    def why_none(self, plan: ArrivalPlan, comer: Comer) -> str:
        """Which rule leaves the car no minute, while all others stop as in the plan."""
        waiting = reason(self.problem, plan, self.problem.car(comer.id))
        return explain(self.problem, replace(waiting, facts=_named(waiting, self._names)), gettext)

    def moment(self, slot: Slot) -> datetime:
        return self.facts.hours.starts + timedelta(seconds=slot.at - self.facts.start)

    @cached_property
    def _names(self) -> dict[str, str]:
        found = {each.code: _called(each) for each in self.facts.comers.values()}
        return found | {f"#{id}": str(by_name(gate)) for id, gate in self.facts.gates.items()}


def standing(session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony) -> Standing | None:
    """None while nobody knows when the ceremony is."""
    facts = facts_of(session, edition, plan, ceremony)
    return Standing(facts, book_of(session, ceremony)) if facts is not None else None


def _called(row: Comer) -> str:
    """With the number of the car, where a delegation comes in several."""
    return called(row.who).replace(row.who.code, row.code, 1)


def _named(breach: Breach | Waiting, names: Mapping[str, str]) -> dict[str, Fact]:
    return {
        key: ", ".join(names.get(code, code) for code in fact.split(", "))
        if isinstance(fact, str) and key != "case"
        else fact
        for key, fact in breach.facts.items()
    }
