"""What pages of the programme read beside single records: counts, gaps, search results, what hangs on a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g
from sqlalchemy import ColumnElement, Select, func, select

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.programme.grammar import show_clock
from festival_ops.programme.models import (
    AudienceClash,
    Blackout,
    Cancellation,
    Contact,
    Equipment,
    ExchangedDay,
    Neighbours,
    Performance,
    Permit,
    Person,
    Precedence,
    Stage,
    Travel,
    Troupe,
    Venue,
    Work,
)
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible
from festival_ops.words import fold

COUNTED: tuple[type[Any], ...] = (
    Performance,
    Work,
    Troupe,
    Venue,
    Stage,
    Equipment,
    Travel,
    Neighbours,
    Person,
    Precedence,
    AudienceClash,
    Blackout,
    Permit,
    ExchangedDay,
)
SEARCHED: tuple[type[Any], ...] = (Performance, Work, Troupe, Venue, Stage)
FOUND = 20


@dataclass(frozen=True)
class Found:
    """Up to FOUND rows of one kind, and how many there are."""

    table: str
    rows: list[Any]
    total: int


@dataclass(frozen=True)
class Hours:
    """What holds on one day: spans as people write them."""

    day: date
    open: list[str]
    quiet: list[str]


def counts() -> dict[str, int]:
    """How many rows of each kind the person may see, by table."""
    return {model.__tablename__: count(visible(model, Secrecy.PLAN)) for model in COUNTED}


def count(rows: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0


def found(words: str) -> list[Found]:
    """Every kind that has rows with all the words in their names, with or without diacritics."""
    wanted = fold(words).split()
    if not wanted:
        return []
    results = [_found(model, wanted) for model in SEARCHED]
    return [result for result in results if result.total]


def performances_of(troupe: Troupe) -> list[Performance]:
    rows = visible(Performance, Secrecy.PLAN).where(Performance.troupes.any(Troupe.id == troupe.id))
    return list(db.session.scalars(rows.order_by(Performance.sort_key, Performance.id)))


def contacts_of(troupe: Troupe) -> list[Contact]:
    """Nobody to those who may not read contacts."""
    rows = visible(Contact, Secrecy.CONTACTS).where(Contact.troupe_id == troupe.id)
    return list(db.session.scalars(rows.order_by(Contact.id)))


def hours_of(stage: Stage) -> list[Hours]:
    """Each day of the edition with the stage's hours; those without a day hold on every day."""
    return [Hours(day, _on(day, stage.opening_hours), _on(day, stage.quiet_hours)) for day in g.edition.days]


def canceller(cancellation: Cancellation) -> str:
    user = db.session.get(User, cancellation.user_id) if cancellation.user_id else None
    return (user.name or user.email) if user else ""


def _on(day: date, rows: Iterable[Any]) -> list[str]:
    held = sorted({(row.starts, row.ends) for row in rows if row.on in (None, day)})
    return [f"{show_clock(starts)}–{show_clock(ends, ending=True)}" for starts, ends in held]


def _found(model: type[Any], wanted: list[str]) -> Found:
    holds: list[ColumnElement[bool]] = [model.folded.contains(word, autoescape=True) for word in wanted]
    rows = visible(model, Secrecy.PLAN).where(*holds)
    shown = db.session.scalars(rows.order_by(model.sort_key, model.id).limit(FOUND))
    return Found(model.__tablename__, list(shown), count(rows))
