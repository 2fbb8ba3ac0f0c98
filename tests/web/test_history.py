"""The record of changes: what it says, that it is chained, and that nobody alters it unnoticed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import User
from festival_ops.programme.models import Edition, Party, Venue
from festival_ops.web.history import first_broken, record, snapshot
from festival_ops.web.models import HistoryEntry

Rows = scoped_session[Session]


@pytest.fixture
def venue(session: Rows) -> Venue:
    edition = Edition(slug="e", name="E", first_day=date(2026, 6, 5), last_day=date(2026, 6, 6))
    session.add(edition)
    session.flush()
    row = Venue(name="Đại Nội", edition_id=edition.id, capacity=100)
    session.add(row)
    session.flush()
    return row


def three_changes(session: Rows, venue: Venue) -> list[HistoryEntry]:
    person = User(email="b@example.org", name="Nguyễn Văn Bình", fs_uniquifier="b" * 16)
    session.add(person)
    session.flush()
    first = record(session, venue, "created", by=person, after=snapshot(venue))
    before = snapshot(venue)
    venue.capacity = 200
    session.flush()
    second = record(session, venue, "changed", by=person, before=before, after=snapshot(venue))
    third = record(session, venue, "removed", by=None, before=snapshot(venue), reason="Đóng cửa")
    session.commit()
    return [first, second, third]


def test_each_entry_carries_the_hash_of_the_one_before(session: Rows, venue: Venue) -> None:
    first, second, third = three_changes(session, venue)
    assert [first.previous, second.previous, third.previous] == ["", first.hash, second.hash]
    assert first_broken(session) is None


def test_an_entry_says_who_what_and_why(session: Rows, venue: Venue) -> None:
    _first, second, third = three_changes(session, venue)
    assert (second.user_name, second.subject, second.subject_id) == ("Nguyễn Văn Bình", "venue", venue.id)
    assert second.before is not None
    assert second.after is not None
    assert (second.before["capacity"], second.after["capacity"]) == (100, 200)
    assert (third.act, third.reason, third.after) == ("removed", "Đóng cửa", None)


def test_passwords_and_keys_are_never_told(session: Rows) -> None:
    person = User(email="b@example.org", fs_uniquifier="b" * 16, password="hash", tf_totp_secret="secret")
    session.add(person)
    session.flush()
    assert {"password", "fs_uniquifier", "tf_totp_secret"} & set(snapshot(person)) == set()


def test_the_history_of_guests_of_honour_is_as_secret_as_they_are(session: Rows, venue: Venue) -> None:
    party = Party(code="A1", edition_id=venue.edition_id)
    session.add(party)
    session.flush()
    assert record(session, party, "created", by=None, after=snapshot(party)).secrecy == "C4"
    assert record(session, venue, "created", by=None, after=snapshot(venue)).secrecy == "C1"


TAMPERINGS = {
    "act": "'created'",
    "at": "'2020-01-01 00:00:00'",
    "edition_id": "77",
    "user_id": "NULL",
    "user_name": "'Somebody else'",
    "subject": "'stage'",
    "subject_id": "77",
    "secrecy": "'C0'",
    "reason": "'Another reason'",
    "before": "'{}'",
    "after": "'{}'",
}


def unguard(session: Rows) -> None:
    """What only somebody with the keys of the database can do."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE history_entry DISABLE TRIGGER USER"))
        return
    for event in ("update", "delete", "replace"):
        session.execute(text(f"DROP TRIGGER history_entry_no_{event}"))


@pytest.mark.parametrize("column", TAMPERINGS)
def test_any_altered_column_breaks_the_chain(session: Rows, venue: Venue, column: str) -> None:
    second = three_changes(session, venue)[1]
    unguard(session)
    value = TAMPERINGS[column]
    session.execute(text(f'UPDATE history_entry SET "{column}" = {value} WHERE id = {second.id}'))
    session.commit()
    session.expire_all()
    broken = first_broken(session)
    assert broken is not None
    assert broken.id == second.id


def test_an_entry_taken_out_breaks_the_chain(session: Rows, venue: Venue) -> None:
    _first, second, third = three_changes(session, venue)
    gone, after = second.id, third.id
    unguard(session)
    session.execute(text(f"DELETE FROM history_entry WHERE id = {gone}"))
    session.commit()
    session.expire_all()
    broken = first_broken(session)
    assert broken is not None
    assert broken.id == after


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE history_entry SET reason = 'x'",
        "DELETE FROM history_entry",
    ],
)
def test_the_database_refuses_to_alter_it(session: Rows, venue: Venue, attempt: str) -> None:
    three_changes(session, venue)
    kept = session.scalars(select(HistoryEntry.hash)).all()
    with pytest.raises(DatabaseError, match="written once"):
        session.execute(text(attempt))
    session.rollback()
    assert session.scalars(select(HistoryEntry.hash)).all() == kept


def test_moments_are_kept_as_text_that_sorts(session: Rows, venue: Venue) -> None:
    entries = three_changes(session, venue)
    session.expire_all()
    assert entries[0].at.utcoffset() == timedelta(0)
