"""Several people, or one impatient one, at the same moment: on both databases, each is told the truth."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Venue
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.support.papers import answers_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA

PEOPLE = 6


def together(acts: Sequence[Callable[[], TestResponse]]) -> list[TestResponse]:
    start, answers = threading.Barrier(len(acts)), []

    def act(number: int) -> None:
        start.wait()
        answers.append(acts[number]())

    threads = [threading.Thread(target=act, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_many_edits_of_one_version_one_is_kept_and_the_others_are_told(sign_in: SignIn, festival: Festival) -> None:
    address = f"{AREA}/venue/{festival['park'].id}/edit"
    people = [sign_in(Role.PLANNER, edition=festival.edition) for _ in range(PEOPLE)]
    forms = [
        MultiDict(answers_in(person.get(address)) | {"capacity": [str(1000 + n)]}) for n, person in enumerate(people)
    ]
    festival.session.commit()

    def save(person: Visitor, form: MultiDict[str, str]) -> Callable[[], TestResponse]:
        return lambda: person.post(address, data=form)

    answers = together([save(person, form) for person, form in zip(people, forms, strict=True)])
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (PEOPLE - 1)
    festival.session.expire_all()
    row = festival["park"]
    entry = festival.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "venue")).one()
    assert (row.version, (entry.after or {})["capacity"]) == (2, row.capacity)


def test_one_form_sent_many_times_at_once_makes_one_record(sign_in: SignIn, festival: Festival) -> None:
    planner = sign_in(Role.PLANNER, edition=festival.edition)
    form = MultiDict(answers_in(planner.get(f"{AREA}/venue/new")) | {"name": ["Cầu Trường Tiền"]})
    festival.session.commit()
    answers = together([lambda: planner.post(f"{AREA}/venue/new", data=form)] * PEOPLE)
    made = festival.session.scalars(select(Venue).where(Venue.name == "Cầu Trường Tiền")).one()
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, f"{AREA}/venue/{made.id}")}


def test_many_changes_at_once_keep_one_chain(sign_in: SignIn, festival: Festival) -> None:
    people = [sign_in(Role.PLANNER, edition=festival.edition) for _ in range(PEOPLE)]
    forms = [MultiDict(answers_in(p.get(f"{AREA}/venue/new")) | {"name": [f"Nhà {n}"]}) for n, p in enumerate(people)]
    festival.session.commit()

    def save(person: Visitor, form: MultiDict[str, str]) -> Callable[[], TestResponse]:
        return lambda: person.post(f"{AREA}/venue/new", data=form)

    answers = together([save(person, form) for person, form in zip(people, forms, strict=True)])
    assert [answer.status_code for answer in answers] == [303] * PEOPLE
    assert first_broken(festival.session) is None
    assert len(festival.session.scalars(select(HistoryEntry)).all()) == PEOPLE
