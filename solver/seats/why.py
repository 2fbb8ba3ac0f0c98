"""Why somebody sits where he or she does, and what another chair would break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from solver.seats.check import check
from solver.seats.facts import EITHER, HOST, LAST, OWN, Guest
from solver.seats.moves import brought
from solver.seats.plan import Named, SeatBreach, SeatFact, SeatFacts, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.sentence import N_

REASONS = {
    "rank-first": N_("%(guest)s has the highest rank."),
    "rank-group": N_("%(guest)s has rank %(rank)s: group %(group)s comes after the group of %(after)s."),
    "rank-office": N_("%(guest)s has rank %(rank)s: in group %(group)s, the office of %(after)s is higher."),
    "rank-since": N_("%(guest)s has rank %(rank)s: of the same office, %(after)s has held it for longer."),
    "rank-alphabet": N_("%(guest)s has rank %(rank)s: otherwise equal, %(after)s comes first in the alphabet."),
    "rank-tie": N_(
        "%(guest)s has rank %(rank)s: no criterion tells %(guest)s and %(after)s apart; who was entered first "
        "comes first."
    ),
    "rank-stand-in": N_("%(guest)s has rank %(rank)s: substitutes come after all others of group %(group)s."),
    "rank-spouse": N_("%(guest)s has rank %(rank)s: a spouse comes directly after %(after)s."),
    "stands-for": N_("%(guest)s stands for %(absent)s and has that rank."),
    "stands-for-own": N_("%(guest)s stands for %(absent)s and keeps the own rank."),
    "stands-for-last": N_("%(guest)s stands for %(absent)s, among the last of that group."),
    "number": N_("%(seat)s is number %(number)s of %(chairs)s chairs in the order of honour."),
    "number-host": N_("%(seat)s is number %(number)s of the %(chairs)s chairs of the hosts in the order of honour."),
    "number-guest": N_("%(seat)s is number %(number)s of the %(chairs)s chairs of the guests in the order of honour."),
    "blocks": N_("Block %(block)s is for group %(group)s."),
    "blocks-own": N_("Block %(block)s is set for %(guest)s."),
    "pinned": N_("A person has fixed %(guest)s on %(seat)s; rank does not decide."),
    "step-free": N_("%(guest)s needs a chair without steps; rank decides only among those."),
    "speaker-front": N_("%(guest)s speaks and leaves the front row without anybody having to rise."),
    "speaker": N_("%(guest)s speaks and sits near the aisle; rank decides only among such chairs."),
    "interprets": N_("%(guest)s interprets for %(other)s and sits at hand; rank does not decide."),
    "party": N_("%(guest)s sits with %(other)s, who has the highest rank of their party."),
    "better": N_("%(other)s would be a better chair, and nobody of a higher rank sits there."),
}


@dataclass(frozen=True)
class Reason:
    """`key` is one of REASONS, whose sentence the facts fill."""

    key: str
    facts: SeatFacts = field(default_factory=dict)


@dataclass(frozen=True)
class Why:
    """`reasons` in the order in which people read them; `breaches` are what the guest's chair breaks. Where `better` is
    a chair that a lower rank has, or nobody, `hindered` says what the guest would break on it."""

    reasons: tuple[Reason, ...]
    breaches: tuple[SeatBreach, ...] = ()
    better: int | None = None
    hindered: tuple[SeatBreach, ...] = ()


def why(problem: SeatingProblem, plan: SeatingPlan, guest: int) -> Why:
    """For a guest without a chair only the rank is told, and that there is no chair."""
    person = problem.guest(guest)
    reasons = [*_rank(problem, person), *_substitution(problem, person)]
    named = Named("guest", guest)
    breaches = tuple(one for one in check(problem, plan) if guest in one.guests or named in one.facts.values())
    seat = plan.seat_of(guest)
    if seat is None:
        return Why(tuple(reasons), breaches)
    reasons += [*_otherwise(problem, person, seat), *_chair(problem, person, seat)]
    better = next(_better(problem, plan, person, seat), None)
    if better is None:
        return Why(tuple(reasons), breaches)
    reasons.append(Reason("better", {"other": Named("seat", better)}))
    return Why(tuple(reasons), breaches, better, brought(problem, plan, guest, better))


def _rank(problem: SeatingProblem, person: Guest) -> Iterator[Reason]:
    standing = problem.standings[person.id]
    facts: dict[str, SeatFact] = {"guest": _named(person.id), "rank": standing.rank, "group": standing.group}
    if standing.after is not None:
        facts["after"] = _named(standing.after)
    yield Reason(f"rank-{standing.by}", facts)


def _substitution(problem: SeatingProblem, person: Guest) -> Iterator[Reason]:
    if person.represents is not None:
        how = {OWN: "stands-for-own", LAST: "stands-for-last"}.get(problem.precedence.substitute, "stands-for")
        yield Reason(how, {"guest": _named(person.id), "absent": Named("absent", person.represents)})


def _otherwise(problem: SeatingProblem, person: Guest, seat: int) -> Iterator[Reason]:
    """What counts more than rank."""
    facts: dict[str, SeatFact] = {"guest": _named(person.id), "seat": Named("seat", seat)}
    if person.seat is not None:
        yield Reason("pinned", facts)
    if person.interprets is not None:
        yield Reason("interprets", {**facts, "other": _named(person.interprets)})
    if person.step_free:
        yield Reason("step-free", facts)
    if person.speaker:
        yield Reason("speaker" if problem.seat(seat).row else "speaker-front", facts)
    party = problem.parties.get(person.party or 0, ())
    first = min(party, key=lambda one: problem.standings[one.id].rank, default=person)
    if first.id != person.id and person in party:
        yield Reason("party", {**facts, "other": _named(first.id)})


def _chair(problem: SeatingProblem, person: Guest, seat: int) -> Iterator[Reason]:
    block = problem.seat(seat).block
    facts: dict[str, SeatFact] = {"guest": _named(person.id), "block": Named("block", block)}
    group = problem.group_of(person)
    if person.blocks:
        yield Reason("blocks-own", facts)
    elif group.blocks:
        yield Reason("blocks", {**facts, "group": group.code})
    numbers = problem.numbers[person.side]
    if seat in numbers:
        key = "number" if person.side == EITHER else "number-host" if person.side == HOST else "number-guest"
        yield Reason(key, {"seat": Named("seat", seat), "number": numbers[seat], "chairs": len(numbers)})


def _better(problem: SeatingProblem, plan: SeatingPlan, person: Guest, seat: int) -> Iterator[int]:
    """Chairs before the guest's that nobody of a higher rank has, the first in honour first."""
    numbers, rank = problem.numbers[person.side], problem.standings[person.id].rank
    for other, number in numbers.items():
        sitting = plan.guest_on(other)
        if number >= numbers.get(seat, 0):
            return
        lower = sitting is None or problem.standings[sitting].rank > rank
        if lower and problem.seat(other).block in problem.classes[person.id][1]:
            yield other


def _named(guest: int) -> Named:
    return Named("guest", guest)


__all__ = ["REASONS", "Reason", "Why", "why"]
