"""How soon the office answers what a board asks while somebody plans: where may it stand, where better, what fits here.

An edition of 520 performances with a complete plan, and a scenario of it in which forty of them wait for a place. A
planner has the board open, day after day, and looks at it before asking; each question is asked once, by the browser,
and the time counts until it has the last byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Page

from bench.machine import table
from bench.opened import edition, signed_in

HEAD = ("of 520 performances on nine days", "asked", "median, ms", "worst, ms", "limit ms")
ASK = """async (address) => {
  const begins = performance.now(), answer = await fetch(address, { headers: { "X-Part": "hole" } });
  await answer.text();
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return performance.now() - begins;
}"""
PLANNED = """
import json, random
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.edition_address import named
from festival_ops.programme.models import Edition
from solver.seed import seed
from sqlalchemy import select
with create_app().test_request_context():
    edition = db.session.scalars(select(Edition)).one()
    main, other = (Plan(edition_id=edition.id, name=name, main=name == "Complete") for name in ("Complete", "Another"))
    db.session.add_all((main, other))
    db.session.flush()
    clock, chance = Clock.of(edition), random.Random(0)
    problem = problem_of(db.session(), edition, None)
    slots = seed(problem, chance=chance).slots
    waiting = chance.sample(slots, 40)
    for plan, placed in ((main, slots), (other, [slot for slot in slots if slot not in waiting])):
        for slot in placed:
            moment = clock.moment(slot.starts)
            db.session.add(Placement(plan_id=plan.id, performance_id=slot.act, stage_id=slot.stage, starts=moment))
    other.base = [[slot.act, slot.stage, slot.starts] for slot in slots]
    db.session.commit()
    held = chance.sample([slot for slot in slots if slot not in waiting], 40)
    stays = [(slot.stage, problem.date_of(slot.starts), problem.occupied(slot)) for slot in waiting]
    holes = [
        {
            "stage": stage,
            "day": day.isoformat(),
            "starts": f"{(stay.starts - 30) // 60 % 24:02}:{(stay.starts - 30) % 60:02}",
            "ends": f"{(stay.ends + 30) // 60 % 24:02}:{(stay.ends + 30) % 60:02}",
        }
        for stage, day, stay in stays
    ]
    days = sorted((problem.date_of(slot.starts).isoformat(), slot.act) for slot in held)
    told = {"main": named(edition), "other": named(edition, other.id), "held": days, "holes": holes}
    print(json.dumps(told))
"""


def run() -> str:
    with edition(520, 30, 64, PLANNED) as (address, printed), signed_in(address) as page:
        told = json.loads(printed)
        rows = [
            ("every start of the visible day", *_cells(page, told["main"], told["held"]), 200),
            ("the same in a scenario", *_cells(page, told["other"], told["held"]), 200),
            ("the ten best slots", *_places(page, told["main"], told["held"]), 1000),
            ("the best for a hole, forty waiting", *_holes(page, told["other"], told["holes"]), 1000),
        ]
    return table(HEAD, rows)


def _cells(page: Page, named: str, held: list[tuple[str, int]]) -> tuple[object, ...]:
    def questions() -> Iterable[str]:
        shown = None
        for day, act in held:
            if day != shown:
                page.goto(f"{_planning(named)}/timeline?day={day}", wait_until="networkidle")
                shown = day
            yield f"{_planning(named)}/board/cells?day={day}&act={act}"

    return _asked(page, questions())


def _places(page: Page, named: str, held: list[tuple[str, int]]) -> tuple[object, ...]:
    return _asked(page, (f"{_planning(named)}/board/performance/{act}/places" for _day, act in held))


def _holes(page: Page, named: str, holes: list[dict[str, str]]) -> tuple[object, ...]:
    return _asked(page, (f"{_planning(named)}/hole?{urlencode(hole)}" for hole in holes))


def _planning(named: str) -> str:
    return f"/festival/{named}/planning"


def _asked(page: Page, addresses: Iterable[str]) -> tuple[object, ...]:
    taken = [page.evaluate(ASK, address) for address in addresses]
    return len(taken), f"{median(taken):.0f}", f"{max(taken):.0f}"
