"""Kills at moments nobody chose: no work is done twice, none is stuck, nothing acknowledged is lost."""

from __future__ import annotations

import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from festival_ops.accounts.models import Role, User
from festival_ops.database import db, now
from festival_ops.jobs.models import Job
from festival_ops.jobs.queue import ATTEMPTS
from festival_ops.planning import tasks
from festival_ops.planning.models import Proposal
from festival_ops.web.models import HistoryEntry
from tests.support.offices import Office
from tests.support.people import SignIn
from tests.support.programmes import Festival
from tests.support.workers import Workers, eventually

SEARCHES = 4
KILLS = 5


def jobs() -> list[tuple[str, int]]:
    """State and attempt of each job, read without holding the database."""
    db.session.rollback()
    with Session(db.engine) as session:
        return [(job.state, job.attempt) for job in session.scalars(select(Job).order_by(Job.id))]


def test_each_search_ends_in_one_proposal_however_often_workers_die(festival: Festival, workers: Workers) -> None:
    planner = User(email="planner@example.org", name="Kế hoạch", fs_uniquifier="planner")
    festival.session.add(planner)
    festival.session.flush()
    for seed in range(SEARCHES):
        tasks.ask_to_solve(db.session(), festival.edition, 5, seed, planner)
    db.session.commit()
    chance = random.Random(7)
    for _kill in range(KILLS):
        # A third death would rightly end a job as a dead letter, which has a test of its own.
        doomed = [
            number for number, (state, attempt) in enumerate(jobs()) if state != "done" and attempt == ATTEMPTS - 1
        ]
        worker = workers.start()
        assert eventually(lambda spared=doomed: all(jobs()[number][0] == "done" for number in spared))  # type: ignore[misc]
        time.sleep(chance.uniform(1.0, 4.0))
        worker.kill()
        worker.wait()
        _leases_run_out()
    workers.work()
    assert [state for state, _attempt in jobs()] == ["done"] * SEARCHES
    held = select(Proposal.run_id, func.count()).group_by(Proposal.run_id)
    assert [count for _run, count in db.session.execute(held)] == [1] * SEARCHES


def _leases_run_out() -> None:
    db.session.execute(update(Job).where(Job.state == "running").values(leased_until=now()))
    db.session.commit()


@dataclass
class Hand:
    """Somebody who moves one show again and again, and remembers what was acknowledged."""

    office: Office
    cookie: str
    address: str
    stage: int
    acknowledged: list[str] = field(default_factory=list)

    def move(self, clock: str) -> None:
        try:
            page = self._send(None)
            asked = {
                name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[0] for name in ("csrf_token", "version")
            }
            facts = {**asked, "stage": str(self.stage), "day": "2026-06-07", "starts": clock}
            self._send(urllib.parse.urlencode(facts).encode())
            self.acknowledged.append(clock)
        except OSError:
            pass

    def _send(self, body: bytes | None) -> str:
        request = urllib.request.Request(self.office.url + self.address, body, {"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=20) as answer:
            self.cookie = (answer.headers["Set-Cookie"] or self.cookie).split(";")[0]
            return str(answer.read().decode())


@pytest.mark.from_cold
@pytest.mark.databases("sqlite")
def test_a_killed_server_loses_no_move_that_it_acknowledged(
    sound: Festival, sign_in: SignIn, live_server: Office
) -> None:
    visitor = sign_in(Role.PLANNER, edition=sound.edition)
    kept = visitor.get_cookie("session")
    assert kept is not None
    address = f"/festival/song-huong/planning/performance/{sound['X2'].id}/placement"
    hand = Hand(live_server, f"session={kept.value}", address, sound["ngo-mon"].id)
    sound.session.commit()
    sound.session.rollback()
    # Not 20:00, where the show stands from the beginning: to stay there is acknowledged and leaves no entry.
    clocks = [f"{hour}:{minute:02}" for hour in (20, 21) for minute in range(5, 60, 5)]
    for round_of_moves in range(3):
        mover = threading.Thread(target=lambda: [hand.move(clock) for clock in clocks])
        mover.start()
        seen = len(hand.acknowledged) + 2
        assert eventually(lambda wanted=seen: len(hand.acknowledged) >= wanted)  # type: ignore[misc]
        time.sleep(0.13 * round_of_moves)
        live_server.kill()
        mover.join()
        live_server.start()
    done = select(HistoryEntry.after).where(HistoryEntry.act == "placed").order_by(HistoryEntry.id)
    told = [
        f"{sound.edition.local(datetime.fromisoformat(after['starts'])):%H:%M}" for after in db.session.scalars(done)
    ]
    assert len(hand.acknowledged) >= 6
    assert _in_order(hand.acknowledged, told)
    assert db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def _in_order(wanted: list[str], told: list[str]) -> bool:
    """Whether everything wanted was told, in that order; more may be told, since a kill can swallow an answer."""
    rest = iter(told)
    return all(each in rest for each in wanted)
