"""In every seven festival days in a row lies one long rest that no duty interrupts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import WEEK, CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import hours, length
from solver.crew.rules.hours_a_week import stretches
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment
from solver.problem import MINUTES_A_DAY, Span

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing

# Before the first duty and after the last one everybody rests.
EVER = 10**6


class WeeklyRest(PersonalRule):
    """Labour Code 2019, article 111: 24 hours in a row each week. What a duty lasts beyond the festival day on which it
    begins is not taken off the week: after six nights the day that follows is a day of rest."""

    title = N_("Weekly rest")
    text = N_(
        "%(officer)s has no %(needs)s hours of rest in a row in the seven days from %(day)s; the longest are %(has)s."
    )
    seldom = True

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        rest = problem.force(officer.force).weekly_rest
        # So few duties cannot stand so close.
        if not rest or sum(map(length, needs)) + (len(needs) + 1) * rest <= WEEK * MINUTES_A_DAY:
            return
        free = list(_free(problem, needs))
        # Shorter ones are long enough in no week.
        long = [one for one in free if one[2] - one[1] >= rest]
        for week in weeks(problem):
            if all(_rest(week, *one) < rest for one in long):
                longest = max(_rest(week, *one) for one in free)
                held = [need for need in needs if need.duty.meets(week)]
                facts: Facts = {"needs": hours(rest), "has": hours(max(0, longest)), "day": Moment(week.starts)}
                yield self.broken(problem, officer, held, facts)

    def rows(self, model: Staffing) -> Iterator[Row]:
        """A rest may begin with the week or as a duty ends; what only has more duties in its way is left out."""
        for officer in model.problem.officers:
            rest = model.problem.force(officer.force).weekly_rest
            if rest and not model.watches(officer):
                _spread(model, officer, rest)
            elif rest:
                duties = model.duties_of(officer)
                for week in weeks(model.problem):
                    begins = {(week.starts, week.starts), *_begins(model.problem, [need for need, _ in duties])}
                    ways = [
                        frozenset(duty for duty in duties if _spoils(duty[0], counted, Span(moment, moment + rest)))
                        for counted, moment in sorted(begins)
                        if week.starts <= counted <= week.ends - rest
                    ]
                    if all(ways):
                        least = [way for way in dict.fromkeys(ways) if not any(other < way for other in ways)]
                        yield model.at_least([(1, model.none_of(way, officer)) for way in least], 1, officer)


def weeks(problem: CrewProblem) -> Iterator[Span]:
    """Every seven days in a row on which anything is needed; a shorter festival is one week."""
    every = problem.needed_days
    for begins in range(every.starts, max(every.starts, every.ends - WEEK) + 1):
        yield Span(problem.cutoff + begins * MINUTES_A_DAY, problem.cutoff + (begins + WEEK) * MINUTES_A_DAY)


def _spread(model: Staffing, officer: Officer, rest: int) -> None:
    """So few duties a week that they hardly ever stand too close."""
    columns = dict(model.duties_of(officer))
    for held in stretches(model.problem, columns, WEEK):
        most = (WEEK * MINUTES_A_DAY - rest) // (min(map(length, held), default=0) + rest) + 1
        if len(held) > most:
            model.always([(1, columns[need]) for need in held], most=most * model.size(officer))


def _free(problem: CrewProblem, needs: list[Need]) -> Iterator[tuple[int, int, int]]:
    """From when on every rest counts, from the end of the day on which the duty before began if not before; its first
    minute, and the one after its last."""
    ended = began = -EVER
    for need in sorted(needs, key=lambda need: need.duty.starts):
        yield min(ended, problem.day_after(began)), ended, need.duty.starts
        ended, began = max(ended, need.duty.ends), max(began, need.span.starts)
    yield min(ended, problem.day_after(began)), ended, EVER


def _rest(week: Span, counted: int, starts: int, ends: int) -> int:
    """Minutes of a rest that count for the week."""
    return min(ends - max(starts, week.starts), week.ends - max(counted, week.starts))


def _begins(problem: CrewProblem, needs: list[Need]) -> Iterator[tuple[int, int]]:
    """From when on a rest after one of the needs may count, and its first minute."""
    for need in needs:
        yield need.span.ends, need.span.ends
        for ends in range(problem.day_after(need.span.starts), need.span.ends, MINUTES_A_DAY):
            yield ends, need.span.ends


def _spoils(need: Need, counted: int, rest: Span) -> bool:
    return need.duty.meets(rest) or counted <= need.span.starts < rest.starts
