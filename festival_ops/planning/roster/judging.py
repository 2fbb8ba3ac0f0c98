"""What the rules say of a single duty, in the sentences of the reader, before it is given and while it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext

from solver.crew.check import SAID_BY
from solver.crew.plan import Breach, CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need
from solver.crew.rules import CREW_RULES, PersonalRule
from solver.crew.rules.need_met import NeedMet
from solver.crew.rules.rule import BLOCK, IGNORE, in_time
from solver.crew.words import say, title

PERSONAL = tuple(rule for rule in CREW_RULES if isinstance(rule, PersonalRule))


@dataclass(frozen=True)
class Finding:
    """One breach as people read it."""

    rule: str
    title: str
    level: str
    sentence: str

    @property
    def blocks(self) -> bool:
        return self.level == BLOCK


def told(problem: CrewProblem, breaches: Iterable[Breach]) -> list[Finding]:
    """In the language of the request, what blocks first."""
    found = [
        Finding(breach.rule, gettext(title(breach.rule)), breach.level, say(problem, breach, gettext))
        for breach in breaches
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def breaches_of(problem: CrewProblem, plan: CrewPlan, officer: int, need: int) -> list[Breach]:
    """What the officer's duties break where this need is among them."""
    return _touching(problem, officer, [problem.need(id) for id in plan.needs_of(officer)], need)


def broken_by(problem: CrewProblem, plan: CrewPlan, officer: int, need: int) -> list[Breach]:
    """What would be broken if the officer met the need too: by him, or because nobody more is of use there."""
    held = [problem.need(id) for id in plan.needs_of(officer)]
    personal = _touching(problem, officer, [*held, problem.need(need)], need)
    return [*personal, *_too_many(problem, plan, officer, need)]


def _touching(problem: CrewProblem, officer: int, needs: list[Need], need: int) -> list[Breach]:
    row, ordered = problem.officer(officer), in_time(needs)
    found = [
        breach
        for rule in PERSONAL
        for breach in rule.of(problem, row, ordered)
        if breach.level != IGNORE and need in breach.needs
    ]
    said = {(breach.rule, breach.needs) for breach in found}
    return [breach for breach in found if (SAID_BY.get(breach.rule), breach.needs) not in said]


def _too_many(problem: CrewProblem, plan: CrewPlan, officer: int, need: int) -> list[Breach]:
    row = problem.need(need)
    if len(plan.officers_on(need)) < row.most:
        return []
    people = [*plan.officers_on(need), officer]
    alone = replace(problem, needs=(row,))
    return list(NeedMet().violations(alone, CrewPlan(tuple(Duty(person, need) for person in people))))
