"""Every address of the office, with rows of the small festival in it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from festival_ops.accounts.models import User
from festival_ops.planning import tasks
from festival_ops.planning.actions import arrivals, escorts, road_notices
from festival_ops.planning.actions.seating import move
from festival_ops.planning.arrivals.search import ask_for_slots
from festival_ops.planning.arrivals.standing import standing as arrivals_standing
from festival_ops.planning.escorts.search import ask_for_escorts
from festival_ops.planning.escorts.standing import standing as escorts_standing
from festival_ops.planning.lodging.search import ask_for_rooms
from festival_ops.planning.lodging.standing import standing as rooms_standing
from festival_ops.planning.models import (
    ClosureTaking,
    Duty,
    Outage,
    Plan,
    Proposal,
    Release,
    Ride,
    RideRelease,
    RideStop,
    RosterRelease,
)
from festival_ops.planning.rides import kept
from festival_ops.planning.rides.drafted import drafted_journeys
from festival_ops.planning.rides.outgoing import write
from festival_ops.planning.rides.search import ask_for_rides
from festival_ops.planning.roads import notices
from festival_ops.planning.roster import search
from festival_ops.planning.seating.search import ask_for_seats
from festival_ops.planning.seating.snapshot import hall_of
from festival_ops.programme.models import Contact, ExchangedDay, Permit, Rehearsal
from festival_ops.protocol.models import Engagement, EscortNote, Passport
from festival_ops.security.models import Contingent, Officer, Standard
from festival_ops.sheets import SHEETS
from festival_ops.spreadsheets.actions import File, receive, unpack
from solver.escorts.problem import Duty as EscortDuty
from tests.support.crews import manned
from tests.support.guests import with_guests
from tests.support.networks import with_roads
from tests.support.parades import searched, with_parade
from tests.support.passes import with_passes
from tests.support.programmes import Festival
from tests.support.rides import with_rides

Pages = list[tuple[Rule, str]]


@pytest.fixture
def pages(app: Flask, festival: Festival) -> Pages:
    """Every page, with rows of the festival in its address."""
    rows = _rows(festival)
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        room, _, page = rule.endpoint.partition(".")
        table = page.partition("_")[0] if room == "planning" else page.rpartition("_")[0]
        table = "upload" if room in ("spreadsheets", "desk_sheets") else table
        table = f"roster {table}" if room in ("roster", "field", "desk") else table
        table = f"{room} {table}" if room in ("rides", "seating", "escorts", "rooms", "arrivals") else table
        values: dict[str, Any] = {"edition": festival.edition.slug, "id": rows.get(table, 1), "job": rows["job"]}
        values |= {"file": "calendar.ics", "number": 1, "by": "stage", "subject": "x", "name": "venues"}
        values |= {"ceremony": rows["ceremony"]}
        values |= {"name": "officers"} if room == "desk_sheets" else {}
        values |= {"kind": "rain" if room == "planning" else "csv"}
        values |= {
            "day": festival.edition.first_day.isoformat(),
            "sheet": "draft-0-000000000000",
            "whose": "post",
            "guests": "escort",
            "profile": "hotel",
        }
        values |= {"kind": "artist"} if table == "passport" else {}
        if rule.endpoint == "calendars.duty_feed_new":
            values["id"] = rows["post"]
        values |= {"filename": "mark.svg", "token": "x", "department": "security", "language": "vi", "key": "x"}
        found.append((rule, adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})))
    return found


def _rows(festival: Festival) -> dict[str, int]:
    """One row a table, and what planning has made of the festival; nothing of it is the coordinator's."""
    session, edition = festival.session(), festival.edition
    manned(festival)
    with_rides(with_roads(festival))
    with_passes(with_guests(festival))
    with_parade(festival)
    searched(festival)
    festival.add("contact", Contact(troupe_id=festival["circus"].id, name="Nguyễn Thị Sen"))
    festival.add("fireworks", Permit(name="Pháo hoa đêm khai mạc", authority="Bộ Quốc phòng", lead=15))
    hours = {"starts": festival.at(1, "09:00"), "minutes": 60}
    festival.add(
        "rehearsal", Rehearsal(name="Ráp nhã nhạc", performance=festival["N1"], stage=festival["ngo-mon"], **hours)
    )
    festival.add("swap", ExchangedDay(off=festival.edition.days[0], source="Thông báo của Bộ Nội vụ"))
    gate = {"kind": "gate", "cause": "crowd", "per": 250, "reason": "Đánh giá rủi ro"}
    festival.add("standard", Standard(name="Bảo vệ tại cổng", qualification=festival["BV"], **gate))
    festival.add("drafts", ClosureTaking(written=[]))
    clerk = User(email="clerk@example.org", name="Clerk", fs_uniquifier="c" * 32)
    session.add_all([clerk, Release(edition_id=edition.id, number=1, plan_revision=0)])
    session.flush()
    run = tasks.ask_to_solve(session, edition, seconds=5, seed=1, by=clerk)
    job = tasks.ask_why(session, run)
    proposal = Proposal(edition_id=edition.id, run_id=run.id, plan_id=run.plan_id, plan_revision=0, slots=[])
    session.add(proposal)
    scenario = Plan(edition_id=edition.id, name="Mưa", base=[])
    session.add(scenario)
    session.flush()
    sheet = File("venues.csv", "Tên,Vĩ độ\nNhà hát Sông Hương,16.46\nCầu Trường Tiền,bắc\n".encode())
    upload = receive(session, edition, unpack([sheet]), SHEETS.values(), clerk)
    session.commit()
    rows = {row.__tablename__: row.id for row in festival.rows.values()} | {"scenario": scenario.id}
    rows |= {"run": run.id, "diagnosis": run.id, "job": job.id, "proposal": proposal.id, "upload": upload.id}
    _announced(festival, clerk)
    rows["drafts"] = rows["closure_taking"]
    rows |= _roster(festival, clerk)
    rows |= _driven(festival, clerk)
    rows["seating run"] = _seated(festival, clerk)
    rows |= _escorted(festival, clerk)
    rows |= _asked(festival, clerk)
    return rows | {"placement": festival["N1"].id, "board": festival["N1"].id, "pin": festival["N1"].id}


def _announced(festival: Festival, clerk: User) -> None:
    """What is closed on the first day; the other days wait for their notice."""
    session, edition = festival.session(), festival.edition
    days = edition.days[:1]
    stamp = notices.draft(notices.standing(session, edition), [], days).stamp
    road_notices.issue(session, edition, days, stamp, {"vi": (), "en": ()}, clerk)
    session.commit()


def _roster(festival: Festival, clerk: User) -> dict[str, int]:
    session, edition = festival.session(), festival.edition
    run = search.ask_for_a_roster(session, edition, seconds=5, seed=1, by=clerk)
    duty = Duty(edition_id=edition.id, officer=festival["CA-01"], need=festival["gate"], day=edition.first_day)
    session.add(duty)
    signed = {"signer": "Clerk", "roster_revision": 0, "missing": 0, "unled": 0}
    session.add(RosterRelease(edition_id=edition.id, number=1, **signed))
    session.commit()
    known = {
        "post": festival["C01"].id,
        "sector": festival["inner"].id,
        "officer": festival["CA-01"].id,
        "run": run.id,
        "duty": duty.id,
    }
    known |= {"agency": festival["city police"].id, "absence": festival["fever"].id}
    known["head"] = _head(festival, "city police", "BV")
    return {f"roster {name}": id for name, id in known.items()}


def _driven(festival: Festival, clerk: User) -> dict[str, int]:
    """A ride that people know of, a search for others, and a vehicle that is away."""
    session, edition = festival.session(), festival.edition
    hours = [
        festival.at(1, clock) for clock in ("07:55", "08:00", "08:00", "08:05", "08:10", "08:10", "08:15", "08:20")
    ]
    leaves, on, off, home = hours[0], hours[1:4], hours[4:7], hours[7]
    ride = Ride(edition_id=edition.id, vehicle=festival["van"], driver=festival["driver"], starts=leaves, ends=home)
    ride.stops = [
        RideStop(
            position=number, transfer=festival["crew"], boards=not number, people=4,
            arrives=arrives, begins=begins, departs=departs,
        )
        for number, (arrives, begins, departs) in enumerate((on, off))
    ]  # fmt: skip
    away = {"vehicle": festival["coach"], "starts": festival.at(2, "08:00"), "ends": festival.at(2, "12:00")}
    outage = Outage(edition_id=edition.id, **away)
    session.add_all([ride, outage])
    release = RideRelease(edition_id=edition.id, number=1, signer="Clerk", rides_revision=0, unserved=0)
    session.add(release)
    session.flush()
    write(session, release, drafted_journeys(session, edition, kept.standing(session, edition)))
    run = ask_for_rides(session, edition, None, clerk, seconds=5, seed=1)
    session.commit()
    return {"rides ride": ride.id, "rides run": run.id, "rides outage": outage.id}


def _seated(festival: Festival, clerk: User) -> int:
    """A search for who sits where, while two guests sit already."""
    session, chairs = festival.session(), hall_of(festival.session(), festival["rite"]).chairs
    first, second = (next(id for id, chair in chairs.items() if chair.label == label) for label in ("A-1-1", "B-1-1"))
    move(session, festival["rite"], 0, festival["head card"].id, first, clerk)
    move(session, festival["rite"], 1, festival["host card"].id, second, clerk)
    run = ask_for_seats(session, festival["rite"], clerk)
    session.commit()
    return run.id


def _escorted(festival: Festival, clerk: User) -> dict[str, int]:
    """A delegation that is met by somebody, and a search for who else goes along."""
    session, edition = festival.session(), festival.edition
    facts = {"kind": "arrival", "leg": festival["landing leg"], "after": 60, "interpreters": 1}
    passport = festival.add("passport", Passport(guest=festival["head"], sealed="a key that is lost"))
    met = festival.add("met", Engagement(delegation=festival["lao"], name="Đón đoàn", **facts))
    session.flush()
    escort = festival["liaison"].id
    escorts.give(session, edition, None, 0, None, EscortDuty(escort, met.id), clerk)
    run = ask_for_escorts(session, edition, escorts_standing(session, edition, None), clerk)
    session.commit()
    note = festival.add("note", EscortNote(escort_id=escort, delegation_id=festival["lao"].id, kind="delayed"))
    session.commit()
    return {
        "passport": passport.id,
        "engagement": met.id,
        "escorts person": escort,
        "escorts desk": escort,
        "escorts run": run.id,
        "escorts note": note.id,
    }


def _asked(festival: Festival, clerk: User) -> dict[str, int]:
    """Searches for rooms and for slots at the gates."""
    session, edition = festival.session(), festival.edition
    rooms = ask_for_rooms(session, edition, rooms_standing(session, edition), clerk, kind="open")
    arrivals.choose_gates(session, festival["rite"], 0, 2, True, [[festival["way in"].id, 1, None, None]], clerk)
    stands = arrivals_standing(session, edition, None, festival["rite"])
    assert stands is not None
    slots = ask_for_slots(session, festival["rite"], stands, clerk)
    session.commit()
    return {"rooms run": rooms.id, "arrivals run": slots.id}


def _head(festival: Festival, agency: str, qualification: str) -> int:
    """One person more than the agency has named, promised and without a name."""
    festival[agency].contingents = [Contingent(qualification=festival[qualification], heads=2)]
    festival.session.commit()
    heads = select(Officer.id).where(Officer.agency_id == festival[agency].id, Officer.unnamed)
    return festival.session.scalars(heads).one()
