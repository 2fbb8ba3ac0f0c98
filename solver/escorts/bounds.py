"""What a problem of escorts may hold: numbers that never overflow an engine, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.bounds import HEAVIEST, HORIZON, WEEK, same_ids, unsound_days
from solver.escorts.problem import HIGHEST, LIAISON, Duty, Engagement, EscortProblem
from solver.escorts.rules import ESCORT_RULES
from solver.escorts.wishes import ESCORT_WISHES
from solver.facts import Span
from solver.problem import MINUTES_A_DAY
from solver.rules import LEVELS

MOST_PEOPLE = 100
MOST_IMPORTANT = 9


def refuse_unsound_escorts(problem: EscortProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_duties(problem: EscortProblem, duties: Iterable[Duty], where: str) -> None:
    """ValueError where a duty is named twice, or for nobody, or for nothing."""
    for complaint in _lost_duties(problem, tuple(duties), where):
        raise ValueError(complaint)


def _complaints(problem: EscortProblem) -> Iterator[str]:
    yield from unsound_days(problem)
    yield from same_ids(problem, "escorts", "delegations", "engagements")
    yield from _lost(problem)
    yield from _unknown(problem)
    yield from _out_of_range(problem)
    for where in ("pins", "current", "released"):
        yield from _lost_duties(problem, getattr(problem, where), f"problem.{where}")


def _lost(problem: EscortProblem) -> Iterator[str]:
    escorts, delegations = ({row.id for row in rows} for rows in (problem.escorts, problem.delegations))
    for delegation in problem.delegations:
        if not escorts.issuperset(delegation.refuses):
            yield f"Delegation {delegation.id} refuses an escort who is not there."
    for engagement in problem.engagements:
        if engagement.delegation not in delegations:
            yield f"Engagement {engagement.id} refers to a delegation that is not there."


def _lost_duties(problem: EscortProblem, duties: tuple[Duty, ...], where: str) -> Iterator[str]:
    escorts, engagements = ({row.id for row in rows} for rows in (problem.escorts, problem.engagements))
    if any(duty.escort not in escorts or duty.engagement not in engagements for duty in duties):
        yield f"{where} names an escort or an engagement that is not there."
    if len(set(duties)) < len(duties):
        yield f"{where} names a duty twice."


def _unknown(problem: EscortProblem) -> Iterator[str]:
    if not (problem.levels.keys() <= {rule.key for rule in ESCORT_RULES} and set(problem.levels.values()) <= {*LEVELS}):
        yield "levels names a rule or a level that is not there."
    if not problem.weights.keys() <= {wish.key for wish in ESCORT_WISHES}:
        yield "weights names a wish that is not there."
    if any(not 0 <= weight <= HEAVIEST for weight in problem.weights.values()):
        yield f"weights must be 0 to {HEAVIEST}."


def _out_of_range(problem: EscortProblem) -> Iterator[str]:
    if not all(0 <= share <= HORIZON * MOST_PEOPLE for share in (problem.shares or {}).values()):
        yield "shares are out of range."
    if not all(0 <= minutes <= WEEK for minutes in (problem.trip_unknown, *(trip.minutes for trip in problem.trips))):
        yield f"Ways must take 0 to {WEEK} minutes."
    for escort in problem.escorts:
        if not (0 <= (escort.hours or 0) <= MINUTES_A_DAY and 0 <= escort.rest <= WEEK):
            yield f"Escort {escort.id} has hours or a rest out of range."
        if not all(tongue.pair != LIAISON and 1 <= tongue.level <= HIGHEST for tongue in escort.tongues):
            yield f"Escort {escort.id} must speak each pair, which has a name, at a level of 1 to {HIGHEST}."
    for engagement in problem.engagements:
        yield from _unsound(engagement)
    spans = [span for escort in problem.escorts for span in (*escort.spans, *escort.away)]
    for span in (*spans, *(engagement.span for engagement in problem.engagements)):
        if not _sound_span(span):
            yield f"A span from {span.starts} to {span.ends} is empty or out of range."


def _unsound(engagement: Engagement) -> Iterator[str]:
    pairs = [wanted.pair for wanted in engagement.interpreters]
    levels = [level for wanted in engagement.interpreters for level in (wanted.level, wanted.wished)]
    people = [engagement.liaisons, *(wanted.people for wanted in engagement.interpreters)]
    if len(set(pairs)) < len(pairs) or LIAISON in pairs:
        yield f"Engagement {engagement.id} must name each language pair once."
    if not (all(1 <= level <= HIGHEST for level in levels) and 1 <= engagement.importance <= MOST_IMPORTANT):
        yield f"Engagement {engagement.id} must have levels of 1 to {HIGHEST} and an importance of 1 to 9."
    if not all(0 <= number <= MOST_PEOPLE for number in people):
        yield f"Engagement {engagement.id} must ask for 0 to {MOST_PEOPLE} people of a kind."


def _sound_span(span: Span) -> bool:
    return -HORIZON <= span.starts < span.ends <= HORIZON
