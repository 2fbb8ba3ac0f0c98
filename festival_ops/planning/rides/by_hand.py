"""What somebody wrote about a ride, as the ride that it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from festival_ops.planning.actions.rides import ChangedMeanwhileError, judged
from festival_ops.planning.models import Ride
from festival_ops.planning.ride_forms import RideForm
from festival_ops.planning.rides import editing
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.lines import clock
from festival_ops.planning.rides.page import offer
from festival_ops.programme.grammar import UnreadableError, parse_clock
from festival_ops.traffic.models import Driver, Transfer
from solver.problem import MINUTES_A_DAY
from solver.rides import problem as core

__all__ = ["ImpossibleError", "UnreadableError", "asked", "filled", "made", "wished"]


class ImpossibleError(Exception):
    """Nobody can be taken along, which is said in a sentence: everybody has a ride, or there are no hours for one."""


def made(stands: Standing, transfer: Transfer, vehicle: int, driver: Driver | None) -> core.Ride:
    """A ride for one transfer, with the driver who breaks least where nobody is named. Raises ImpossibleError."""
    problem, load = stands.problem, _load(stands, transfer, vehicle)
    row = problem.transfer(transfer.id)
    if driver is not None:
        return editing.direct(problem, vehicle, driver.id, row, *load)
    own = problem.vehicle(vehicle).driver
    free = [one.id for one in problem.drivers if own is None or one.id == own]
    rides = [editing.direct(problem, vehicle, id, row, *load) for id in free]
    for ride in rides:
        if not any(finding.blocks for finding in judged(stands, None, ride)):
            return ride
    return rides[0]


def filled(stands: Standing, row: Ride) -> RideForm:
    """The form as the ride stands."""
    form = RideForm(formdata=None, data={"vehicle": row.vehicle, "driver": row.driver, "version": str(row.version)})
    return asked(stands, row, form)


def asked(stands: Standing, row: Ride, form: RideForm) -> RideForm:
    """The form with what may be chosen: whom the ride carries, and who has no ride."""
    ride, problem = stands.rides.get(row.id), stands.problem
    carried = dict.fromkeys(stop.transfer for stop in ride.stops) if ride else {}
    form.off.choices = [SelectChoice(value=str(id), label=problem.transfer(id).name) for id in carried]
    day = problem.day_of(ride.starts) if ride else None
    offer(form.take, (one.id for one in stands.unserved if problem.day_of(one.pickup.starts) == day))
    return form


def wished(stands: Standing, number: int, form: RideForm, begins: Sequence[str]) -> core.Ride | None:
    """The ride as the form has it; None where nobody is left on it.

    Raises UnreadableError, ImpossibleError, and ChangedMeanwhileError where the form is of another ride than this.
    """
    if number not in stands.rides or len(begins) != len(stands.rides[number].stops):
        raise ChangedMeanwhileError
    problem, ride = stands.problem, stands.rides[number]
    shift = form.shift.data or 0
    minutes = [_near(text, stop.begins) + shift for text, stop in zip(begins, ride.stops, strict=True)]
    ride_then = replace(
        ride,
        vehicle=form.vehicle.data.id,
        driver=form.driver.data.id,
        stops=tuple(replace(stop, begins=minute) for stop, minute in zip(ride.stops, minutes, strict=True)),
    )
    off, take = {int(id) for id in form.off.data}, form.take.data
    if not off and take is None:
        # Minutes that the hand has written hold; others give way where the vehicle would be late.
        written = [number for number, stop in enumerate(ride.stops) if minutes[number] - shift != stop.begins]
        return ride if ride_then == ride else editing.retimed(problem, ride_then, written)
    left = editing.without(problem, ride_then, off)
    if take is not None and take.id not in {stop.transfer for stop in left.stops}:
        load = _load(stands, take, left.vehicle)
        left = editing.taking(problem, left, problem.transfer(take.id), *load)
    return left if left.stops else None


def _load(stands: Standing, transfer: Transfer, vehicle: int) -> tuple[int, int]:
    """How many of them, and how much luggage, this vehicle takes."""
    if transfer.id not in {one.id for one in stands.problem.transfers}:
        told = _("“%(transfer)s” has no hours or no place in the plan, so nobody can be sent.", transfer=transfer.name)
        raise ImpossibleError(told)
    people, luggage = stands.left_of(stands.problem.transfer(transfer.id))
    if not people and not luggage:
        raise ImpossibleError(_("“%(transfer)s” has a ride already.", transfer=transfer.name))
    room = stands.problem.vehicle(vehicle)
    if people > room.seats > 0:
        return room.seats, min(luggage, room.luggage)
    return people, luggage


def _near(text: str, minute: int) -> int:
    """The minute nearest to the one before at which clocks show this time."""
    if text == clock(minute):
        return minute
    read = parse_clock(text)
    away = (read.hour * 60 + read.minute - minute) % MINUTES_A_DAY
    return minute + (away if away <= MINUTES_A_DAY // 2 else away - MINUTES_A_DAY)
