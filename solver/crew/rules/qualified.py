"""Whoever stands at a post may do what is done there, until relief comes."""

from __future__ import annotations

from collections.abc import Iterator

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer, lasts
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment


class Qualified(PersonalRule):
    title = N_("Qualified for the post")
    text = N_("%(officer)s is not qualified as %(function)s, which %(post)s needs from %(starts)s.")
    cases = {"expired": N_("The qualification of %(officer)s as %(function)s ends at %(until)s, the duty at %(ends)s.")}
    halves = ("allows",)

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for need in needs:
            held = [skill for skill in officer.skills if skill.function == need.function]
            if all(skill.until is not None and skill.until < need.span.ends for skill in held):
                facts: Facts = {
                    "post": problem.post(need.post).name,
                    "function": problem.function(need.function).name,
                    "starts": Moment(need.span.starts),
                    "ends": Moment(need.span.ends),
                }
                until = max((skill.until or 0 for skill in held), default=0)
                expired: Facts = {"case": "expired", "until": Moment(until)} if held else {}
                yield self.broken(problem, officer, [need], {**facts, **expired})

    def allows(self, problem: CrewProblem, officer: Officer, need: Need) -> bool:
        return any(skill.function == need.function and lasts(skill, need) for skill in officer.skills)
