"""People and posts that tests of the roster begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty, RosterRun
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import standing
from festival_ops.planning.roster.search import outline
from festival_ops.security.models import Holding, Officer
from solver.saved import to_plain
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

ROSTER = "/festival/song-huong/security/roster"
FIELD = "/festival/song-huong/security/field"
ASKED = {"Accept": "application/json"}
FIRST = date(2026, 6, 5)

Put = Callable[..., Duty]
Ask = Callable[..., TestResponse]
Propose = Callable[..., RosterRun]
Tap = Callable[..., TestResponse]
SetClock = Callable[..., datetime]
Release = Callable[[], None]


@pytest.fixture
def staffed(crew: Festival) -> Festival:
    """The festival with six guards more, who may work as long as the law lets them; the first one leads."""
    for number in range(2, 8):
        code = f"BV-{number:02}"
        made = Officer(code=code, name=f"Nhân viên {number:02}", agency=crew["guard company"])
        made.holdings = [Holding(qualification=crew["BV"])]
        crew.add(code, made)
    crew["BV-02"].holdings.append(Holding(qualification=crew["CH"]))
    crew.session.commit()
    return crew


@pytest.fixture
def lead(sign_in: SignIn, staffed: Festival) -> Visitor:
    return sign_in(Role.SECURITY_LEAD, edition=staffed.edition)


@pytest.fixture
def put(staffed: Festival) -> Put:
    """Writes a duty down, whatever the rules say."""

    def written(officer: str, need: str, day: date = FIRST) -> Duty:
        duty = Duty(edition_id=staffed.edition.id, officer=staffed[officer], need=staffed[need], day=day)
        staffed.session.add(duty)
        staffed.session.commit()
        return duty

    return written


@pytest.fixture
def assign(lead: Visitor, staffed: Festival) -> Ask:
    """Asks for a duty as the form of the page does."""

    def asked(officer: str, need: str, day: date = FIRST, by: Visitor = lead) -> TestResponse:
        answers = {"need": staffed[need].id, "day": day.isoformat(), "stretch": 0, "officer": staffed[officer].id}
        return by.post(f"{ROSTER}/duty", data=answers)

    return asked


@pytest.fixture
def release(lead: Visitor, staffed: Festival) -> Release:
    """Signs and releases the roster as it stands, whoever is missing."""

    def signed() -> None:
        staffed.session.commit()
        assert send(lead, f"{ROSTER}/release", short="y").status_code == 303

    return signed


@pytest.fixture
def propose(lead: Visitor, staffed: Festival) -> Propose:
    """A search that has answered with exactly these duties; nobody has decided on it."""

    def answered(*duties: tuple[str, str], day: date = FIRST, kind: str = "build") -> RosterRun:
        staffed.session.commit()
        stands = standing(staffed.session(), staffed.edition, "fresh")
        first_day = staffed.edition.first_day
        after = [
            {"officer": staffed[code].id, "need": NeedOn(staffed[need].id, day).number(first_day)}
            for code, need in duties
        ]
        answer = {"plan": {"duties": after}, "short": {}, "unled": {}, "called_bound": 0, "released_bound": 0}
        problem = to_plain(stands.problem)
        run = RosterRun(
            edition_id=staffed.edition.id, kind=kind, revision=stands.revision, seconds=5, problem=problem,
            answer=answer, outline=outline(problem["current"], answer),
        )  # fmt: skip
        staffed.session.add(run)
        staffed.session.commit()
        return run

    return answered


@pytest.fixture
def at(staffed: Festival, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Puts the office's clock on a time of the first festival day."""

    def put_on(clock: str, seconds: int = 0) -> datetime:
        moment = staffed.at(1, clock) + timedelta(seconds=seconds)
        for room in ("planning.views.field", "planning.views.roster", "planning.actions.attendance"):
            monkeypatch.setattr(f"festival_ops.{room}.now", lambda: moment)
        return moment

    return put_on


@pytest.fixture
def tap(lead: Visitor, at: SetClock) -> Tap:
    """Presses a button as the script of the page does."""

    def pressed(act: str, *duties: str, by: Visitor = lead, **more: object) -> TestResponse:
        return by.post(f"{FIELD}/attendance", data={act: " ".join(duties), **more}, headers=ASKED)

    return pressed


def name_of(duty: Duty) -> str:
    return f"{duty.officer_id}.{duty.need_id}.{duty.day.isoformat()}.{duty.stretch}"
