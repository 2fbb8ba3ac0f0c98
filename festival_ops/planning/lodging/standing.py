"""Rooms as they stand, judged by the core's rules, in the sentences of a reader who may know the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.lodging.snapshot import BEST_HOUSE, Facts, facts_of, hotel_code
from festival_ops.programme.models import Edition
from festival_ops.web.telling import by_name, called
from solver.lodging.check import check
from solver.lodging.plan import Breach, LodgingPlan, Unhoused
from solver.lodging.rules.rule import BLOCK
from solver.lodging.words import explain, say, title
from solver.plan import Fact

HOUSED = "housed"
# What may grow without being another breach.
_COUNTED = frozenset({"has", "hotels"})


@dataclass(frozen=True)
class Finding:
    rule: str
    title: str
    sentence: str
    blocks: bool
    stays: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    facts: Facts

    @cached_property
    def breaches(self) -> list[Breach]:
        """All but guests without a room, of whom the page has a list."""
        return self.broken(self.facts.given)

    def broken(self, given: Mapping[int, int]) -> list[Breach]:
        plan = LodgingPlan(self.facts.rooms(given))
        return [breach for breach in check(self.facts.problem, plan) if breach.rule != HOUSED]

    def worse(self, given: Mapping[int, int]) -> list[Breach]:
        """What these rooms break that the standing ones do not, or by more than these."""
        had = Counter({_subject(breach): breach.amount for breach in self.breaches})
        return [breach for breach in self.broken(given) if breach.amount > had[_subject(breach)]]

    def told(self, breaches: Iterable[Breach]) -> list[Finding]:
        """In the language of the request, what blocks first."""
        found = [
            Finding(
                breach.rule,
                gettext(title(breach.rule)),
                say(self.facts.problem, replace(breach, facts=self._named(breach.facts)), gettext),
                breach.level == BLOCK,
                breach.guests,
            )
            for breach in breaches
        ]
        return sorted(found, key=lambda finding: not finding.blocks)

    def explained(self, unhoused: Unhoused) -> str:
        return explain(self.facts.problem, replace(unhoused, facts=self._named(unhoused.facts)), gettext)

    def _named(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        named: dict[str, Fact] = {
            key: ", ".join(self._names.get(code, code) for code in fact.split(", ")) if isinstance(fact, str) else fact
            for key, fact in facts.items()
            if key != "case"
        }
        if isinstance(stars := facts.get("stars"), int):
            named["stars"] = min(BEST_HOUSE, stars)
        return named | {key: fact for key, fact in facts.items() if key == "case"}

    @cached_property
    def _names(self) -> dict[str, str]:
        guests = [row.guest for row in self.facts.rows.values()]
        found = {guest.code: called(guest) for guest in guests}
        found |= {guest.delegation.code: called(guest.delegation) for guest in guests if guest.delegation}
        return found | {hotel_code(row.place): str(by_name(row.place)) for row in self.facts.allotments.values()}


def standing(session: Session, edition: Edition) -> Standing:
    return Standing(facts_of(session, edition))


def _subject(breach: Breach) -> tuple[str, tuple[tuple[str, str], ...]]:
    facts = sorted((key, str(fact)) for key, fact in breach.facts.items() if key not in _COUNTED)
    return breach.rule, tuple(facts)
