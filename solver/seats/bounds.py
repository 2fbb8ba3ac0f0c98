"""What a seating may hold: numbers that never overflow the solver, and references that lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Any

from solver.bounds import HEAVIEST, same_ids
from solver.rules import LEVELS
from solver.seats.facts import CHOICES, CRITERIA, SIDES, Block, Group, Guest, Precedence, Seat
from solver.seats.plan import SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES
from solver.seats.wishes import SEAT_WISHES

MOST = 2_000
FARTHEST = 1_000_000


def refuse_unsound_seating(problem: SeatingProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_chairs(problem: SeatingProblem, plan: SeatingPlan) -> None:
    """ValueError says which chair of the plan has a guest or a seat that is not there."""
    for complaint in _lost_chairs(problem, plan):
        raise ValueError(complaint)


def _complaints(problem: SeatingProblem) -> Iterator[str]:
    yield from same_ids(problem, "blocks", "seats", "guests", "absent")
    yield from _too_many(problem)
    yield from _unlike(problem.precedence)
    yield from _groups(problem)
    blocks = {block.id for block in problem.blocks}
    for block in problem.blocks:
        yield from _block(block)
    for seat in problem.seats:
        yield from _seat(seat, blocks, problem)
    if twice := _twice((seat.block, seat.row, seat.place) for seat in problem.seats):
        yield f"Two chairs stand at place {twice[2]} of row {twice[1]} in block {twice[0]}."
    for guest in (*problem.guests, *problem.absent):
        yield from _guest(guest, blocks, problem)
    yield from _pairs(problem)
    yield from _settings(problem)
    yield from _lost_chairs(problem, SeatingPlan(problem.current))
    for kind in ("guest", "seat"):
        if again := _twice(getattr(chair, kind) for chair in problem.current):
            yield f"current holds the {kind} {again} more than once."


def _too_many(problem: SeatingProblem) -> Iterator[str]:
    for kind in ("blocks", "seats", "guests", "absent", "apart"):
        if len(getattr(problem, kind)) > MOST:
            yield f"There may be at most {MOST} {kind}."
    everybody = [problem.blocks, problem.seats, problem.guests, problem.absent]
    if not all(row.id > 0 for rows in everybody for row in rows):  # type: ignore[attr-defined]
        yield "Every block, chair and guest must have an id above 0."


def _unlike(precedence: Precedence) -> Iterator[str]:
    for name, choices in CHOICES.items():
        if getattr(precedence, name) not in choices:
            yield f"precedence.{name} must be one of {', '.join(map(repr, choices))}."
    for criteria in (precedence.criteria, *(group.criteria for group in precedence.groups)):
        if not set(criteria) <= set(CRITERIA) or _twice(criteria):
            yield f"Criteria must be some of {', '.join(CRITERIA)}, each once."


def _groups(problem: SeatingProblem) -> Iterator[str]:
    groups, blocks = problem.precedence.groups, {block.id for block in problem.blocks}
    if twice := _twice(group.code for group in groups):
        yield f"precedence.groups holds {twice} more than once."
    for group in groups:
        yield from _group(group, blocks)


def _group(group: Group, blocks: set[int]) -> Iterator[str]:
    if not set(group.blocks) <= blocks:
        yield f"Group {group.code} refers to a block that is not there."
    if not 0 <= group.leeway <= MOST:
        yield f"Group {group.code} must have a leeway of 0 to {MOST} chairs."


def _block(block: Block) -> Iterator[str]:
    if not (0 <= block.tier <= MOST and 0 <= block.closed <= MOST):
        yield f"Block {block.id} must have a tier and closed rows of 0 to {MOST}."


def _seat(seat: Seat, blocks: set[int], problem: SeatingProblem) -> Iterator[str]:
    if seat.block not in blocks:
        yield f"Chair {seat.id} refers to block {seat.block}, which is not there."
    if not (0 <= seat.row <= MOST and abs(seat.place) <= MOST and abs(seat.x - problem.axis) <= FARTHEST):
        yield f"Chair {seat.id} has a row, a place or an x out of range."
    if seat.side not in (None, *SIDES):
        yield f"Chair {seat.id} is on a side that is not there."
    if not set(seat.holders) <= {guest.id for guest in problem.guests}:
        yield f"Chair {seat.id} is held for a guest who is not there."


def _guest(guest: Guest, blocks: set[int], problem: SeatingProblem) -> Iterator[str]:
    where = f"Guest {guest.id}"
    if guest.group not in {group.code for group in problem.precedence.groups}:
        yield f"{where} refers to group {guest.group}, which is not there."
    if guest.side not in SIDES:
        yield f"{where} is on a side that is not there."
    if not all(abs(number) <= FARTHEST for number in (guest.office, guest.alphabet)):
        yield f"{where} has an office or a place in the alphabet out of range."
    if guest.since and not _is_date(guest.since):
        yield f"{where} must be in office since a date such as 2024-06-07, not {guest.since[:40]}."
    if not set(guest.blocks) <= blocks:
        yield f"{where} refers to a block that is not there."
    if guest.seat is not None and guest.seat not in {seat.id for seat in problem.seats}:
        yield f"{where} is fixed on chair {guest.seat}, which is not there."


def _pairs(problem: SeatingProblem) -> Iterator[str]:
    guests = {guest.id: guest for guest in problem.guests}
    absent = {guest.id for guest in problem.absent}
    if both := guests.keys() & absent:
        yield f"Guest {min(both)} cannot come and be absent."
    for guest in problem.guests:
        for other in {guest.spouse_of, guest.interprets} - {None}:
            if other not in guests or other == guest.id:
                yield f"Guest {guest.id} belongs to guest {other}, who is not there."
            elif guests[other].spouse_of is not None and guest.spouse_of == other:
                yield f"Guest {guest.id} is the spouse of {other}, who is given as a spouse too."
    yield from _stand_ins(problem)
    for apart in problem.apart:
        if not {apart.first, apart.second} <= guests.keys() or apart.first == apart.second:
            yield f"Apart are to be two guests, not {apart.first} and {apart.second}."
        if not (0 <= apart.seats <= MOST and 0 <= apart.rows <= MOST):
            yield f"Guests {apart.first} and {apart.second} must be apart by 0 to {MOST} chairs and rows."


def _stand_ins(problem: SeatingProblem) -> Iterator[str]:
    absent = {guest.id for guest in problem.absent}
    for guest in problem.guests:
        if not {guest.represents} - {None} <= absent:
            yield f"Guest {guest.id} represents {guest.represents}, who is not among the absent."
    for guest in problem.absent:
        if (guest.represents, guest.spouse_of, guest.interprets) != (None, None, None):
            yield f"Guest {guest.id} is absent and cannot stand for anybody."


def _settings(problem: SeatingProblem) -> Iterator[str]:
    if not (0 <= problem.near_aisle <= MOST and abs(problem.axis) <= FARTHEST):
        yield "near_aisle or axis is out of range."
    rules, wishes = {rule.key for rule in SEAT_RULES}, {wish.key for wish in SEAT_WISHES}
    if not (problem.levels.keys() <= rules and set(problem.levels.values()) <= set(LEVELS)):
        yield "levels names a rule or a level that is not there."
    if not (problem.weights.keys() <= wishes and all(0 <= weight <= HEAVIEST for weight in problem.weights.values())):
        yield f"weights names a wish that is not there, or weighs it by other than 0 to {HEAVIEST}."


def _lost_chairs(problem: SeatingProblem, plan: SeatingPlan) -> Iterator[str]:
    guests, seats = {guest.id for guest in problem.guests}, {seat.id for seat in problem.seats}
    for chair in plan.chairs:
        if chair.guest not in guests or chair.seat not in seats:
            yield f"Guest {chair.guest} on chair {chair.seat}: one of them is not there."


def _twice(keys: Iterable[Hashable]) -> Any:
    """The first that comes more than once."""
    return next((key for key, times in Counter(keys).items() if times > 1), None)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
