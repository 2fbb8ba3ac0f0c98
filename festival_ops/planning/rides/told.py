"""The rides that people know of, as the core counts them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.rides.journeys import Halt, Journey
from festival_ops.planning.rides.outgoing import last_rides, released_journeys
from festival_ops.programme.models import Edition
from solver.bounds import HORIZON
from solver.rides import facts as core


def released_rides(session: Session, edition: Edition) -> tuple[core.Ride, ...]:
    """Those of the last release, in the order of time; none before the first, and none that a long postponement has
    left behind. Vehicles, drivers and transfers have the numbers of then: some of them may be no more."""
    release, clock = last_rides(session, edition), Clock.of(edition)
    if release is None:
        return ()
    told = released_journeys(session, edition, [release.id]).get(release.id, ())
    rides = (_ride(journey, clock) for journey in told)
    return tuple(ride for ride in rides if ride.starts >= -HORIZON and ride.ends <= HORIZON)


def _ride(journey: Journey, clock: Clock) -> core.Ride:
    stops = tuple(_stop(halt, clock) for halt in journey.halts)
    return core.Ride(journey.vehicle, journey.driver, clock.minute(journey.starts), clock.minute(journey.ends), stops)


def _stop(halt: Halt, clock: Clock) -> core.Stop:
    minutes = (clock.minute(moment) for moment in (halt.arrives, halt.begins, halt.departs))
    return core.Stop(halt.transfer, halt.boards, halt.people, halt.luggage, *minutes)
