"""Eight planners at one board at once: no move is lost, nobody overwrites what they have not seen, all see the same,
and what they made together is released without a double booking."""

from __future__ import annotations

import json
import os
import random
import re
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from festival_ops.accounts.models import Role, User
from festival_ops.database import db
from festival_ops.planning.actions import releases, waivers
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import ExclusiveUse, Move, Placement
from festival_ops.planning.queries import main_plan
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.support.offices import Office
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import publish

# A longer trial: FESTIVAL_PLANNERS_SECONDS=300. On a busy machine it lasts until every planner has moved something.
SECONDS = float(os.environ.get("FESTIVAL_PLANNERS_SECONDS", "8"))
PATIENCE = SECONDS + 300
ROOM = "/festival/song-huong/planning"
ITEM = re.compile(r'<a class="item [^>]*data-act="(\d+)" data-stage="(\d+)" data-starts="(\d+)"')
DAYS = ("2026-06-05", "2026-06-06", "2026-06-07")

Places = dict[int, tuple[int, int]]


@dataclass
class Planner:
    """Looks at the board, drags something somewhere, and keeps what was acknowledged and what was refused."""

    office: Office
    cookie: str
    stages: list[int]
    chance: random.Random
    done: list[tuple[int, tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def read(self, address: str, **headers: str) -> str:
        asked = urllib.request.Request(
            f"{self.office.url}{ROOM}{address}", headers={"Cookie": f"session={self.cookie}", **headers}
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return str(answer.read().decode())

    def board(self) -> Places:
        places: Places = {}
        for day in DAYS:
            page = self.read(f"/timeline?day={day}", **{"X-Part": "desk"})
            places |= {int(act): (int(stage), int(starts)) for act, stage, starts in ITEM.findall(page)}
        return places

    def drag(self, token: str) -> None:
        places = self.board()
        act = self.chance.choice(sorted(places))
        to = (self.chance.choice(self.stages), places[act][1] + 5 * self.chance.randint(-12, 12))
        order = json.dumps({"moves": [{"act": act, "seen": places[act], "to": to}]}).encode()
        headers = {"Cookie": f"session={self.cookie}", "X-CSRFToken": token, "Content-Type": "application/json"}
        asked = urllib.request.Request(f"{self.office.url}{ROOM}/board/moves", data=order, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                self.answers.append(answer.status)
                if to != places[act]:
                    self.done.append((act, places[act], to))
        except urllib.error.HTTPError as refused:
            self.answers.append(refused.code)

    def work(self, began: float) -> None:
        token = re.search(r'data-token="([^"]+)"', self.read("/timeline"))
        assert token is not None
        while time.monotonic() < began + (SECONDS if self.done else PATIENCE):
            self.drag(token[1])


def replayed(festival: Festival, before: Places) -> Places:
    """The board after every move on record, each of which begins where its act stood."""
    clock, places = Clock.of(festival.edition), dict(before)
    for move in db.session.scalars(select(Move).order_by(Move.id)):
        for act, old, new in move.changes:
            assert places[act] == _place(clock, old)
            places[act] = _place(clock, new)
    return places


def _place(clock: Clock, kept: list[Any]) -> tuple[int, int]:
    return kept[0], clock.minute(datetime.fromisoformat(kept[1]))


def sign_for_warnings(app: Flask, festival: Festival) -> None:
    somebody = db.session.scalars(select(User)).first()
    assert somebody is not None
    with app.test_request_context():
        shown = releases.preview(db.session(), festival.edition, main_plan(db.session(), festival.edition))
        waivers.sign(db.session(), festival.edition, shown.findings, "Đã cân nhắc.", somebody)
    db.session.commit()


def released_without_double_booking(app: Flask, festival: Festival, planner: Visitor, shows: int) -> None:
    db.session.rollback()
    sign_for_warnings(app, festival)
    assert publish(planner).headers["Location"].endswith("/planning/release/1")
    taken = db.session.scalars(
        select(ExclusiveUse).order_by(ExclusiveUse.kind, ExclusiveUse.holder_id, ExclusiveUse.starts)
    ).all()
    pairs = [
        (one, other) for one, other in pairwise(taken) if (one.kind, one.holder_id) == (other.kind, other.holder_id)
    ]
    assert len(pairs) >= shows
    assert [(one.holder, one.starts) for one, other in pairs if one.ends > other.starts] == []


@pytest.mark.from_cold
def test_eight_planners_drag_at_once(app: Flask, sound: Festival, sign_in: SignIn, live_server: Office) -> None:
    cookies = []
    for _number in range(8):
        planner = sign_in(Role.PLANNER, edition=sound.edition)
        planner.get(f"{ROOM}/timeline")
        cookie = planner.get_cookie("session")
        assert cookie is not None
        cookies.append(cookie.value)
    db.session.commit()
    stages = [sound["ngo-mon"].id, sound["thuong-bac"].id, sound["duyet-thi"].id]
    db.session.rollback()
    planners = [Planner(live_server, value, stages, random.Random(seed)) for seed, value in enumerate(cookies)]
    before = planners[0].board()
    began = time.monotonic()
    threads = [threading.Thread(target=planner.work, args=(began,)) for planner in planners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [move for planner in planners for move in planner.done]
    answers = [code for planner in planners for code in planner.answers]
    assert set(answers) <= {200, 409, 422}
    assert [seed for seed, planner in enumerate(planners) if not planner.done] == []
    boards = [planner.board() for planner in planners]
    assert boards == boards[:1] * 8
    plan = main_plan(db.session(), sound.edition)
    assert plan is not None
    assert db.session.scalar(select(func.count()).select_from(Move)) == len(made)
    assert db.session.scalar(select(func.count()).where(HistoryEntry.act == "placed")) == len(made)
    assert plan.revision == len(made)
    assert db.session.scalar(select(func.count()).where(Placement.plan_id == plan.id)) == len(before)
    assert replayed(sound, before) == boards[0]
    assert first_broken(db.session()) is None
    released_without_double_booking(app, sound, planner, len(before))
