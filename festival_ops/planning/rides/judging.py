"""What the rules say of rides, in the sentences of the reader, before they are made so and while they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from solver.plan import Moment
from solver.rides.check import check
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Ride, RideProblem
from solver.rides.rules import RIDE_RULES
from solver.rides.words import say, title
from solver.rules.rule import BLOCK, BLOCK_RELEASE

# Rules that only show who has no ride, or not all of it.
SHOWING = frozenset(rule.key for rule in RIDE_RULES if not rule.refuses)


@dataclass(frozen=True)
class Finding:
    """One breach as people read it."""

    rule: str
    title: str
    level: str
    sentence: str
    breach: RideBreach

    @property
    def blocks(self) -> bool:
        return self.level == BLOCK and self.rule not in SHOWING

    @property
    def holds_release(self) -> bool:
        return self.level in (BLOCK, BLOCK_RELEASE) and self.rule not in SHOWING


def told(problem: RideProblem, breaches: Iterable[RideBreach]) -> list[Finding]:
    """In the language of the request, what blocks first."""
    found = [
        Finding(breach.rule, gettext(title(breach.rule)), breach.level, say(problem, breach, gettext), breach)
        for breach in breaches
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def anew(problem: RideProblem, before: Iterable[Ride], after: Iterable[Ride]) -> list[Finding]:
    """What the later rides break that the earlier ones do not, or break by more."""
    had: Counter[str] = Counter()
    for breach in check(problem, RidePlan(tuple(before))):
        had[breach.subject] += breach.amount
    found = []
    for breach in check(problem, RidePlan(tuple(after))):
        had[breach.subject] -= breach.amount
        if had[breach.subject] < 0:
            found.append(breach)
    return told(problem, found)


def concerns(breach: RideBreach, ride: Ride) -> bool:
    """Whether the breach is one of this ride: by whom it carries, or by its vehicle or driver at that time."""
    if breach.rule in SHOWING:
        return False
    if breach.transfers:
        mine = {stop.transfer for stop in ride.stops} & {*breach.transfers}
        return bool(mine) and (not breach.vehicles or ride.vehicle in breach.vehicles)
    if ride.vehicle not in breach.vehicles and ride.driver not in breach.drivers:
        return False
    moments = [fact.minute for fact in breach.facts.values() if isinstance(fact, Moment)]
    return not moments or any(ride.starts <= minute <= ride.ends for minute in moments)


def near(rides: Iterable[Ride], *changed: Ride) -> list[Ride]:
    """The rides of the same vehicles and drivers, and of whom they carry: all that a change of these can touch."""
    vehicles, drivers = {ride.vehicle for ride in changed}, {ride.driver for ride in changed}
    carried = {stop.transfer for ride in changed for stop in ride.stops}
    return [
        ride
        for ride in rides
        if ride.vehicle in vehicles or ride.driver in drivers or any(stop.transfer in carried for stop in ride.stops)
    ]
