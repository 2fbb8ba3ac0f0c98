"""How soon the security room answers when a large festival is manned: pages of the roster over HTTP.

`python -m bench roster-pages` opens the office with an invented edition of so many performances, people and posts, a
plan that stands, a roster that the solver made, and a proposal with which another search has answered. Each page is
read once by nobody before, the matrix as the very first after the start, then again and again; the matrix also after
each change of a duty.
"""

from __future__ import annotations

import re
import time
import urllib.parse
import urllib.request
from statistics import median

from bench.machine import table
from bench.memory import signed_in
from bench.opened import edition

LIMITS = {"the matrix of a day": 500, "a post with its stand-ins": 1000}
PAGES = {
    "the matrix of a day": "roster/",
    "a post with its stand-ins": "roster/post/1",
    "person by person": "roster/people",
    "agency by agency": "roster/agencies",
    "what is short": "roster/shortages",
    "what the roster breaks": "roster/conflicts",
    "hour by hour": "roster/coverage",
    "where posts stand": "roster/map",
    "the demand of a day": "demand/",
    "in the field": "field/",
    "a proposal": "roster/run/1/proposal",
}
FILL = """
import random
from dataclasses import replace
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning import outcome
from festival_ops.planning.actions.roster import hold
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Duty, Plan, RosterRun
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.search import outline
from festival_ops.planning.roster.snapshot import crew_problem_of
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition
from solver.saved import to_plain
from solver.crew.solve import solve
from solver.seed import seed
from sqlalchemy import select
with create_app().test_request_context():
    session, edition = db.session(), db.session.scalars(select(Edition)).one()
    programme = problem_of(session, edition, None)
    plan = Plan(edition_id=edition.id, name="Main", main=True)
    session.add(plan)
    session.flush()
    outcome.lay(session, plan, Clock.of(edition), programme, seed(programme, chance=random.Random(0)).slots)
    crew = crew_problem_of(session, edition)
    duties = solve(crew, seconds=10).plan.duties
    for duty in duties:
        key = NeedOn.of(duty.need, edition.first_day)
        row = {"officer_id": duty.officer, "need_id": key.need, "day": key.day, "stretch": key.stretch}
        session.add(Duty(edition_id=edition.id, **row))
    hold(session, edition).revision += 1
    crew = replace(crew, current=duties)
    asked, answer = to_plain(crew), to_plain(solve(crew, seconds=10, seed=1))
    facts = {"problem": asked, "answer": answer, "outline": outline(asked["current"], answer)}
    session.add(RosterRun(edition_id=edition.id, kind="build", revision=1, seconds=10, **facts))
    db.session.commit()
    print(edition.slug, len(duties), sum(need.least for need in crew.needs), sep="/")
"""


def run(performances: int, stages: int, troupes: int, people: int, posts: int, times: int) -> str:
    with edition(performances, stages, troupes, FILL, "--roster", people, "--posts", posts) as (address, filled):
        slug, manned, needed = filled.split("/")
        browser = signed_in(address, "security@festival.example")
        home = f"{address}/festival/{slug}/security/"
        rows = [(name, *_looked_at(browser, home + page, times), LIMITS.get(name, "")) for name, page in PAGES.items()]
        rows.insert(1, ("the same after a change of a duty", "", *_after_changes(browser, home, times), 500))
    sized = f"{performances} performances, {people} people at {posts} posts, {manned} of {needed} duties given."
    return f"{sized}\n\n{table(('page', 'first, ms', 'median, ms', 'worst, ms', 'limit, ms'), rows)}"


def _looked_at(browser: urllib.request.OpenerDirector, page: str, times: int) -> tuple[str, str, str]:
    first, *others = (_timed(browser, page) for _time in range(times + 1))
    return f"{first:.0f}", f"{median(others):.0f}", f"{max(others):.0f}"


def _after_changes(browser: urllib.request.OpenerDirector, home: str, times: int) -> tuple[str, str]:
    """Each time somebody is taken off duty first."""
    taken = []
    for _time in range(times):
        shown = browser.open(f"{home}roster/post/1").read().decode()
        duty, token = re.search(r'action="([^"]+/roster/duty/\d+/removal)"', shown), _token(shown)
        if duty is None:
            break
        address = urllib.parse.urljoin(home, duty[1])
        browser.open(address, urllib.parse.urlencode({"csrf_token": token}).encode()).read()
        taken.append(_timed(browser, f"{home}roster/"))
    return f"{median(taken):.0f}", f"{max(taken):.0f}"


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def _timed(browser: urllib.request.OpenerDirector, page: str) -> float:
    begins = time.perf_counter()
    browser.open(page).read()
    return 1000 * (time.perf_counter() - begins)
