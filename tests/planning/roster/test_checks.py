"""What the roster breaks, duties out of sight, and hours by sector."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from sqlalchemy import select

from festival_ops.planning.models import Duty
from festival_ops.planning.roster.coverage import Hour, coverage
from festival_ops.planning.roster.kept import standing
from festival_ops.security.models import Sector
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import FIRST, ROSTER, Put
from tests.planning.roster.test_duties import duties, notices, revision
from tests.planning.roster.test_pages import words
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def told(page: str) -> dict[str, list[str]]:
    """Sentences by heading."""
    sections = re.findall(r'<section id="(?:block|warn)-.*?</section>', page, re.DOTALL)
    return {
        words(re.findall(r"<h2.*?</h2>", section, re.DOTALL)[0]): [
            words(each) for each in re.findall(r'<div class="finding-body"><p>(.*?)</p>', section, re.DOTALL)
        ]
        for section in sections
    }


def test_every_breach_is_told_by_rule_and_level(put: Put, lead: Visitor, staffed: Festival) -> None:
    for name in ("gate", "gate at night", "bridge"):
        staffed[name].least = 0
    for officer in ("CA-01", "BV-02"):
        put(officer, "gate")
        put(officer, "gate at night")
    page = lead.get(f"{ROSTER}/conflicts").text
    assert told(page) == {
        "Rest between duties Blocks 1": [
            "Nhân viên 02 (BV-02) needs 12 hours of rest after the duty that ends at 22:00 on 05/06/2026, has 0."
        ],
        "Rest between duties Warns 1": [
            "Cán bộ 01 (CA-01) needs 8 hours of rest after the duty that ends at 22:00 on 05/06/2026, has 0."
        ],
    }
    assert f'<a href="{ROSTER}/people/{staffed["CA-01"].id}">Cán bộ 01 (CA-01)</a>' in page
    assert "2 breaches on all days" in words(lead.get(f"{ROSTER}/").text)


def test_breaches_are_found_by_day_and_sector(put: Put, lead: Visitor, staffed: Festival) -> None:
    outer = staffed.add("outer", Sector(name="Vành ngoài", ring=3))
    staffed.session.flush()
    staffed["C02"].sector = outer
    put("BV-03", "bridge")
    headings = {
        "": ["Posts are manned Blocks 8", "Qualified for the post Blocks 1"],
        "?day=2026-06-05": ["Posts are manned Blocks 2", "Qualified for the post Blocks 1"],
        f"?sector={outer.id}": ["Posts are manned Blocks 2", "Qualified for the post Blocks 1"],
        f"?day=2026-06-07&sector={outer.id}": ["Posts are manned Blocks 1"],
    }
    assert {asked: list(told(lead.get(f"{ROSTER}/conflicts{asked}").text)) for asked in headings} == headings


def test_duties_out_of_sight_are_told_and_removed(put: Put, lead: Visitor, staffed: Festival) -> None:
    put("BV-02", "gate")
    gone = [put("BV-03", "gate", date(2026, 6, 1)).id, put("BV-04", "gate", date(2026, 6, 20)).id]
    kept = staffed.session.scalars(select(Duty).order_by(Duty.id)).first()
    assert kept is not None
    page = lead.get(f"{ROSTER}/conflicts").text
    assert re.findall(r'name="duty" value="(\d+)"', page) == [str(id) for id in [*gone, *gone]]
    answers = [lead.post(f"{ROSTER}/stale/removal", data={"duty": [*gone, kept.id]}) for _ in range(2)]
    assert notices(lead.get(answers[0].location)) == ["2 old duties are removed.", "0 old duties are removed."]
    assert duties(staffed) == [("BV-02", "C01", FIRST, False)]
    assert revision(staffed) == 1
    acts = staffed.session.scalars(select(HistoryEntry.act).where(HistoryEntry.subject == "duty")).all()
    assert acts == ["cleared", "cleared"]


def test_each_hour_tells_the_worst_moment(put: Put, staffed: Festival) -> None:
    """At the gate four are needed from 18:00 and two from 22:00 to 01:00; the evening shift ends at 22:30 here."""
    staffed["evening"].ends = staffed["night"].starts = time(22, 30)
    for officer in ("BV-02", "BV-03", "BV-04", "BV-05", "BV-06"):
        put(officer, "gate")
    put("BV-07", "gate at night")
    stands = standing(staffed.session(), staffed.edition, "fresh")
    strip = coverage(staffed.edition, stands, FIRST)
    assert [row.sector and row.sector.name for row in strip.rows] == ["Khu trung tâm", None]
    assert strip.clocks == [f"{hour % 24:02}:00" for hour in range(4, 28)]
    busy = {hour.clock: (hour.has, hour.needed, hour.missing) for hour in strip.rows[0].hours if hour.needed}
    evening, late, night = (5, 4, 0), (1, 3, 2), (0, 1, 1)
    assert busy == {
        **dict.fromkeys(("18:00", "19:00", "20:00", "21:00"), evening),
        **dict.fromkeys(("22:00", "23:00", "00:00"), late),
        **dict.fromkeys(("01:00", "02:00", "03:00"), night),
    }
    assert strip.rows[1].hours[:2] == (Hour(4 * 60, 0, 0, 0), Hour(5 * 60, 0, 0, 0))


def test_the_strip_is_drawn_with_numbers(put: Put, lead: Visitor) -> None:
    for officer in ("BV-02", "BV-03", "BV-04", "BV-05"):
        put(officer, "gate")
    page = lead.get(f"{ROSTER}/coverage?day=2026-06-05").text
    shown = re.findall(
        r'<g class="coverage-(\w+)"><title>Centre, (\d\d:\d\d): (.*?)</title>.*?(?:<text[^>]*>(.*?)</text>)?</g>', page
    )
    assert [each for each in shown if each[0] != "none"] == [
        *(("whole", f"{hour}:00", "4 on duty, 4 needed", "4") for hour in (18, 19, 20, 21)),
        *(("short", f"{hour}:00", "0 on duty, 3 needed", "−3") for hour in (22, 23)),
        ("short", "00:00", "0 on duty, 3 needed", "−3"),
        *(("short", f"0{hour}:00", "0 on duty, 1 needed", "−1") for hour in (1, 2, 3)),
    ]
