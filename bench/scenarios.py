"""How soon the office compares two plans of a large edition, brings a scenario up to date, and adopts it.

The main plan is a complete one. Of two scenarios one differs from it by some changes while the main plan went on by as
many others; the other is a plan of its own from end to end, which is the most there can be to compare and to adopt.
Asked over HTTP; what changes something is taken back by *Undo* before it is asked again.
"""

from __future__ import annotations

import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.machine import table
from bench.memory import signed_in
from bench.opened import edition

LIMIT = 1000
PRESSES = 3
FILL = """
import random
from festival_ops.accounts.models import User
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning import outcome
from festival_ops.planning.actions.scenarios import branch
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition
from solver.plan import Plan as Answered
from solver.seed import seed
from solver.suggest import suggest
from sqlalchemy import select
CHANGES = %(changes)s
def changed(problem, slots, acts):
    standing = {slot.act: slot for slot in slots}
    for act in acts:
        found = suggest(problem, Answered(tuple(standing.values())), act, 2)
        standing[act] = next((each.slot for each in found if each.slot != standing[act]), standing[act])
    return tuple(standing.values())
app = create_app()
with app.test_request_context():
    edition = db.session.scalars(select(Edition)).one()
    problem = problem_of(db.session(), edition, None)
    first, other = (seed(problem, chance=random.Random(number)).slots for number in (0, 1))
    acts = [slot.act for slot in first]
    random.Random(0).shuffle(acts)
    few = changed(problem, first, acts[:CHANGES])
    main = changed(problem, first, acts[CHANGES:2 * CHANGES])
    session, clock = db.session(), Clock.of(edition)
    plan = Plan(edition_id=edition.id, name="Main", main=True)
    session.add(plan)
    session.flush()
    outcome.lay(session, plan, clock, problem, first)
    planner = session.scalars(select(User).where(User.email.startswith("planner@"))).one()
    for name, slots in (("A few", few), ("Otherwise", other)):
        outcome.lay(session, branch(session, edition, plan, name, "", planner), clock, problem, slots)
    outcome.lay(session, plan, clock, problem, main)
    db.session.commit()
    ids = dict(db.session.execute(select(Plan.name, Plan.id)).all())
    print(ids["A few"], ids["Otherwise"], edition.slug, sep="/")
"""


@dataclass
class Planner:
    """A planner at the office; `home` is planning in an edition, with a scenario in hand or without."""

    browser: urllib.request.OpenerDirector
    home: str

    def read(self, page: str) -> str:
        return str(self.browser.open(f"{self.home}{page}").read().decode())

    def send(self, page: str, shown: str) -> tuple[str, str]:
        """Presses the button of the page that is shown, with every box as it stands: where that leads, and its page."""
        boxes = re.findall(r'type="checkbox" name="acts" value="([^"]+)"[^>]*checked', shown)
        fields = [(name, _value(shown, name)) for name in ("csrf_token", "version", "key")]
        body = urllib.parse.urlencode([*fields, *(("acts", box) for box in boxes)]).encode()
        answer = self.browser.open(f"{self.home}{page}", body)
        return str(answer.url), str(answer.read().decode())

    def undo(self, home: str) -> None:
        token = re.search(r'data-token="([^"]+)"', str(self.browser.open(f"{home}/timeline").read().decode()))
        fields = {"csrf_token": token[1] if token else ""}
        self.browser.open(f"{home}/board/undoing", urllib.parse.urlencode(fields).encode())


def run(performances: int, stages: int, troupes: int, changes: int, times: int) -> str:
    with edition(performances, stages, troupes, FILL % {"changes": changes}) as (address, filled):
        few, other, slug = filled.split("/")
        planner = Planner(signed_in(address), f"{address}/festival/{slug}/planning")
        rows = [*_looked_at(planner, few, other, times), *_changed(planner, few, other, times)]
    head = (f"{performances} performances", "median, ms", "worst, ms", "limit ms")
    return table(head, [(name, f"{median(taken):.0f}", f"{max(taken):.0f}", LIMIT) for name, taken in rows])


def _looked_at(planner: Planner, few: str, other: str, times: int) -> list[tuple[str, list[float]]]:
    pages = {
        "the list of scenarios, each beside the main plan": "/scenarios",
        "comparing the one with some changes": f"/comparison?left=main&right={few}",
        "comparing the one that is another plan": f"/comparison?left=main&right={other}",
        "what bringing it up to date would do": f"/scenario/{few}/rebasing",
        "what there is to adopt: some changes": f"/scenario/{few}/adoption",
        "what there is to adopt: the whole plan": f"/scenario/{other}/adoption",
    }
    return [
        (name, [_timed(lambda page=page: planner.read(page)) for _time in range(times)]) for name, page in pages.items()
    ]


def _changed(planner: Planner, few: str, other: str, times: int) -> list[tuple[str, list[float]]]:
    acts = {
        "bringing it up to date": (
            f"/scenario/{few}/rebasing",
            f"{planner.home.replace('/planning', f'~{few}/planning')}",
        ),
        "adopting some changes": (f"/scenario/{few}/adoption", planner.home),
        "adopting the whole plan": (f"/scenario/{other}/adoption", planner.home),
    }
    return [(name, [_once(planner, page, home) for _time in range(times)]) for name, (page, home) in acts.items()]


def _once(planner: Planner, page: str, home: str) -> float:
    """Presses the button, and takes it back; the page that follows, the board, is part of the time.

    What is picked may need more changes: they are picked too then, and the button is pressed again.
    """
    shown = planner.read(page)
    for _press in range(PRESSES):
        begins = time.perf_counter()
        there, shown = planner.send(page, shown)
        taken = 1000 * (time.perf_counter() - begins)
        if there.startswith(f"{home}/timeline"):
            planner.undo(home)
            return taken
    raise RuntimeError(f"{page} was refused.")


def _timed(act: Callable[[], object]) -> float:
    begins = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begins)


def _value(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', tag[0]) if tag else None
    return value[1] if value else ""
