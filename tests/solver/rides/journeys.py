"""Small days of rides at random, and plans for them that break every rule now and then."""

from __future__ import annotations

from random import Random

from solver.problem import Span
from solver.rides.plan import RidePlan
from solver.rides.problem import Closure, Driver, Kind, Place, Ride, RideProblem, Road, Stop, Transfer, Vehicle

HOUR = 60
PLACES = (1, 2, 3, 4)
COACH, CAR = 1, 2


def town(seed: int) -> RideProblem:
    """Four places, coaches and cars, a few closures, and transfers on one morning."""
    chance = Random(seed)
    pairs = [(one, other) for one in PLACES for other in PLACES if one != other]
    roads = [Road(*pair, chance.choice((5, 20, 35))) for pair in pairs if chance.random() < 0.95]
    roads += [Road(*pair, chance.choice((10, 50)), COACH) for pair in pairs if chance.random() < 0.3]
    return RideProblem(
        "Small", "2024-06-07", 2,
        places=tuple(Place(number, f"Place {number}") for number in PLACES),
        kinds=(Kind(COACH, "coach"), Kind(CAR, "car")),
        roads=tuple(roads),
        closures=tuple(closure(chance, *chance.choice(pairs)) for _ in range(chance.choice((0, 9)))),
        vehicles=tuple(vehicle(chance, number) for number in (1, 2)),
        drivers=tuple(driver(chance, number) for number in (1, 2)),
        transfers=tuple(transfer(chance, number) for number in range(1, 5)),
    )  # fmt: skip


def closure(chance: Random, origin: int, destination: int) -> Closure:
    starts = chance.randrange(8, 12) * HOUR
    kinds = chance.choice(((), (COACH,), (CAR,)))
    return Closure(
        origin, destination, Span(starts, starts + chance.choice((30, 120, 240))), chance.choice((None, 45)), kinds,
        strict=chance.random() < 0.3,
    )  # fmt: skip


def vehicle(chance: Random, number: int) -> Vehicle:
    kind = chance.choice((COACH, CAR))
    seats, luggage = (30, 12) if kind == COACH else (6, 3)
    return Vehicle(
        number, f"Vehicle {number}", kind, seats, luggage, chance.choice(PLACES), (span(chance),),
        step_free=chance.random() < 0.5, exempt=chance.random() < 0.2, driver=chance.choice((None, None, 1)),
    )  # fmt: skip


def driver(chance: Random, number: int) -> Driver:
    kinds = chance.choice(((COACH,), (CAR,), (COACH, CAR), (COACH, CAR)))
    hours, stretch = chance.choice((None, 3 * HOUR)), chance.choice((None, HOUR, 2 * HOUR))
    return Driver(number, f"Driver {number}", (span(chance),), kinds, hours, stretch, chance.choice((10, 30)))


def span(chance: Random) -> Span:
    starts = chance.randrange(5, 8) * HOUR
    return Span(starts, starts + chance.choice((4, 12)) * HOUR)


def transfer(chance: Random, number: int) -> Transfer:
    origin, destination = chance.sample(PLACES, 2)
    starts = chance.randrange(7, 11) * HOUR
    pickup = Span(starts, starts + chance.choice((0, 30, 120)))
    delivery = Span(starts + chance.choice((0, 30)), starts + chance.choice((60, 240)))
    return Transfer(
        number, f"Transfer {number}", origin, destination, chance.choice((1, 4, 20, 40)), pickup, delivery,
        luggage=chance.choice((0, 2, 8)), boarding=chance.choice((0, 5)), alighting=chance.choice((0, 5)),
        step_free=chance.random() < 0.2, kinds=chance.choice(((), (), (COACH,))), priority=chance.choice((1, 3)),
        longest=chance.choice((None, 30, 60)), shared=chance.random() < 0.7,
    )  # fmt: skip


def careless(problem: RideProblem, seed: int) -> RidePlan:
    """Rides whose stops mostly go together, at times that are mostly in order."""
    chance = Random(seed)
    rides = []
    for _ in range(chance.randint(1, 3)):
        stops = sequence(problem, chance, chance.choice((1, 2, 2, 3)))
        if chance.random() < 0.2:
            chance.shuffle(stops)
        if chance.random() < 0.1:
            stops.pop()
        rides.append(timed(problem, chance, Ride(chance.choice((1, 2)), chance.choice((1, 2)), 0, 0, tuple(stops))))
    return RidePlan(tuple(rides))


def sequence(problem: RideProblem, chance: Random, carried: int) -> list[Stop]:
    """Transfers that board and alight later, in some order."""
    stops: list[Stop] = []
    for transfer in chance.sample(problem.transfers, carried):
        people = transfer.people if chance.random() < 0.8 else max(1, transfer.people // 2)
        board, alight = (Stop(transfer.id, boards, people, transfer.luggage, 0, 0, 0) for boards in (True, False))
        first = chance.randint(0, len(stops))
        stops.insert(first, board)
        stops.insert(chance.randint(first + 1, len(stops)), alight)
    return stops


def timed(problem: RideProblem, chance: Random, ride: Ride) -> Ride:
    """Each leg takes about as long as it should, each stop too."""
    vehicle = problem.vehicle(ride.vehicle)
    place, minute = vehicle.home, chance.randrange(6, 11) * HOUR
    starts, stops = minute, []
    for stop in ride.stops:
        there = problem.where(stop)
        way = problem.travel.minutes(vehicle, place, there) or 0
        arrives = minute + way + chance.choice((-5, 0, 0, 0, 0, 30))
        begins = arrives + chance.choice((-1, 0, 0, 0, 10, 30))
        minute = begins + problem.lasts(stop) + chance.choice((-1, 0, 0, 0, 10, 30))
        stops.append(Stop(stop.transfer, stop.boards, stop.people, stop.luggage, arrives, begins, minute))
        place = there
    way = problem.travel.minutes(vehicle, place, vehicle.home) or 0
    return Ride(ride.vehicle, ride.driver, starts, minute + way + chance.choice((-5, 0, 0)), tuple(stops))
