"""Small random festivals in which every rule and every wish has something to say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.network import EMERGENCY, Course, Network, Road, Shut, Way
from solver.plan import Plan
from solver.problem import (
    Act,
    Blackout,
    Clash,
    Closing,
    Leg,
    Liking,
    Need,
    Neighbours,
    Party,
    Person,
    Pin,
    Pool,
    Precedence,
    Problem,
    Quiet,
    Rehearsal,
    Settings,
    Slot,
    Span,
    Stage,
    Trip,
    Troupe,
    Venue,
    Work,
)

DAYS = 2
FEATURES = ("roof", "piano")


def festival(seed: int) -> tuple[Problem, Plan]:
    """Two to five acts on two or three stages over two days, and a plan that may break anything."""
    draw = Random(seed)
    stages = tuple(_stage(draw, id) for id in range(1, draw.randint(2, 3) + 1))
    troupes = tuple(_troupe(draw, id) for id in (1, 2, 3))
    works = tuple(_work(draw, id) for id in (1, 2))
    acts = tuple(_act(draw, id, stages) for id in range(1, draw.randint(2, 5) + 1))
    problem = Problem(
        name="festival",
        first_day="2024-06-07",
        days=DAYS,
        venues=tuple(Venue(id, f"Venue {id}", draw.choice((None, 100, 300))) for id in (1, 2, 3)),
        stages=stages,
        trips=tuple(Trip(a, b, draw.choice((5, 20, 45))) for a in (1, 2, 3) for b in (1, 2) if a != b),
        pools=(Pool(1, "lights", draw.choice((1, 2, 3))), Pool(2, "sound", draw.choice((0, 1, 2)), venue=1)),
        troupes=troupes,
        persons=(Person(1, "An", (1, 2)), Person(2, "Bình", (2, 3))),
        parties=(_party(draw, acts),),
        works=works,
        acts=acts,
        settings=Settings(
            rest=draw.choice((0, 30, 60)),
            shows_a_day=draw.choice((1, 2, 3)),
            latest=draw.choice((1260, 1320, 1440, 1500)),
            loud_from=draw.choice((1, 2)),
        ),
        neighbours=(Neighbours(1, 2),) if draw.random() < 0.7 else (),
    )
    plan = Plan(tuple(_slot(draw, act, stages) for act in acts if draw.random() < 0.85))
    problem = _in_order(draw, _with_ties(draw, problem, plan))
    return _with_rehearsals(Random(seed + 2_000_003), _with_roads(Random(-seed - 1), problem)), plan


def _with_rehearsals(draw: Random, problem: Problem) -> Problem:
    """On the stages and of the troupes that the acts want."""
    if draw.random() < 0.4:
        return problem
    return replace(problem, rehearsals=tuple(_rehearsal(draw, id, problem) for id in range(1, draw.randint(2, 4))))


def _rehearsal(draw: Random, id: int, problem: Problem) -> Rehearsal:
    starts = _minute(draw)
    troupes = tuple(troupe.id for troupe in problem.troupes if draw.random() < 0.4)
    act = draw.choice(problem.acts).id if draw.random() < 0.4 else None
    ends = starts + draw.choice((15, 30, 60))
    return Rehearsal(id, f"Rehearsal {id}", draw.choice(problem.stages).id, starts, ends, troupes, act)


def _with_roads(draw: Random, problem: Problem) -> Problem:
    """Roads that acts and others close, and ways over them that are needed now and then or always."""
    roads = tuple(Road(id, f"Road {id}", draw.choice((None, 0, 2, 5))) for id in range(1, draw.randint(2, 4)))
    ids = [road.id for road in roads]
    return replace(
        problem,
        venues=tuple(
            replace(venue, exits=tuple(draw.sample(ids, draw.randint(0, len(ids))))) for venue in problem.venues
        ),
        settings=replace(
            problem.settings,
            street_flow=5,
            clearing=draw.choice((6, 10, 40)),
            heavy_from=draw.choice((1, 20, 180)),
            evening_rush_from=draw.choice((1110, 1200)),
            evening_rush_to=draw.choice((1110, 1260)),
        ),
        acts=tuple(
            replace(act, closes=tuple(_closing(draw, act, roads) for _ in range(draw.randrange(3))))
            if draw.random() < 0.7
            else act
            for act in problem.acts
        ),
        network=Network(
            roads,
            tuple(_shut(draw, roads) for _ in range(draw.randrange(3))),
            tuple(_way(draw, id, kind, roads) for id, kind in ((1, EMERGENCY), (2, EMERGENCY), (3, "bus"), (4, "bus"))),
        ),
    )


def _passes(draw: Random) -> tuple[str, ...]:
    return draw.choice(((), (), (), (EMERGENCY,), ("bus",)))


def _closing(draw: Random, act: Act, roads: tuple[Road, ...]) -> Closing:
    if draw.random() < 0.25:
        night = -draw.choice((0, 1, 1, 2, 14)) * 1440 + draw.choice((1080, 1260, 1320))
        return Closing(draw.choice(roads).id, night, night + draw.choice((1, 120, 420)), _passes(draw), by_clock=True)
    starts = draw.choice((-60, -15, 0, 0, 20))
    return Closing(
        draw.choice(roads).id, starts, max(starts + 1, act.duration + draw.choice((-15, 0, 60))), _passes(draw)
    )


def _shut(draw: Random, roads: tuple[Road, ...]) -> Shut:
    starts = _minute(draw)
    return Shut(draw.choice(roads).id, starts, starts + draw.choice((1, 60, 240, 3000)), _passes(draw))


def _way(draw: Random, id: int, kind: str, roads: tuple[Road, ...]) -> Way:
    courses = [Course((draw.choice(roads).id, draw.choice(roads).id)) for _ in range(draw.randint(1, 3))]
    needed = _spans(draw) if draw.random() < 0.4 else ()
    return Way(id, f"Way {id}", kind, tuple(courses), needed)


def _minute(draw: Random) -> int:
    """Mostly on the grid and in the evening, now and then off it, outside the edition or at night."""
    if draw.random() < 0.1:
        return draw.choice((-600, 180, 225, 240, 255, 1620, 1700, 3060, 3100, 3200))
    odd = draw.choice((0, 0, 0, 0, 0, 0, 1, 3))
    return draw.randrange(DAYS) * 1440 + draw.randrange(1080, 1380, 15) + odd


def _spans(draw: Random) -> tuple[Span, ...]:
    begins = [day * 1440 + draw.randrange(1020, 1200, 30) for day in range(DAYS)]
    spans = [Span(begin, begin + draw.choice((60, 120, 240))) for begin in begins]
    if draw.random() < 0.3:
        spans.append(Span(spans[0].ends, spans[0].ends + 60))
    return tuple(spans)


def _stage(draw: Random, id: int) -> Stage:
    quiet = [Quiet(day * 1440 + draw.choice((1260, 1320)), day * 1440 + 1800, draw.choice((0, 1, 2))) for day in (0, 1)]
    return Stage(
        id,
        f"Stage {id}",
        venue=draw.randint(1, 3),
        capacity=draw.choice((None, 100, 250)),
        features=tuple(feature for feature in FEATURES if draw.random() < 0.6),
        open=_spans(draw) if draw.random() < 0.5 else (),
        changeover=draw.choice((0, 10, 20)),
        quiet=tuple(quiet) if draw.random() < 0.5 else (),
    )


def _troupe(draw: Random, id: int) -> Troupe:
    return Troupe(
        id,
        f"Troupe {id}",
        arrives=draw.choice((None, None, 1100, 1200)),
        departs=draw.choice((None, None, 2700, 2800)),
        shows_a_day=draw.choice((None, 0, 1, 2)),
        rest=draw.choice((None, 15, 90)),
        latest=draw.choice((None, 1200, 1290)),
    )


def _work(draw: Random, id: int) -> Work:
    return Work(
        id,
        f"Work {id}",
        at_most_a_day=draw.choice((None, 1, 2)),
        days_apart=draw.choice((None, 0, 1, 2)),
        other_stages=draw.random() < 0.5,
    )


def _party(draw: Random, acts: tuple[Act, ...]) -> Party:
    attended = tuple(act.id for act in acts if draw.random() < 0.6)
    return Party(1, "P1", attended, draw.choice((None, 1110)), draw.choice((None, 2760)))


def _act(draw: Random, id: int, stages: tuple[Stage, ...]) -> Act:
    duration = draw.choice((15, 30, 60, 75))
    return Act(
        id,
        f"Act {id}",
        duration,
        troupes=tuple(draw.sample((1, 2, 3), draw.choice((0, 1, 1, 1, 2)))),
        work=draw.choice((None, 1, 1, 2)),
        get_in=draw.choice((0, 10, 30)),
        get_out=draw.choice((0, 15)),
        stages=tuple(stage.id for stage in stages if draw.random() < 0.6),
        features=tuple(feature for feature in FEATURES if draw.random() < 0.25),
        hours=_spans(draw) if draw.random() < 0.4 else (),
        likings=tuple(Liking(span.starts, span.ends, draw.randint(1, 9)) for span in _spans(draw)[: draw.randrange(3)]),
        route=_route(draw, stages, duration) if draw.random() < 0.25 else (),
        loudness=draw.randrange(4),
        needs_quiet=draw.random() < 0.4,
        crowd=draw.choice((None, 0, 80, 120, 300)),
        needs=tuple(Need(pool, draw.choice((1, 1, 2))) for pool in (1, 2) if draw.random() < 0.5),
    )


def _route(draw: Random, stages: tuple[Stage, ...], duration: int) -> tuple[Leg, ...]:
    """Legs that touch, overlap or leave a pause, and may come back to a stage."""
    legs = [Leg(draw.choice(stages).id, offset, draw.choice((10, 20, 30))) for offset in range(0, duration, 30)]
    return tuple(legs)


def _slot(draw: Random, act: Act, stages: tuple[Stage, ...]) -> Slot:
    if act.route and draw.random() < 0.7:
        return Slot(act.id, act.route[0].stage, _minute(draw))
    return Slot(act.id, draw.choice(stages).id, _minute(draw))


def _with_ties(draw: Random, problem: Problem, plan: Plan) -> Problem:
    """What refers to acts and slots; some are what the plan says and some are not, some are off the grid."""
    ids = [act.id for act in problem.acts]
    first, second = draw.sample(ids, 2)
    wanted = {act.id: plan.slot(act.id) or _slot(draw, act, problem.stages) for act in problem.acts}
    return replace(
        problem,
        acts=tuple(
            replace(act, announced=_near(draw, wanted[act.id])) if draw.random() < 0.3 else act for act in problem.acts
        ),
        pins=tuple(_pin(draw, problem, _near(draw, wanted[id])) for id in ids if draw.random() < 0.3),
        precedences=(Precedence(first, second, draw.choice((0, 30)), draw.choice((None, 120))),),
        clashes=tuple(Clash(a, b, draw.randint(1, 9)) for a in ids for b in ids if a < b and draw.random() < 0.5),
        blackouts=(_blackout(draw, problem),) if draw.random() < 0.5 else (),
        current=tuple(_as_it_stands(draw, wanted[id]) for id in ids if wanted[id].starts % 5 or draw.random() < 0.6),
        now=draw.choice((None, None, -9000, -300, 1150, 1200, 2580)),
    )


def _near(draw: Random, slot: Slot) -> Slot:
    return slot if draw.random() < 0.6 else replace(slot, starts=slot.starts + draw.choice((-15, 2, 1440)))


def _as_it_stands(draw: Random, slot: Slot) -> Slot:
    """What is off the grid stands so already: the solver would not think of it."""
    return slot if slot.starts % 5 else _near(draw, slot)


def _pin(draw: Random, problem: Problem, slot: Slot) -> Pin:
    return Pin(
        slot.act,
        day=draw.choice((None, min(max(0, problem.day_of(slot.starts)), DAYS - 1))),
        stage=draw.choice((None, slot.stage, problem.stages[0].id)),
        starts=draw.choice((None, slot.starts)),
    )


def _in_order(draw: Random, problem: Problem) -> Problem:
    """Somebody's place among others is held; often two have changed places in the plan."""
    on_grid = [slot for slot in problem.current if slot.starts % 5 == 0]
    if len(on_grid) < 2 or draw.random() < 0.4:
        return problem
    one, other = draw.sample(on_grid, 2)
    if draw.random() < 0.7:
        changed = {one.act: replace(other, act=one.act), other.act: replace(one, act=other.act)}
        problem = replace(problem, current=tuple(changed.get(slot.act, slot) for slot in problem.current))
    return replace(problem, pins=(*problem.pins, Pin(one.act, order=True)))


def _blackout(draw: Random, problem: Problem) -> Blackout:
    starts = draw.randrange(DAYS) * 1440 + draw.randrange(1020, 1300, 20)
    stages = tuple(stage.id for stage in problem.stages if draw.random() < 0.5)
    return Blackout(starts, starts + draw.choice((30, 120)), stages, "rain")
