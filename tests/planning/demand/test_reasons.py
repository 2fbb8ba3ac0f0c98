"""Why a need asks for so many is told in the language of whoever reads it, and kept while nobody writes another."""

from __future__ import annotations

import csv
from pathlib import Path
from runpy import run_path

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Performance, Permit
from festival_ops.security.kinds import CAUSES
from festival_ops.security.models import Need, Standard
from festival_ops.security.reasons import reason_told
from tests.planning.demand.conftest import day, standard, take_all, words
from tests.support.papers import answers_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

SECURITY = "/festival/song-huong/security"
ENGLISH = (
    "At all hours: 2. 1,800 people expected at “Nhã nhạc OPEN” 21:00–22:30; 1 for 100, shared by 2 posts: 9. "
    "Fireworks at “Nhã nhạc OPEN” 21:00–22:30: 3."
)
VIETNAMESE = (
    "Thường trực: 2. Dự kiến 1.800 khán giả tại “Nhã nhạc OPEN” 21:00–22:30; 1 cho mỗi 100, chia cho 2 chốt: 9. "
    "Bắn pháo hoa tại “Nhã nhạc OPEN” 21:00–22:30: 3."
)
MIGRATION = Path(__file__).parents[3] / "migrations/versions/0041_tell_reasons_of_needs_in_any_language.py"
read_back = run_path(str(MIGRATION))["read_back"]


@pytest.fixture
def readers(sign_in: SignIn, measured: Festival) -> dict[str, Visitor]:
    return {code: sign_in(Role.SECURITY_LEAD, edition=measured.edition, language=code) for code in ("en", "vi")}


@pytest.fixture
def need(readers: dict[str, Visitor], measured: Festival, firework: None) -> Need:
    """Taken over by somebody who reads English."""
    take_all(readers["en"])
    return measured.session.scalars(
        select(Need).where(Need.post == measured["C01"], Need.shift == measured["evening"], Need.day == day(1))
    ).one()


@pytest.fixture
def firework(measured: Festival) -> None:
    measured.add("permit", Permit(name="Pháo hoa", kind="fireworks", authority="Bộ Quốc phòng", lead=15,
                                  performances=[measured["OPEN"]]))  # fmt: skip
    standard(measured, "by fireworks", "gate", "fireworks", count=3)
    measured.session.commit()


def test_every_page_tells_it_in_the_language_of_its_reader(
    readers: dict[str, Visitor], need: Need, measured: Festival
) -> None:
    measured["OPEN"].crowd = 3000
    measured.session.commit()
    places = (f"/need/{need.id}", "/need/?sort=reason", f"/post/{measured['C01'].id}", f"/demand/?day={day(1)}")
    for code, told in (("en", ENGLISH), ("vi", VIETNAMESE)):
        assert [told in words(readers[code].get(SECURITY + place).text) for place in places] == [True] * 4
        assert answers_in(readers[code].get(f"{SECURITY}/need/{need.id}/edit"))["reason"] == [told]
        content = readers[code].get("/festival/song-huong/spreadsheets/rows/needs.csv").data.decode("utf-8-sig")
        assert told in {row[7] for row in csv.reader(content.splitlines())}


def test_it_stays_what_was_counted_until_somebody_writes_another(readers: dict[str, Visitor], need: Need) -> None:
    before = need.reason
    send(readers["vi"], f"{SECURITY}/need/{need.id}/edit", most="20")
    assert (need.most, need.reason) == (20, before)
    send(readers["vi"], f"{SECURITY}/need/{need.id}/edit", reason="Theo kinh nghiệm")
    assert need.reason == "Theo kinh nghiệm"
    trail = words(readers["en"].get(f"{SECURITY}/need/{need.id}").text)
    assert f"Reason {ENGLISH} Theo kinh nghiệm" in trail


def test_what_was_written_down_in_one_language_is_read_back(
    readers: dict[str, Visitor], need: Need, measured: Festival, app: Flask
) -> None:
    for name, facts in (("guests", {"count": 4, "per": 1}), ("parade", {"count": 5, "lead": 30})):
        standard(measured, name, "gate", name, **facts)
    standard(measured, "holds", "gate", "base", "CH", per=1000, share=40)
    measured["citadel"].capacity = 4500
    take_all(readers["en"])
    session = measured.session
    standards = {
        row.id: {"cause": row.cause, "reach": row.reach, "ratio": row.count, "per": row.per, "share": row.share}
        for row in session.scalars(select(Standard))
    }
    names = {row.id: [row.name, row.name_en or row.name] for row in session.scalars(select(Performance))}
    rows = list(session.scalars(select(Need)))
    for code in ("en", "vi"):
        with app.test_request_context(), force_locale(code):
            texts = [reason_told(row.reason) for row in rows]
        found = [read_back(text, row.grounds, standards, names) for text, row in zip(texts, rows, strict=True)]
        assert found == [row.reason for row in rows]
        assert {part["cause"] for kept in found for part in kept["counted"]} == set(dict(CAUSES))
    assert read_back("Theo kinh nghiệm", need.grounds, standards, names) == "Theo kinh nghiệm"
    assert read_back(ENGLISH, need.grounds, {}, names) == ENGLISH
    assert read_back(ENGLISH, None, standards, names) == ENGLISH
