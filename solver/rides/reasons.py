"""Why somebody has no ride, with its numbers; what no plan at all can help is found by counting, without an engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solver.plan import Fact, Moment
from solver.problem import Span
from solver.rides.openings import can_make
from solver.rides.parting import fewest, parted
from solver.rides.plan import Unserved
from solver.rides.problem import RideProblem, Transfer, Vehicle
from solver.rides.turns import Turn, possible
from solver.sentence import N_

Facts = dict[str, Fact]

REASONS = {
    "no-kind": N_("%(transfer)s: a ride for %(people)s people with no %(kinds)s."),
    "no-vehicle": N_("%(transfer)s: a ride for %(people)s people with no vehicle."),
    "no-step-free": N_("%(transfer)s: a step-free ride for %(people)s people with no step-free vehicle of the class."),
    "too-large": N_(
        "%(transfer)s: %(people)s people and %(luggage)s pieces of luggage; the largest vehicle has %(seats)s seats "
        "and takes %(room)s pieces."
    ),
    "no-road": N_("%(transfer)s: no vehicle that may carry it knows a road from %(origin)s to %(destination)s."),
    "too-tight": N_(
        "%(transfer)s: boarding and the way from %(origin)s to %(destination)s take %(needs)s minutes; from %(starts)s "
        "to %(ends)s there are %(has)s."
    ),
    "too-long": N_("%(transfer)s: the way takes %(needs)s minutes, and at most %(has)s on board are allowed."),
    "closed": N_(
        "%(transfer)s: with the roads that are closed between %(origin)s and %(destination)s nobody arrives before "
        "%(arrives)s; %(ends)s is the latest."
    ),
    "not-out": N_("%(transfer)s: no vehicle that may carry it can be out from %(starts)s to %(ends)s."),
    "no-driver": N_(
        "%(transfer)s: %(vehicles)s vehicles may carry it from %(starts)s to %(ends)s, but nobody can drive."
    ),
    "few-seats": N_(
        "%(transfer)s: %(people)s people; the %(vehicles)s vehicles that may carry them have %(seats)s seats together."
    ),
    "undriven": N_(
        "%(transfer)s: %(vehicles)s vehicles may carry it from %(starts)s to %(ends)s; their drivers drive others or "
        "have other hours."
    ),
    "hours": N_(
        "%(transfer)s: a vehicle is free from %(starts)s to %(ends)s, but no driver has hours or a break left."
    ),
    "busy": N_(
        "%(transfer)s: the vehicles that could carry it from %(starts)s to %(ends)s, %(vehicles)s in all, are on other "
        "rides."
    ),
}


def hopeless(problem: RideProblem, transfer: Transfer) -> Unserved | None:
    """Why no plan at all can serve the transfer; None where one might."""
    for reason in (_no_vehicle, _no_time, _nobody_out):
        if (found := next(reason(problem, transfer), None)) is not None:
            key, facts = found
            return Unserved(transfer.id, transfer.people, key, True, {"transfer": transfer.name, **facts})
    return None


def _no_vehicle(problem: RideProblem, transfer: Transfer) -> Iterator[tuple[str, Facts]]:
    people: Facts = {"people": transfer.people}
    if not problem.vehicles:
        yield "no-vehicle", people
    elif not any(not transfer.kinds or vehicle.kind in transfer.kinds for vehicle in problem.vehicles):
        yield "no-kind", {**people, "kinds": ", ".join(problem.kind(kind).name for kind in transfer.kinds)}
    elif not (able := problem.able(transfer)):
        yield "no-step-free", people
    elif fewest(problem, transfer) is None:
        largest = max(able, key=lambda vehicle: (min(vehicle.seats, 1), vehicle.luggage, vehicle.seats))
        yield "too-large", {**people, "luggage": transfer.luggage, "seats": largest.seats, "room": largest.luggage}


def _no_time(problem: RideProblem, transfer: Transfer) -> Iterator[tuple[str, Facts]]:
    ends = (transfer.origin, transfer.destination)
    names: Facts = {"origin": problem.place(ends[0]).name, "destination": problem.place(ends[1]).name}
    able = problem.able(transfer)
    way = min((way for vehicle in able if (way := problem.travel.minutes(vehicle, *ends)) is not None), default=None)
    if way is None:
        yield "no-road", names
        return
    needs, has = transfer.boarding + way, transfer.delivery.ends - transfer.pickup.starts
    if needs > has:
        span: Facts = {"starts": Moment(transfer.pickup.starts), "ends": Moment(transfer.delivery.ends)}
        yield "too-tight", {**names, **span, "needs": needs, "has": has}
    if transfer.longest is not None and way > transfer.longest:
        yield "too-long", {"needs": way, "has": transfer.longest}
    ready = transfer.pickup.starts + transfer.boarding
    arrivals = (problem.travel.arrival(vehicle, *ends, ready) for vehicle in able)
    arrives = min((minute for minute in arrivals if minute is not None), default=None)
    if arrives is not None and arrives > transfer.delivery.ends:
        yield "closed", {**names, "arrives": Moment(arrives), "ends": Moment(transfer.delivery.ends)}


def _nobody_out(problem: RideProblem, transfer: Transfer) -> Iterator[tuple[str, Facts]]:
    """A direct ride is the shortest there is."""
    span: Facts = {"starts": Moment(transfer.pickup.starts), "ends": Moment(transfer.delivery.ends)}
    part = parted(problem, transfer)[-1]

    def out(vehicle: Vehicle, spans: Sequence[Span]) -> bool:
        return any(can_make(problem, Turn(vehicle.id, 0, each), part) for each in spans)

    fitting = [one for one in problem.able(transfer) if part.people <= one.seats and part.luggage <= one.luggage]
    ready = [vehicle for vehicle in fitting if out(vehicle, vehicle.spans)]
    if not ready:
        yield "not-out", span
    elif not any(
        out(vehicle, [turn.span])
        for vehicle in ready
        for driver in problem.drivers
        for turn in possible(problem, vehicle, driver)
    ):
        yield "no-driver", {**span, "vehicles": len(ready)}
