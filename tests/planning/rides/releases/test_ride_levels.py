"""How strict the rules of rides are: said by those who answer for rides, and kept to by changes and releases."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Ride, RideRelease, RuleLevel
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.web.models import HistoryEntry
from tests.planning.rides.releases.conftest import Drive
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

RULES = "/festival/song-huong/planning/rules"
RIDES = "/festival/song-huong/traffic/rides"


def levels(visitor: Visitor) -> dict[str, str]:
    """The form of rides, as its reader would send it."""
    page = visitor.get(RULES).text
    form = page[page.index('action="/festival/song-huong/traffic/rides/levels"') :]
    told = dict(re.findall(r'<input[^>]*name="(seen)"[^>]*value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, flags=re.DOTALL):
        told[name] = html.unescape(re.findall(r'value="([^"]*)" selected', options)[0])
    return told


def set_level(visitor: Visitor, level: str) -> int:
    return visitor.post(f"{RIDES}/levels", data={**levels(visitor), "ride:licensed": level}).status_code


def obstacles(visitor: Visitor) -> list[str]:
    page = visitor.get(f"{RIDES}/releases").text
    return re.findall(r'<li class="finding finding-block">.*?<p>(.*?),', page, flags=re.DOTALL)


def test_a_level_says_what_is_refused_and_what_holds_a_release_up(rides: Festival, drive: Drive, lead: Visitor) -> None:
    ride = drive("crew", "van", "coach driver", "07:45", "09:15")
    licence = "Lái xe 2 may not drive Xe 16 chỗ"
    asked = {"transfer": rides["crew"].id, "vehicle": rides["van"].id, "driver": rides["coach driver"].id}
    assert obstacles(lead) == [licence]
    rides.session.delete(ride)
    rides.session.commit()
    assert licence in lead.post(f"{RIDES}/ride?day=2026-06-05", data={**asked, "key": "a"}).text
    assert set_level(lead, "block release") == 303
    assert lead.post(f"{RIDES}/ride?day=2026-06-05", data={**asked, "key": "b"}).status_code == 303
    assert obstacles(lead) == [licence]
    assert set_level(lead, "warn") == 303
    assert obstacles(lead) == []
    assert send(lead, f"{RIDES}/releases").status_code == 303
    warnings = rides.session.scalars(select(RideRelease)).one().warnings
    assert [sentence.partition(",")[0] for sentence in warnings] == [licence]
    assert rides.session.scalars(select(Ride)).one().driver == rides["coach driver"]


def test_levels_of_rides_are_written_by_traffic_alone_and_over_nobody_elses(
    rides: Festival, lead: Visitor, sign_in: SignIn
) -> None:
    old = levels(lead)
    assert {old.pop("seen") == "", *old.values()} == {False, "block"}
    assert "ride:served" not in old
    assert set_level(lead, "ignore") == 303
    kept = rides.session.execute(select(RuleLevel.rule, RuleLevel.level).order_by(RuleLevel.id)).all()
    assert [tuple(row) for row in kept] == [("quiet-hours", "ignore"), ("ride:licensed", "ignore")]
    entry = rides.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "rule_level")).one()
    assert (entry.act, (entry.after or {})["level"]) == ("created", "ignore")
    late = lead.post(f"{RIDES}/levels", data={**old, "seen": "old"})
    assert late.status_code == 409
    assert "Somebody changed the rules of this edition after you opened the page." in late.text
    assert lead.post(f"{RIDES}/levels", data={**levels(lead), "ride:licensed": "perhaps"}).status_code == 422
    planner = sign_in(Role.PLANNER, edition=rides.edition)
    seen = levels(planner)
    assert seen["ride:licensed"] == "ignore"
    assert planner.post(f"{RIDES}/levels", data=seen).status_code == 403


def test_the_programme_knows_nothing_of_the_rules_of_rides(rides: Festival) -> None:
    """Its problem is refused by the core where it names a rule that is not there."""
    rides.add("level of rides", RuleLevel(rule="ride:licensed", level="ignore"))
    rides.session.commit()
    plan = main_plan(rides.session(), rides.edition)
    assert problem_of(rides.session(), rides.edition, plan).levels == {"quiet-hours": "ignore"}
