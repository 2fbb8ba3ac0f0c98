"""People of one squad who are on duty in the same shift stand in the same sector."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.wishes.wish import N_, CrewWish
from solver.plan import Fact, Moment
from solver.problem import Span

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class SquadsTogether(CrewWish):
    """Every further sector counts. A post that is in no sector is one by itself."""

    title = N_("Squads together")
    sentence = N_("The squad of %(officer)s stands in %(has)s sectors from %(starts)s to %(ends)s.")
    personal = False

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        held: dict[tuple[int, Span], list[tuple[Officer, Need]]] = {}
        for officer in problem.officers:
            for need in map(problem.need, plan.needs_of(officer.id)):
                if officer.squad is not None:
                    held.setdefault((officer.squad, need.span), []).append((officer, need))
        for (_, span), duties in held.items():
            has = len({problem.sector_of(need) for _, need in duties})
            if has > 1:
                facts: dict[str, Fact] = {"officer": duties[0][0].name, "has": has}
                when: dict[str, Fact] = {"starts": Moment(span.starts), "ends": Moment(span.ends)}
                yield CrewCost(self.key, tuple({one.id: one for one, _ in duties}), has - 1, {**facts, **when})

    def cost(self, model: Staffing, weight: int) -> None:
        """The sectors in which the squad stands, but for the one that it may stand in."""
        held: dict[tuple[int, Span], dict[object, list[int]]] = {}
        firsts = {officer.squad: officer for officer in reversed(model.problem.officers)}
        for officer in model.problem.officers:
            for need, column in model.duties_of(officer):
                if officer.squad is not None:
                    sectors = held.setdefault((officer.squad, need.span), {})
                    sectors.setdefault(model.problem.sector_of(need), []).append(column)
        for (squad, _), sectors in held.items():
            if len(sectors) > 1:
                for columns in sectors.values():
                    model.pay(model.any_of(tuple(columns), firsts[squad]), weight)
                everywhere = tuple(column for columns in sectors.values() for column in columns)
                model.pay(model.any_of(everywhere, firsts[squad]), -weight)
