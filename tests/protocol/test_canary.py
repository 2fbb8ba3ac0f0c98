"""A word that stands in all that protocol knows of people is found nowhere else: no page, no row, no line of a log."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import inspect, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.database import db, now
from festival_ops.jobs.models import Job
from festival_ops.planning.models import SeatingRun
from festival_ops.programme.models import Party
from festival_ops.protocol.models import Escort, Guest, Passport
from festival_ops.spreadsheets.models import Upload
from tests.support.addresses import Pages
from tests.support.askers import Asker
from tests.support.desks import Desk, workbook
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")

Rows = scoped_session[Session]
BASE = "/festival/song-huong/protocol/"
CANARIES = ("zyxq", "0977 246 813")
# Asked for by everybody, and a part of every name; an answer that repeats the question does not repeat the canary.
QUESTION = "plover"
SHEETS = ("guests", "delegations", "escorts", "invitations", "legs", "lodgings", "seat_ties")


def called(what: str) -> str:
    return f"Zyxq Plover {what}"


def canaries_in(content: bytes | str) -> list[str]:
    if isinstance(content, bytes):
        if content.startswith(b"PK"):
            book = zipfile.ZipFile(io.BytesIO(content))
            content = b"\n".join(book.read(name) for name in book.namelist())
        content = content.decode("utf-8", "replace")
    text = unescape(content).lower()
    return [canary for canary in CANARIES if canary in text]


@pytest.fixture
def officer(sign_in: SignIn, festival: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=festival.edition)


@pytest.fixture
def planted(pages: Pages, officer: Visitor, festival: Festival, workers: Workers) -> Festival:
    """Everything is written through the doors that people use, so that the record of changes knows of it too."""
    made, phone = festival, "0977 246 813"
    private = {"diet": called("diet"), "access_needs": called("need"), "email": "zyxq@example.org", "phone": phone}
    titles = {
        name: called(name) for name in ("address", "address_en", "office", "office_en", "country", "note", "source")
    }
    _sent(officer, f"guest/{made['head'].id}/edit", name=called("guest"), **titles, **private)
    party = made.add("party", Party(code="VIP-7", performances=[made["OPEN"], made["T1"]]))
    made.session.commit()
    facts = {"name": called("delegation"), "name_en": called("friends"), "country": called("land"), "party": party.id}
    _sent(officer, f"delegation/{made['lao'].id}/edit", **facts, note=called("note"), source=called("source"))
    facts = {"name": called("escort"), "phone": phone, "note": called("note"), "source": called("source")}
    _sent(officer, f"escort/{made['liaison'].id}/edit", **facts)
    _sent(officer, f"leg/{made['landing leg'].id}/edit", formalities=called("visa"), note=called("note"))
    _sent(officer, f"lodging/{made['night'].id}/edit", note=called("note"))
    _sent(officer, f"seat-tie/{made['apart'].id}/edit", reason=called("quarrel"))
    _sent(officer, f"invitation/{made['head card'].id}/edit", note=called("note"))
    _sent(officer, f"invitation/{made['head card'].id}/reply", kind="accepted", note=called("reply"))
    _sent(officer, f"ceremony/{made['rite'].id}/edit", note=called("note"))
    words = {
        name: called(name) for name in ("text", "text_en", "by", "sound", "light", "props", "mc", "broadcast", "note")
    }
    greeted = {"kind": "greeting", "invitation": made["head card"].id, "position": 2, "ceremony": made["rite"].id}
    _sent(officer, "script-line/new", **words, **greeted)
    _sent(officer, "stage-item/new", ceremony=made["rite"].id, name="Cờ", note=called("note"))
    officer.post(f"{BASE}script/{made['rite'].id}/issue", data={"number": "0", "reason": "First"})
    _seated(officer, made, workers)
    _brought(officer, made)
    return made


def _words(*fields: str) -> dict[str, str]:
    return {name: called(name) for name in fields}


def _sent(officer: Visitor, form: str, /, **facts: Any) -> None:
    answer = send(officer, f"{BASE}{form}", **facts)
    assert answer.status_code == 303, answer.text


def _seated(officer: Visitor, made: Festival, workers: Workers) -> None:
    """The search that the fixture began is done, and its answer accepted."""
    run = made.session.scalars(select(SeatingRun)).one()
    run.seconds = 2
    # Other searches of the festival wait as well; they are not what is looked at here.
    made.session.execute(update(Job).where(Job.id != run.job_id).values(state="cancelled"))
    number = made["passport"].id
    made.session.commit()
    workers.work()
    # The festival is long over, so the worker has erased the passport as well; addresses lead to it.
    made.add("passport", Passport(id=number, guest=made["head"], sealed="a key that is lost"))
    made.session.commit()
    answer = officer.post(f"/festival/song-huong/seating/{run.ceremony_id}/run/{run.id}/acceptance")
    assert answer.status_code == 303, answer.text


def _brought(officer: Visitor, made: Festival) -> None:
    """Workbooks are carried out, undone, put aside; then everything is taken away as workbooks."""
    desk = Desk(officer, made.edition)
    row = ["Code", "Guest", "Kind of guests", "Diet", "Note"]

    for end, code in (("first", "G02"), ("second", "G02"), ("undone", "G03"), ("put aside", "G99")):
        sheet = workbook(
            Guests=[row, [code, called(end), "A1-F" if code == "G02" else "A3", called("diet"), called("n")]]
        )
        desk.look((f"{end}.xlsx", sheet))
        assert desk.press("removal" if end == "put aside" else "application").status_code == 303
        if end == "undone":
            assert desk.press("undoing").status_code == 303
    for name in SHEETS:
        assert officer.get(f"/festival/song-huong/spreadsheets/rows/{name}.xlsx").status_code == 200


def test_who_comes_is_known_nowhere_else(
    pages: Pages, planted: Festival, sign_in: SignIn, client: Visitor, officer: Visitor, workers: Workers
) -> None:
    """Every address there is, asked by everybody who may not know, and sent what its forms hold, outdated; afterwards
    every row, and what the log says.

    Whoever plans also leads traffic and looks on here, so that one round shows all that any of them may see.
    """
    session, edition = planted.session, planted.edition
    planner = sign_in(Role.PLANNER, edition=edition)
    person = session.scalars(select(User).order_by(User.id.desc())).first()
    person.memberships += [Membership(role=role, edition_id=edition.id) for role in (Role.TRAFFIC_LEAD, Role.VIEWER)]
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=edition, troupe=planted["ashi"])
    liaison = sign_in(Role.AGENCY_LIAISON, edition=edition, agency=planted["city police"])
    other = planted.add("other escort", Escort(code="L09", name="Somebody else"))
    session.flush()
    beside = sign_in(Role.LIAISON_OFFICER, edition=edition, escort=other)
    assert canaries_in(officer.get(f"{BASE}guest/{planted['head'].id}").data) == list(CANARIES)
    asked = [address for rule, address in pages if "GET" in (rule.methods or ()) and rule.endpoint[:9] != "security."]
    asked += [f"/festival/song-huong/spreadsheets/rows/{name}.xlsx" for name in SHEETS]
    asked += [f"{BASE}{noun}/{id}" for noun in ("guest", "delegation", "escort") for id in range(1, 6)]
    searched = [f"{address}?q={QUESTION}" for address in asked if address[-1] == "/" or "search" in address]
    ids = {row.__tablename__: row.id for row in planted.rows.values()}
    readers = ((planner, asked + searched), (coordinator, asked), (liaison, asked), (beside, asked), (client, asked))
    askers = [(Asker(reader, ids), addresses) for reader, addresses in readers]
    told = [
        f"{where}: {found}"
        for asker, addresses in askers
        for where, answer in asker.reads(addresses)
        for found in canaries_in(answer.data)
    ]
    assert told == []
    # Whoever may least comes first: what somebody sends may take away what the next would be told of.
    sent = [
        (where, answer.status_code, canaries_in(answer.data))
        for asker, _addresses in reversed(askers)
        for where, answer in asker.sends(pages)
    ]
    assert [(where, found) for where, _status, found in sent if found] == []
    assert {200, 403, 404, 409, 422} <= {status for _where, status, _found in sent}
    session.commit()
    assert rows_with_canaries(session) == {"written_row": ["before"]}
    assert canaries_in((workers.settings.folder / "worker.log").read_text()) == []


def test_the_worker_forgets_uploads_where_nobody_brings_another(
    guests: Festival, officer: Visitor, workers: Workers
) -> None:
    session = guests.session
    _brought(officer, guests)
    desk = Desk(officer, guests.edition)
    desk.look(("guests.csv", f"Code,Guest\nG02,{called('thrice')}\n"))
    session.commit()
    workers.work()
    assert session.scalars(select(Upload.state).order_by(Upload.id.desc())).first() == "uploaded"
    assert rows_with_canaries(session) == {"written_row": ["before"], "upload": ["pages"]}
    session.execute(update(Upload).values(at=now() - timedelta(days=15)))
    session.execute(update(Upload).where(Upload.state == "applied").values(applied_at=now() - timedelta(days=15)))
    session.commit()
    workers.work()
    assert rows_with_canaries(session) == {}
    assert session.scalars(select(Upload.state).order_by(Upload.id.desc())).first() == "discarded"


def test_what_an_upload_changed_is_forgotten(guests: Festival, officer: Visitor) -> None:
    """Undoing needs it for a while; a statement that fails tells its words to no log."""
    session = guests.session
    _brought(officer, guests)
    assert rows_with_canaries(session) == {"written_row": ["before"]}
    late = {"applied_at": now() - timedelta(days=15)}
    session.execute(update(Upload).where(Upload.state == "applied").values(late))
    desk = Desk(officer, guests.edition)
    desk.look(("guests.csv", "Code,Guest\nG02,Zyxq\n"))
    session.execute(update(Upload).where(Upload.state == "uploaded").values(at=late["applied_at"]))
    desk.look(("guests.csv", "Code,Guest\nG02,Somebody\n"))
    session.commit()
    assert rows_with_canaries(session) == {}
    first = session.scalars(select(Upload.id).where(Upload.state == "applied").order_by(Upload.id)).first()
    desk.address = f"/festival/song-huong/spreadsheets/upload/{first}"
    assert "What stood there before is kept for 14 days only; that is over." in desk.press("undoing").text
    session.add(Guest(edition_id=guests.edition.id, code="G01", name=called("twice"), group=guests["hosts"]))
    with pytest.raises(DBAPIError) as refused:
        session.flush()
    session.rollback()
    assert canaries_in(str(refused.value)) == []


def rows_with_canaries(session: Rows) -> dict[str, list[str]]:
    """Tables beside protocol's own, and their columns, in which one of the words stands."""
    session.expire_all()
    found: dict[str, set[str]] = {}
    for model in (mapper.class_ for mapper in db.Model.registry.mappers):
        if not model.__module__.startswith("festival_ops.protocol."):
            table = inspect(model).local_table
            for row in session.execute(select(table)).mappings():
                for column, told in row.items():
                    if canaries_in(str(told)):
                        found.setdefault(table.name, set()).add(column)
    return {table: sorted(columns) for table, columns in found.items()}
