"""Where nobody is free others change their duties: the fewest moves there are, carried out with people who may."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.crew.fewest_moves import NOTHING, Changes, Moves, Standing, fewest_moves
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty
from solver.crew.rules.rule import in_time
from solver.crew.seed import may_meet
from solver.crew.stand_in import Kind, Reserve, kind_of


def with_stand_ins(problem: CrewProblem, reserve: Reserve, over: Callable[[], bool]) -> CrewPlan:
    """Everybody who is missing is replaced by the best free stand-in, where there is one and the time is not over."""
    for need in in_time(problem.needs):
        while len(reserve.there[need.id]) < need.least and not over():
            best = next(reserve.best_first(need), None)
            if best is None:
                break
            reserve.give(need, best.officer)
    return reserve.plan()


def rearranged(
    standing: Standing, plan: CrewPlan, ends: float, cancelled: Callable[[], bool]
) -> tuple[CrewPlan, Changes]:
    """The roster of the fewest changes that was found, and what every roster changes at least.

    `plan` has stand-ins for all but the hard kinds of needs. The engine gives people to those, whoever was called
    elsewhere stays called if he still may, and free people fill the rest. Where nobody is free, the kind is hard too.
    """

    def over() -> bool:
        return cancelled() or time.monotonic() > ends

    best, latest, least = plan, plan, NOTHING
    hard: set[Kind] = set()
    refused: set[tuple[int, Kind]] = set()
    rejected: set[tuple[int, Kind]] = set()
    while not over() and ((wanting := _wanting(standing.problem, latest) - hard) or rejected):
        hard |= wanting
        refused |= rejected
        moves = fewest_moves(standing, hard, refused, ends - time.monotonic())
        if moves is None:
            break
        least = least if refused else moves.least
        latest, rejected = _carried_out(standing, moves, plan, over)
        best = min(best, latest, key=standing.changes)
    return best, least


def _wanting(problem: CrewProblem, plan: CrewPlan) -> set[Kind]:
    return {kind_of(need) for need in problem.needs if len(plan.officers_on(need.id)) < need.least}


def _carried_out(
    standing: Standing, moves: Moves, plan: CrewPlan, over: Callable[[], bool]
) -> tuple[CrewPlan, set[tuple[int, Kind]]]:
    """The roster that the moves make, and calls that a post allows to nobody who is to come, such as for the way."""
    problem, rejected = standing.problem, set()
    staying = set(standing.staying.duties)
    reserve = Reserve(problem, CrewPlan(tuple(sorted(staying - moves.released))))
    for kind, people in moves.called.items():
        waiting = set(people)
        for need in standing.alike[kind]:
            while waiting and len(reserve.there[need.id]) < need.least:
                best = next(reserve.best_first(need, waiting), None)
                if best is None:
                    break
                reserve.give(need, best.officer)
                waiting.remove(best.officer)
        rejected |= {(officer, kind) for officer in waiting}
    for duty in plan.duties:
        if duty not in staying and kind_of(problem.need(duty.need)) not in moves.called:
            _still_called(reserve, duty)
    return with_stand_ins(problem, reserve, over), rejected


def _still_called(reserve: Reserve, duty: Duty) -> None:
    problem, need = reserve.problem, reserve.problem.need(duty.need)
    if len(reserve.there[need.id]) < need.least and may_meet(
        problem, problem.officer(duty.officer), reserve.held[duty.officer], need
    ):
        reserve.give(need, duty.officer)
