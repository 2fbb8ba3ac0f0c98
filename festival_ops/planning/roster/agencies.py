"""The roster as one agency may know it, its own people by name and all others by number; and each agency in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.roster.relief import takes_over
from solver.crew.problem import Need, Officer
from solver.crew.rules.hours_a_day import length

# Post, shift, day and stretch.
_AtPost = tuple[int, int, date, int]


@dataclass(frozen=True)
class AgencyWatch:
    """People of the agency at one post in one function; `others` counts those of all other agencies at the post then.

    `handover` is the hour at which whoever relieves others is there, or nothing. `next_own` and `next_others` are those
    who are at the same post in the same function when it ends; `relieved` says whether anybody is needed there then.
    """

    key: NeedOn
    hours: str
    handover: str
    minutes: int
    place: str
    shift: str
    function: str
    night: bool
    own: tuple[Officer, ...]
    others: int
    relieved: bool
    next_own: tuple[Officer, ...]
    next_others: int


@dataclass
class Sum:
    """What the roster asks of an agency; `on_duty` counts the people of each festival day, heads without names too."""

    named: int = 0
    unnamed: int = 0
    duties: int = 0
    minutes: int = 0
    nights: int = 0
    on_duty: Counter[date] = field(default_factory=Counter)


@dataclass(frozen=True)
class Asked:
    """A qualification that people of the agency hold: how many, how many of them have such a duty, and how many duties
    nobody has yet, whoever may take them, by festival day."""

    function: str
    holders: int
    on_duty: int
    open: Counter[date]

    @property
    def missing(self) -> int:
        return sum(self.open.values())


def watches(stands: Standing, agencies: Collection[int], day: date) -> list[AgencyWatch]:
    """The duties of the agencies' people on a festival day, in the order of time."""
    people = own_people(stands, agencies)
    manned = {id for officer in people for id in stands.plan.needs_of(officer)}
    held = [need for need in map(stands.problem.need, manned) if _key(stands, need).day == day]
    places = _by_place(stands)
    posts = _by_post(stands)
    ordered = sorted(held, key=lambda one: (one.span.starts, one.span.ends, stands.problem.post(one.post).name, one.id))
    return [_watch(stands, people, need, places[need.post, need.function], posts) for need in ordered]


def sums(stands: Standing) -> dict[int, Sum]:
    """Every agency that has named or promised anybody."""
    found: dict[int, Sum] = {}
    there: set[tuple[int, date]] = set()
    problem = stands.problem
    for officer in problem.officers:
        agency = found.setdefault(officer.agency, Sum())
        agency.unnamed += officer.id in stands.ground.unnamed
        agency.named += officer.id not in stands.ground.unnamed
    for duty in stands.plan.duties:
        need, agency = problem.need(duty.need), found[problem.officer(duty.officer).agency]
        day = _key(stands, need).day
        agency.duties += 1
        agency.minutes += length(need)
        agency.nights += problem.at_night(need)
        agency.on_duty[day] += (duty.officer, day) not in there
        there.add((duty.officer, day))
    return found


def asked_of(stands: Standing, agencies: Collection[int]) -> list[Asked]:
    """By function, those first in which most people are missing."""
    people = own_people(stands, agencies).values()
    held = {one.id: {skill.function for skill in one.skills} for one in people}
    served = {one.id: {stands.problem.need(id).function for id in stands.plan.needs_of(one.id)} for one in people}
    holders = Counter(function for functions in held.values() for function in functions)
    on_duty = Counter(function for one, functions in held.items() for function in functions & served[one])
    open_by = _open(stands)
    rows = [
        Asked(stands.problem.function(id).name, count, on_duty[id], open_by.get(id, Counter()))
        for id, count in holders.items()
    ]
    return sorted(rows, key=lambda row: (-row.missing, -row.holders, row.function))


def own_people(stands: Standing, agencies: Collection[int]) -> dict[int, Officer]:
    return {one.id: one for one in stands.problem.officers if one.agency in agencies}


def _open(stands: Standing) -> dict[int, Counter[date]]:
    found: dict[int, Counter[date]] = {}
    for need in stands.problem.needs:
        missing = need.least - len(stands.plan.officers_on(need.id))
        if missing > 0:
            found.setdefault(need.function, Counter())[_key(stands, need).day] += missing
    return found


def _by_place(stands: Standing) -> dict[tuple[int, int], list[Need]]:
    """Needs at one post in one function."""
    found: dict[tuple[int, int], list[Need]] = {}
    for need in stands.problem.needs:
        found.setdefault((need.post, need.function), []).append(need)
    return found


def _by_post(stands: Standing) -> dict[_AtPost, list[Need]]:
    """Needs of all functions at one post in one shift of a day."""
    found: dict[_AtPost, list[Need]] = {}
    for need in stands.problem.needs:
        found.setdefault(_at_post(stands, need), []).append(need)
    return found


def _at_post(stands: Standing, need: Need) -> _AtPost:
    key = _key(stands, need)
    return need.post, stands.ground.shift_of[key.need], key.day, key.stretch


def _watch(
    stands: Standing,
    people: dict[int, Officer],
    need: Need,
    same_place: list[Need],
    posts: dict[_AtPost, list[Need]],
) -> AgencyWatch:
    key, problem = _key(stands, need), stands.problem
    own, _ = _there(stands, people, [need])
    _, others = _there(stands, people, posts[_at_post(stands, need)])
    coming = [other for other in same_place if takes_over(other.span, need.span)]
    next_own, next_others = _there(stands, people, coming)
    return AgencyWatch(
        key=key,
        hours=stands.clock_of(need),
        handover=stands.handover_of(need),
        minutes=length(need),
        place=problem.post(need.post).name,
        shift=next(shift.name for shift in stands.ground.shifts if shift.id == stands.ground.shift_of[key.need]),
        function=problem.function(need.function).name,
        night=problem.at_night(need),
        own=own,
        others=others,
        relieved=bool(coming),
        next_own=next_own,
        next_others=next_others,
    )


def _there(stands: Standing, people: dict[int, Officer], needs: list[Need]) -> tuple[tuple[Officer, ...], int]:
    there = {officer for need in needs for officer in stands.plan.officers_on(need.id)}
    own = sorted((people[officer] for officer in there if officer in people), key=lambda one: one.name)
    return tuple(own), len(there) - len(own)


def _key(stands: Standing, need: Need) -> NeedOn:
    return NeedOn.of(need.id, date.fromisoformat(stands.problem.first_day))
