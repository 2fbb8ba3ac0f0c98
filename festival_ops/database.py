"""The database: one session, portable column types, and SQLite made as strict as PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, ExceptionContext, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from festival_ops.words import fold, sort_key

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)

# A deferred transaction that later writes fails at once on a busy SQLite (63 of 400 in our trial), an immediate
# one waits its turn. Only requests that cannot write ask for the cheaper kind.
_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading(only: bool = True) -> Iterator[None]:
    token = _reading.set(only)
    try:
        yield
    finally:
        _reading.reset(token)


def read_only(only: bool) -> None:
    """What `reading` says, for the rest of this thread's request."""
    _reading.set(only)


def now() -> datetime:
    return datetime.now(UTC)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Compared byte by byte everywhere, whatever locale the database was made with.
Bytewise = String(600).with_variant(String(600, collation="C"), "postgresql")


class Row:
    """What every editable table has: an id and a version that a stale form cannot pass."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def __str__(self) -> str:
        """What the row is called in sentences and in the history."""
        return str(getattr(self, "name", "") or getattr(self, "code", "") or f"№ {self.id}")


class Named:
    """A name that is found without diacritics and sorted by the Vietnamese alphabet on every database."""

    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    folded: Mapped[str] = mapped_column(String(600), default="", index=True)
    sort_key: Mapped[str] = mapped_column(Bytewise, default="", index=True)

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''}"


@event.listens_for(Named, "before_insert", propagate=True)
@event.listens_for(Named, "before_update", propagate=True)
def _index_name(mapper: Mapper[Any], connection: Any, row: Named) -> None:
    row.folded = fold(row.searched())[:600]
    row.sort_key = sort_key(row.name)[:600]


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    # WAL is unsafe in 3.7.0-3.51.2 (WAL-reset bug); TRUNCATE is safe in all versions. A writer waits its turn for as
    # long as eight planners who all save at once can take on a slow machine.
    for pragma in ("journal_mode=TRUNCATE", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=20000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


# Of the class "data exception" PostgreSQL quotes the value itself in its first sentence.
_QUOTES = "22"


@event.listens_for(Engine, "handle_error")
def _say_no_values(failure: ExceptionContext) -> None:
    """PostgreSQL adds the row or the key that it refused; whatever becomes of the failure, that must not go along."""
    refusal = failure.original_exception
    diagnosis: Any = getattr(refusal, "diag", None)
    state = getattr(diagnosis, "sqlstate", None)
    if diagnosis is None or not state:
        return
    said = f"SQLSTATE {state}" if state.startswith(_QUOTES) else diagnosis.message_primary
    whole, refusal.args = str(refusal), (said,)
    told = failure.sqlalchemy_exception
    if told is not None:
        told.args = tuple(str(part).replace(whole, said) for part in told.args)
