"""How soon the protocol room answers when many guests come: its pages over HTTP.

`python -m bench guest-pages` opens the office with an invented edition of so many guests and delegations, all of them
invited to one ceremony, lodged, and seated by the solver. Each page is read once by nobody
before, then again and again.
"""

from __future__ import annotations

import time
import urllib.parse
import urllib.request
from statistics import median

from bench.machine import table
from bench.memory import signed_in
from bench.opened import edition

LIMIT = 400
PAGES = {
    "guests": "protocol/guest/",
    "guests, searched without diacritics": "protocol/guest/?" + urllib.parse.urlencode({"q": "nguyen van 12"}),
    "delegations": "protocol/delegation/",
    "one delegation": "protocol/delegation/1",
    "one guest": "protocol/guest/3",
    "arrivals of a day": "protocol/arrivals/",
    "hotels and rooms": "protocol/rooms/",
    "a form that asks for a guest": "protocol/invitation/3/edit",
    "a ceremony, and who can be there": "protocol/ceremony/1",
    "invitations of a ceremony": "protocol/ceremony/1/guests",
    "the hall": "seating/1/",
    "a guest held over the hall": "seating/1/?guest=3",
    "where a guest may not sit": "seating/1/refusals?guest=3",
    "the seating on paper": "seating/1/papers",
    "cards of guests": "seating/1/papers?kind=cards",
    "slots at the gates": "protocol/gate-arrivals/1/",
    "a script": "protocol/script/",
    "the day sheet of a ceremony": "protocol/script/1/day",
    "who goes with whom": "escorts/",
    "the desk of one who goes along": "escorts/person/1/desk",
    "releasing what delegations do": "escorts/release",
    "rides of delegations": "protocol/rides/",
    "transfers of delegations": "traffic/guest-transfers/",
    "passes": "passes/",
    "a list for hotels": "protocol/exports/hotel.xlsx",
}
FILL = """
import sys
from bench.guest_lists import fill
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning.models import Seating
from festival_ops.planning.seating.standing import standing
from festival_ops.programme.models import Edition
from solver.seats.solve import solve
from sqlalchemy import select
with create_app().test_request_context():
    session, edition = db.session(), db.session.scalars(select(Edition)).one()
    opening = fill(session, edition, {guests}, {delegations})
    stands = standing(session, opening)
    pairs = [[chair.guest, chair.seat] for chair in solve(stands.problem, seconds=10).plan.chairs]
    session.add(Seating(edition_id=edition.id, ceremony_id=opening.id, chairs=pairs, revision=1))
    session.commit()
    print(edition.slug, len(pairs), sep="/")
"""


def run(guests: int, delegations: int, times: int) -> str:
    program = FILL.format(guests=guests, delegations=delegations)
    with edition(40, 6, 12, program) as (address, filled):
        slug, seated = filled.split("/")
        browser = signed_in(address, "protocol@festival.example")
        home = f"{address}/festival/{slug}/"
        rows = [(name, *_looked_at(browser, home + page, times), LIMIT) for name, page in PAGES.items()]
    sized = f"{guests} guests, {delegations} delegations, {seated} chairs taken."
    return f"{sized}\n\n{table(('page', 'first, ms', 'median, ms', 'worst, ms', 'limit, ms'), rows)}"


def _looked_at(browser: urllib.request.OpenerDirector, page: str, times: int) -> tuple[str, str, str]:
    first, *others = (_timed(browser, page) for _time in range(times + 1))
    return f"{first:.0f}", f"{median(others):.0f}", f"{max(others):.0f}"


def _timed(browser: urllib.request.OpenerDirector, page: str) -> float:
    begins = time.perf_counter()
    browser.open(page).read()
    return 1000 * (time.perf_counter() - begins)
