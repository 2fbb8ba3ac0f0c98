"""What moves with a show: closures, permits, posts and new conflicts, told before the move and after it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Ride, RideStop
from festival_ops.planning.rides.editing import direct
from festival_ops.planning.rides.kept import standing
from festival_ops.programme.models import Permit
from festival_ops.traffic.models import Closure, Transfer
from solver.rides.check import check
from solver.rides.plan import RidePlan
from solver.rides.problem import RideProblem
from tests.planning.demand.conftest import standard as posts_standard
from tests.support.crews import manned
from tests.support.desks import plain
from tests.support.networks import closure, with_roads
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.rides import with_rides

pytestmark = pytest.mark.databases("sqlite")

PLANNING = "/festival/song-huong/planning/"
ROADS = "/festival/song-huong/traffic/"


@pytest.fixture
def measured(sound: Festival) -> Festival:
    """X2 stands on the third day at 20:00 on Ngọ Môn; the bridge is closed for it, by permit on that day only, and a
    gate of the citadel asks for people by the crowd."""
    made = with_roads(manned(sound) or sound)
    made["C01"].kind = "gate"
    posts_standard(made, "by crowd", "gate", "crowd", per=100, lead=60, tail=30)
    day = made.edition.days[2]
    office = {"kind": "road", "authority": "Sở Xây dựng", "lead": 5, "state": "granted", "since": day, "until": day}
    permit = made.add("permit", Permit(name="Cầu Phú Xuân", **office))
    closure(made, "bridge for the circus", ["B-1"], performance=made["X2"], before=60, after=30, permit=permit,
            exemptions=["priority", "buses"])  # fmt: skip
    made.session.commit()
    return made


@pytest.fixture
def planner(sign_in: SignIn, measured: Festival) -> Visitor:
    return sign_in(Role.PLANNER, edition=measured.edition)


def drop(visitor: Visitor, made: Festival, code: str, seen: tuple[int, str], to: tuple[int, str]) -> dict[str, Any]:
    clock, stage = Clock.of(made.edition), made["ngo-mon"].id
    first, then = ([stage, clock.minute(made.at(*place))] for place in (seen, to))
    answer = visitor.post(f"{PLANNING}board/moves", json={"moves": [{"act": made[code].id, "seen": first, "to": then}]})
    assert answer.json is not None
    return dict(answer.json)


def version(visitor: Visitor) -> str:
    return str(visitor.get(f"{PLANNING}board/pulse").json["version"])  # type: ignore[index]


def along(text: str) -> str:
    """What the page says of what moves with it."""
    part = re.search(r'<section aria-labelledby="along".*?</section>', text, re.DOTALL)
    assert part is not None
    return " ".join(re.sub(r"<[^>]*>", " ", part[0]).split())


def test_a_drop_tells_what_moved_with_the_show(measured: Festival, planner: Visitor) -> None:
    answer = drop(planner, measured, "X2", (3, "20:00"), (3, "21:00"))
    assert answer["consequences"] == [
        "“Bridge for the circus” holds 07/06/2026 20:00–22:15 instead of 07/06/2026 19:00–21:15.",
        "What posts ask for changes with it.",
    ]
    back = planner.post(f"{PLANNING}board/undoing").json
    assert back is not None
    assert back["consequences"][0] == (
        "“Bridge for the circus” holds 07/06/2026 19:00–21:15 instead of 07/06/2026 20:00–22:15."
    )


def look(visitor: Visitor, made: Festival, code: str, stage: str, day: int, clock: str) -> str:
    """What the form says would move with it to that place."""
    place = f"stage={made[stage].id}&day={made.edition.days[day - 1].isoformat()}&starts={clock}"
    return along(visitor.get(f"{PLANNING}performance/{made[code].id}/placement?{place}").text)


def test_a_permit_of_one_day_does_not_move_with_its_show(measured: Festival, planner: Visitor) -> None:
    told = look(planner, measured, "X2", "ngo-mon", 2, "19:00")
    assert told.startswith("What would move with it")
    assert "does not cover the closure on 06/06/2026." in told
    assert "Posts ask for other numbers of people; the security room counts them anew." in told
    assert "Xiếc Hà Nội would be at Xiếc X1 and Xiếc X2 at once for 90 minutes." in told
    # Nothing is done by looking.
    assert drop(planner, measured, "X2", (3, "20:00"), (3, "20:30"))["done"].startswith("“Xiếc X2” stands at 20:30")


def test_the_form_looks_before_it_moves_and_remembers_the_last_move(measured: Festival, planner: Visitor) -> None:
    address = f"{PLANNING}performance/{measured['X2'].id}/placement"
    assert "Choose another place and look" in along(planner.get(address).text)
    looked = send(planner, address, starts="21:00", look="1")
    assert (looked.status_code, "holds 07/06/2026 20:00–22:15 instead" in along(looked.text)) == (200, True)
    assert "Choose another place and look" in along(planner.get(address).text)
    assert send(planner, address, starts="21:00").status_code == 303
    told = along(planner.get(address).text)
    assert told.startswith("What its last move took along")
    assert "“Bridge for the circus” holds 07/06/2026 20:00–22:15 instead of 07/06/2026 19:00–21:15." in told


def test_who_may_know_of_posts_reads_which_and_how_many(measured: Festival, sign_in: SignIn) -> None:
    told = look(sign_in(Role.ADMIN, edition=measured.edition), measured, "X2", "thuong-bac", 3, "20:00")
    assert "1 need asks for another number of people, as soon as the demand follows this plan." in told
    assert re.search(r"C01 · \S.* 07/06/2026 .* 4 2 New conflicts", told), told


def test_a_parade_moved_by_an_hour_tells_every_new_conflict(measured: Festival, planner: Visitor) -> None:
    """The procession walks the last ways in: an hour later, when the bridge is closed for works, no help gets in."""
    closure(measured, "works", ["B-1"], starts=measured.at(2, "23:40"), ends=measured.at(3, "02:00"), measure="works")
    measured["procession"].chain = measured["procession"].chain[1:]
    measured.session.commit()
    told = look(planner, measured, "PARADE", "ngo-mon", 2, "23:45")
    assert "“Procession” holds 06/06/2026 23:45–07/06/2026 00:35 instead of 06/06/2026 22:45–23:35." in told
    assert "on no emergency way in to Imperial City is open" in told
    assert "Diễu hành PARADE ends at 00:35 on 07/06/2026, 35 minutes after the latest hour of Xiếc Hà Nội." in told


@pytest.fixture
def driven(measured: Festival) -> Festival:
    """The circus is fetched for X2 at 20:00 on the third day, by a ride that stands."""
    made = with_rides(measured)
    follows = {"before_show": made["X2"], "before_minutes": 30, "spread_minutes": 15, "origin": made["hotel"]}
    made.add("to X2", Transfer(name="Xiếc đến X2", troupe=made["circus"], people=30, kinds=["coach"], **follows))
    made.session.commit()
    stands = standing(made.session(), made.edition)
    asked = stands.problem.transfer(made["to X2"].id)
    ride = direct(stands.problem, made["coach"].id, made["coach driver"].id, asked, 30, 0)
    assert judged(stands.problem, RidePlan((ride,))) == []
    book = {"vehicle": made["coach"], "driver": made["coach driver"]}
    moment = Clock.of(made.edition).moment
    row = Ride(edition_id=made.edition.id, starts=moment(ride.starts), ends=moment(ride.ends), **book)
    row.stops = [
        RideStop(position=number, transfer=made["to X2"], boards=stop.boards, people=30,
                 arrives=moment(stop.arrives), begins=moment(stop.begins), departs=moment(stop.departs))
        for number, stop in enumerate(ride.stops)
    ]  # fmt: skip
    made.session.add(row)
    made.session.commit()
    return made


def judged(problem: RideProblem, plan: RidePlan) -> list[str]:
    return [breach.rule for breach in check(problem, plan) if problem.transfers[-1].id in breach.transfers]


def test_a_show_takes_its_transfers_along_and_says_what_its_rides_break(driven: Festival, planner: Visitor) -> None:
    told = look(planner, driven, "X2", "ngo-mon", 3, "21:00")
    before, after = re.findall(r"07/06/2026 (\d\d:\d\d)–(\d\d:\d\d)", told.partition("Transfers and rides")[2])[:2]
    assert list(after) == [f"{int(hour[:2]) + 1:02}{hour[2:]}" for hour in before]
    assert "Xiếc đến X2" in told
    assert "Repair the rides once the show has moved" in told
    answer = drop(planner, driven, "X2", (3, "20:00"), (3, "21:00"))
    assert "1 transfer is asked for at other hours or places." in answer["consequences"]
    assert any(each.startswith("The rides that stand break") for each in answer["consequences"])
    # Whoever drives nobody to it has nothing to repair.
    driven.session.delete(driven.session.scalars(select(Ride)).one())
    driven.session.commit()
    assert "Repair the rides" not in look(planner, driven, "X2", "ngo-mon", 3, "20:00")


def test_an_open_board_hears_of_closures(measured: Festival, planner: Visitor, sign_in: SignIn) -> None:
    before = version(planner)
    lead = sign_in(Role.TRAFFIC_LEAD, edition=measured.edition)
    assert send(lead, f"{ROADS}closure/{measured['bridge night'].id}/edit", before="0", barriers="4").status_code == 303
    after = version(planner)
    assert after != before
    state = {"state": "withdrawn", "reason": "Không cần"}
    lead.post(f"{ROADS}closure/{measured['bridge night'].id}/state", data=state)
    assert version(planner) != after


@pytest.fixture
def coming(measured: Festival) -> Festival:
    """The festival 60 days from now, so that deadlines can still be kept."""
    shift = now().date() + timedelta(days=60) - measured.edition.first_day
    row = measured["bridge for the circus"]
    edition = measured.edition
    edition.first_day, edition.last_day = edition.first_day + shift, edition.last_day + shift
    for each in measured["plan"].placements:
        each.starts += shift
    for each in measured.session.query(Closure).filter(Closure.starts.is_not(None)):
        measured.session.delete(each)
    for name in ("around the opening", "procession"):
        measured.session.delete(measured[name])
    row.permit.since = row.permit.until = edition.last_day
    measured.session.commit()
    return measured


def unmet(visitor: Visitor, made: Festival) -> str:
    """What the day's page says of permits; the closure's own page says the same."""
    part = re.search(r"lacks? what its permit asks for.*?</details>", visitor.get(ROADS).text, re.DOTALL)
    told = " ".join(re.sub(r"<[^>]*>", " ", part[0]).split()).partition("circus ")[2] if part else ""
    assert told.removeprefix("Too late or refused ") in plain(
        visitor.get(f"{ROADS}closure/{made['bridge for the circus'].id}")
    )
    return told


def test_a_permit_is_looked_at_until_its_road_is_closed(coming: Festival, sign_in: SignIn) -> None:
    lead, permit = sign_in(Role.TRAFFIC_LEAD, edition=coming.edition), coming["permit"]
    day = coming.edition.last_day
    assert unmet(lead, coming) == ""
    permit.state = "to file"
    coming.session.commit()
    told = unmet(lead, coming)
    assert re.fullmatch(
        rf"Cầu Phú Xuân has to be filed until \S+, 5 working days before {day:%d/%m/%Y}: \d+ working days are left.",
        told,
    )
    permit.lead = 200
    coming.session.commit()
    assert unmet(lead, coming).startswith("Too late or refused Cầu Phú Xuân is not filed, and had to be until ")
    permit.state = "refused"
    coming.session.commit()
    assert unmet(lead, coming) == "Too late or refused Cầu Phú Xuân was refused."
    coming["bridge for the circus"].permit = None
    coming.session.commit()
    told = f"No permit is named for it; it is closed for the first time on {day:%d/%m/%Y}."
    assert unmet(lead, coming) == told


def test_a_permit_for_other_days_has_to_be_applied_for_anew(coming: Festival, sign_in: SignIn) -> None:
    lead, day = sign_in(Role.TRAFFIC_LEAD, edition=coming.edition), coming.edition.last_day
    coming["permit"].since = coming["permit"].until = day - timedelta(days=1)
    coming.session.commit()
    other = f"{day - timedelta(days=1):%d/%m/%Y}"
    assert unmet(lead, coming).startswith(
        f"Cầu Phú Xuân is granted from {other} to {other}, and does not cover the closure on {day:%d/%m/%Y}. It has to "
        "be applied for anew until "
    )
    coming["permit"].lead = 100
    coming.session.commit()
    assert "A new application had to be filed until" in unmet(lead, coming)


def test_what_is_over_asks_for_nothing(measured: Festival, sign_in: SignIn) -> None:
    assert measured.edition.last_day < date(2026, 7, 1) < now().date()
    assert unmet(sign_in(Role.TRAFFIC_LEAD, edition=measured.edition), measured) == ""


def test_another_length_tells_what_follows_from_it(driven: Festival, planner: Visitor) -> None:
    """The circus is free half an hour later, and the bridge with it; taking it back tells so too."""
    show = driven["X2"]
    show.shortest, show.longest = show.minutes, show.minutes + 30
    follows = {"after_show": show, "destination": driven["hotel"], "kinds": ["coach"]}
    driven.add("from X2", Transfer(name="Xiếc về", troupe=driven["circus"], people=30, **follows))
    driven.session.commit()
    order = {"act": show.id, "seen": show.minutes, "to": show.minutes + 30}
    longer = planner.post(f"{PLANNING}board/lengths", json=order).json
    assert longer is not None
    assert longer["consequences"][0] == (
        "“Bridge for the circus” holds 07/06/2026 19:00–21:45 instead of 07/06/2026 19:00–21:15."
    )
    assert "1 transfer is asked for at other hours or places." in longer["consequences"]
    back = planner.post(f"{PLANNING}board/undoing").json
    assert back is not None
    assert back["consequences"][0] == (
        "“Bridge for the circus” holds 07/06/2026 19:00–21:15 instead of 07/06/2026 19:00–21:45."
    )
    by_form = send(planner, f"{PLANNING}performance/{show.id}/length", minutes=show.minutes + 30)
    told = planner.get(by_form.location).text
    assert "“Bridge for the circus” holds 07/06/2026 19:00–21:45 instead of 07/06/2026 19:00–21:15." in told
