"""Lists that are written once: who has opened a passport, and what was taken away."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Executable, delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Passport, PassportReading
from festival_ops.spreadsheets.models import Export, ExportedSheet


def test_who_has_opened_a_passport_is_never_altered(session: Session) -> None:
    session.add(PassportReading(user_name="Bình", whose="G01", reason="List for the border"))
    session.commit()
    columns = ", ".join(f'"{column.key}"' for column in PassportReading.__table__.columns)
    attempts: list[Executable] = [
        update(PassportReading).values(reason="another"),
        delete(PassportReading),
        insert(PassportReading).values(id=1, user_name="", whose="", reason=""),
    ]
    if session.get_bind().dialect.name == "sqlite":
        replaced = f"INSERT OR REPLACE INTO passport_reading ({columns}) SELECT {columns} FROM passport_reading"
        attempts.append(text(replaced))
    else:
        attempts.append(text("TRUNCATE passport_reading"))
    for attempt in attempts:
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    assert [row.reason for row in session.query(PassportReading)] == ["List for the border"]


def test_what_was_taken_away_is_never_altered(session: Session) -> None:
    facts = {"user_name": "Bình", "filename": "a.xlsx", "format": "xlsx"}
    session.add(Export(edition_id=1, sheets=[ExportedSheet(sheet="guests", rows=4)], **facts))
    session.commit()
    attempts: tuple[Executable, ...] = (
        update(Export).values(user_name="another"),
        update(ExportedSheet).values(rows=0),
        delete(ExportedSheet),
        delete(Export),
        insert(Export).values(id=1, edition_id=1, **facts),
    )
    for attempt in attempts:
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    kept = session.query(Export).one()
    assert (kept.user_name, kept.rows) == ("Bình", 4)


def test_a_passport_belongs_to_one_person(session: Session) -> None:
    edition = Edition(name="Thử", slug="thu", first_day=date(2024, 6, 7), last_day=date(2024, 6, 9))
    session.add(edition)
    session.flush()
    session.add(Passport(edition_id=edition.id, sealed="x"))
    with pytest.raises(IntegrityError):
        session.commit()
