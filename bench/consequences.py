"""How soon a planner knows what moves with a show: the demo's parade, an hour later, over HTTP.

`python -m bench consequences` opens an office with the demo edition, a plan that the constructor has laid, the closures
that the standards ask for, and rides that a search has found for the transfers that the programme asks for, all of it
taken over or accepted by the traffic lead. Then the parade is moved by an hour: first only looked at, then dropped on
the board and taken back, again and again. The parade stands as announced; so that a drop is
more than a refusal, the announcement is lifted and rules that forbid the later hour only warn.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import table
from bench.memory import PASSWORD, office, signed_in

ROOT = Path(__file__).parents[1]
LIMIT = 2000
HOUR = 60
HEAD = ("the parade an hour later", "first, ms", "median, ms", "worst, ms", "limit, ms")
FILL = """
import json, random
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning import outcome
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Plan, RuleLevel
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition, Performance
from solver.check import check
from solver.plan import Plan as Answered
from solver.problem import Slot
from solver.seed import seed
from sqlalchemy import select
with create_app().test_request_context():
    session, edition = db.session(), db.session.scalars(select(Edition)).one()
    parade = session.scalars(select(Performance).where(Performance.code == "H24-02")).one()
    plan = Plan(edition_id=edition.id, name="Main", main=True)
    session.add(plan)
    session.flush()
    programme = problem_of(session, edition, None)
    laid = seed(programme, chance=random.Random(0)).slots
    outcome.lay(session, plan, Clock.of(edition), programme, laid)
    parade.fixed = False
    session.flush()
    problem = problem_of(session, edition, plan)
    stands = problem.current_slots[parade.id]
    later = [Slot(it.act, it.stage, it.starts + 60) if it.act == parade.id else it for it in problem.current]
    for rule in {it.rule for it in check(problem, Answered(tuple(later)))}:
        session.add(RuleLevel(edition_id=edition.id, rule=rule, level="warn"))
    session.commit()
    clock = Clock.of(edition)
    day = edition.festival_day(clock.moment(stands.starts)).isoformat()
    print(json.dumps({"act": parade.id, "stage": stands.stage, "starts": stands.starts, "slug": edition.slug,
                      "day": day, "clock": f"{edition.local(clock.moment(stands.starts + 60)):%H:%M}"}))
"""
RIDES = """
import json
from festival_ops.accounts.models import User
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning.actions.rides import accept
from festival_ops.planning.actions.transfers import Chosen, take_over
from festival_ops.planning.models import RideRun
from festival_ops.planning.queries import main_plan
from festival_ops.planning.rides.answers import outline
from festival_ops.planning.rides.asked_for import drafting
from festival_ops.planning.rides.kept import standing
from festival_ops.programme.models import Edition
from solver.rides.solve import solve
from solver.saved import to_plain
from sqlalchemy import select
with create_app().test_request_context():
    session, edition = db.session(), db.session.scalars(select(Edition)).one()
    lead = session.scalars(select(User).where(User.email == "traffic@festival.example")).one()
    plan = main_plan(session, edition)
    take_over(session, edition, plan, Chosen(seen=drafting(session, edition, plan).stamp), lead, "")
    session.commit()
    stands = standing(session, edition)
    problem, answer = to_plain(stands.problem), to_plain(solve(stands.problem, seconds=20, seed=0))
    facts = {"problem": problem, "answer": answer, "outline": outline(problem, answer), "options": {"day": None}}
    run = RideRun(edition_id=edition.id, revision=stands.revision, user_id=lead.id, seconds=20, **facts)
    session.add(run)
    session.flush()
    accept(session, run, lead)
    session.commit()
    stands = standing(session, edition)
    print(json.dumps({"rides": len(stands.rides), "transfers": len(stands.problem.transfers),
                      "waiting": len(stands.unserved), "broken": len(stands.breaches)}))
"""


def run(times: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FESTIVAL_FOLDER": folder, "FESTIVAL_DEMO_PASSWORD": PASSWORD}
        for words in (["db", "upgrade"], ["demo"]):
            command = [sys.executable, "-m", "flask", "--app", "manage", *words]
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        parade = _filled(FILL, environment)
        with office(environment) as (_process, address):
            home = f"{address}/festival/{parade['slug']}/"
            drafted = _draft(signed_in(address, "traffic@festival.example"), home)
            driven = _filled(RIDES, environment)
            told = (
                f"Closures drafted and taken over: {drafted}. Rides accepted: {driven['rides']} for "
                f"{driven['transfers']} transfers, of which {driven['waiting']} wait; rules broken by the rides before "
                f"the move: {driven['broken']}."
            )
            return f"{told} {_measured(home, address, parade, times)}"


def _filled(script: str, environment: dict[str, str]) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _measured(home: str, address: str, parade: dict[str, Any], times: int) -> str:
    planner, admin = signed_in(address), signed_in(address, "admin@festival.example")
    place = urllib.parse.urlencode({"stage": parade["stage"], "day": parade["day"], "starts": parade["clock"]})
    form = f"{home}planning/performance/{parade['act']}/placement?{place}"
    looks = [_timed(planner, form) for _time in range(times + 1)]
    moves, shown = _moves(planner, home, parade, times), _along(admin.open(form).read().decode())
    rows = [_row("looked at before it is moved", looks), _row("dropped there on the board, and back", moves)]
    rides, conflicts = (_part(shown, name).count('class="finding finding-') for name in ("route", "alert-triangle"))
    closures = len(re.findall(r"/traffic/closure/\d+", shown))
    posts, transfers = (_part(shown, name).count('<tr><th scope="row">') for name in ("shield-check", "route"))
    return (
        f"Named as following from the move: closures {closures}, needs of posts {posts}, transfers {transfers}, rules "
        f"that rides break {rides}, new breaches of the programme {conflicts}.\n\n{table(HEAD, rows)}"
    )


def _draft(lead: urllib.request.OpenerDirector, home: str) -> int:
    page = lead.open(f"{home}traffic/drafts").read().decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    fields = {"csrf_token": _token(page), "seen": seen[1] if seen else ""}
    lead.open(f"{home}traffic/drafts/taking", urllib.parse.urlencode(fields).encode()).read()
    return len(re.findall(r'name="line"', page))


def _moves(planner: urllib.request.OpenerDirector, home: str, parade: dict[str, Any], times: int) -> list[float]:
    """There and back, each a drop of its own."""
    token = _token(planner.open(f"{home}planning/timeline").read().decode())
    here, there = ([parade["stage"], parade["starts"] + more] for more in (0, HOUR))
    taken = []
    for number in range(2 * (times + 1)):
        seen, to = (there, here) if number % 2 else (here, there)
        orders = json.dumps({"moves": [{"act": parade["act"], "seen": seen, "to": to}]}).encode()
        more = {"Content-Type": "application/json", "X-CSRFToken": token}
        begins = time.perf_counter()
        request = urllib.request.Request(f"{home}planning/board/moves", orders, more)  # noqa: S310 - our own office
        planner.open(request).read()
        taken.append(1000 * (time.perf_counter() - begins))
    return taken


def _along(page: str) -> str:
    found = re.search(r'<section aria-labelledby="along".*?</section>', page, re.DOTALL)
    return unescape(found[0]) if found else ""


def _part(along: str, icon: str) -> str:
    """What stands under the heading with this icon."""
    parts = re.split(r"<h3>", along)
    return next((part for part in parts if re.match(rf'\s*<svg[^>]*><use href="[^"]*#{icon}"', part)), "")


def _timed(browser: urllib.request.OpenerDirector, page: str) -> float:
    begins = time.perf_counter()
    browser.open(page).read()
    return 1000 * (time.perf_counter() - begins)


def _row(name: str, taken: list[float]) -> tuple[object, ...]:
    first, *others = taken
    return name, f"{first:.0f}", f"{median(others):.0f}", f"{max(others):.0f}", LIMIT


def _token(page: str) -> str:
    found = re.search(r'name="csrf-?_?token"[^>]*(?:value|content)="([^"]+)"', page)
    return found[1] if found else ""
