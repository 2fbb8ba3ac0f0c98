"""The numbers by which transfers are drafted and ways are reckoned, and what each is where an edition says nothing.

All of them are estimates of our own: nobody has measured speeds between the venues, and no law gives these minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Parameter
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class RideNumber:
    key: str
    title: LazyString
    default: int
    least: int
    most: int


# Kilometres an hour in a town's traffic, by class of vehicle.
SPEED = "ride-speed-"
SPEEDS = (
    RideNumber(f"{SPEED}car", _("Speed of cars in town, in km/h"), 25, 5, 80),
    RideNumber(f"{SPEED}van", _("Speed of vans in town, in km/h"), 24, 5, 80),
    RideNumber(f"{SPEED}coach", _("Speed of coaches in town, in km/h"), 20, 5, 80),
    RideNumber(f"{SPEED}bus", _("Speed of buses in town, in km/h"), 18, 5, 80),
    RideNumber(f"{SPEED}truck", _("Speed of trucks in town, in km/h"), 20, 5, 80),
)
CALL, FREE = "ride-before-call", "ride-after-show"
SPREAD, HOME, WAY = "ride-spread", "ride-home-from", "ride-way"
BOARDING = "ride-boarding"
FLIGHT_OUT, FLIGHT_IN = "ride-before-flight", "ride-after-flight"
TRAIN_OUT, TRAIN_IN = "ride-before-train", "ride-after-train"
NUMBERS = (
    *SPEEDS,
    RideNumber(CALL, _("Minutes before its call by which a troupe is there"), 15, 0, 240),
    RideNumber(FREE, _("Minutes after the end of its get-out from which a troupe is fetched"), 15, 0, 240),
    RideNumber(SPREAD, _("Minutes by which a pickup or a delivery may differ"), 30, 0, 240),
    RideNumber(HOME, _("Minutes between two shows from which a troupe goes to its lodging"), 180, 30, 1440),
    RideNumber(WAY, _("Minutes on board with which a window is reckoned"), 90, 10, 600),
    RideNumber(BOARDING, _("People who get in or out in a minute"), 6, 1, 60),
    RideNumber(FLIGHT_OUT, _("Minutes at the airport before a flight"), 120, 0, 360),
    RideNumber(FLIGHT_IN, _("Minutes from landing to the exit of the airport"), 40, 0, 360),
    RideNumber(TRAIN_OUT, _("Minutes at the station before departure"), 30, 0, 360),
    RideNumber(TRAIN_IN, _("Minutes from arrival to the exit of the station"), 15, 0, 360),
)


def numbers_of(session: Session, edition: Edition) -> dict[str, int]:
    """Every number by its key."""
    rows = select(Parameter.key, Parameter.value).where(Parameter.edition_id == edition.id)
    own = {row.key: row.value for row in session.execute(rows)}
    return {number.key: own.get(number.key, number.default) for number in NUMBERS}
