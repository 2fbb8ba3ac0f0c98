"""A festival whose gates have standards: all shows have their places, two gates and a bridge are manned."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.security.models import Need, Post, Standard
from tests.support.crews import manned
from tests.support.people import SignIn, Visitor
from tests.support.programmes import FIRST_DAY, Festival

DEMAND = "/festival/song-huong/security/demand"

Line = tuple[str, ...]


@pytest.fixture
def measured(sound: Festival) -> Festival:
    """C01 stands at the citadel from 18:00 to 01:00, C03 there around the clock; both follow the show."""
    manned(sound)
    sound["C01"].kind = "gate"
    sound.add("C03", Post(code="C03", name="Cửa Hiển Nhơn", kind="gate", sector=sound["inner"], venue=sound["citadel"],
                          follows_show=True))  # fmt: skip
    for name in ("gate", "gate at night", "bridge"):
        sound.session.delete(sound[name])
    standard(sound, "always", "gate", "base", count=2)
    standard(sound, "by crowd", "gate", "crowd", per=100, lead=60, tail=30, one_leader_for=10)
    sound.session.commit()
    return sound


def standard(made: Festival, name: str, kind: str, cause: str, code: str = "BV", **facts: Any) -> Standard:
    facts = {
        "count": 1,
        "share": 100,
        "reach": "venue",
        "lead": 0,
        "tail": 0,
        "reason": "Đánh giá rủi ro",
        "risk": "",
        **facts,
    }
    row = Standard(name=name, kind=kind, cause=cause, qualification=made[code], **facts)
    made.add(name, row)
    made.session.flush()
    return row


@pytest.fixture
def lead(sign_in: SignIn, measured: Festival) -> Visitor:
    return sign_in(Role.SECURITY_LEAD, edition=measured.edition)


def day(number: int) -> date:
    return FIRST_DAY.replace(day=FIRST_DAY.day + number - 1)


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split()).replace(" ,", ",")


def page(visitor: Visitor, number: int) -> str:
    return visitor.get(f"{DEMAND}/?day={day(number).isoformat()}").text


def groups(text: str) -> dict[str, list[Line]]:
    """The lines of a page by the title of their group: post, shift, written down, asked for, reason."""
    found = {}
    for part in re.findall(r'<details class="demand-group".*?</details>', text, re.DOTALL):
        title = re.search(r"<b>(.*?)</b>", part)
        rows = re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)[1:]
        assert title is not None
        cells = ([words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows)
        found[title[1]] = [(row[-6][:3], row[-5].split()[1], *row[-3:]) for row in cells]
    return found


def counts(text: str) -> dict[str, list[Line]]:
    return {title: [line[:-1] for line in lines] for title, lines in groups(text).items()}


def picks(text: str) -> list[str]:
    return re.findall(r'name="line" value="([^"]+)"', text)


def seen(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def take_all(visitor: Visitor) -> Any:
    return visitor.post(f"{DEMAND}/taking", data={"day": "all", "seen": seen(page(visitor, 1))})


def take(visitor: Visitor, number: int, lines: list[str]) -> Any:
    return visitor.post(f"{DEMAND}/taking", data={"day": day(number).isoformat(), "line": lines})


def needs(made: Festival) -> list[tuple[str, str, date | None, int]]:
    rows = made.session.query(Need).all()
    made.session.expire_all()
    told = [(row.post.code, row.shift.name.split()[1], row.day, row.least) for row in rows]
    return sorted(told, key=lambda row: (row[2] or day(1), row[:2], row[3]))
