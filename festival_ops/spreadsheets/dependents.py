"""Which rows need others that are about to be removed, asked for whole batches at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Mapper, Session

from festival_ops.database import Base, db

BATCH = 500

Ids = Mapping[str, set[int]]


def dependents(session: Session, doomed: Ids) -> Iterator[Any]:
    """Rows that would be lost or left without something when the doomed ones go; each at least once."""
    mappers = {mapper.local_table: mapper for mapper in Base.registry.mappers}
    owners = _owners(mappers)
    for name, ids in doomed.items():
        target = db.metadata.tables[name]
        for table, column in _pointing_at(target):
            owner = owners.get(table)
            if owner is not None and column is _own_key(table, owner):
                continue
            for batch in _batches(ids):
                if owner is not None:
                    yield from _owning(session, owner, table, column, batch, doomed)
                elif table in mappers:
                    yield from _pointing(session, mappers[table], column, batch, doomed)


def _owning(
    session: Session, owner: Mapper[Any], table: Table, column: Column[Any], ids: list[int], doomed: Ids
) -> Iterator[Any]:
    """The rows whose part or link would break: a performance that may stand on the stage."""
    key = _own_key(table, owner)
    found = set(session.scalars(select(key).where(column.in_(ids)).distinct()))
    kept = sorted(found - doomed.get(_table(owner), set()))[:BATCH]
    if kept:
        yield from session.scalars(select(owner.class_).where(owner.class_.id.in_(kept)))


def _pointing(session: Session, mapper: Mapper[Any], column: Column[Any], ids: list[int], doomed: Ids) -> Iterator[Any]:
    gone = doomed.get(_table(mapper), set())
    for row in session.scalars(select(mapper.class_).where(column.in_(ids)).limit(BATCH)):
        if row.id not in gone:
            yield row


def _owners(mappers: Mapping[Any, Mapper[Any]]) -> dict[Table, Mapper[Any]]:
    """For each table of parts or links, whose parts or links they are."""
    owners: dict[Table, Mapper[Any]] = {}
    for mapper in mappers.values():
        for relation in mapper.relationships:
            if relation.secondary is not None and isinstance(relation.secondary, Table):
                owners[relation.secondary] = mapper
            elif relation.cascade.delete_orphan and "version" not in relation.mapper.columns:
                owners[relation.mapper.local_table] = mapper  # type: ignore[index]
    return owners


def _own_key(table: Table, owner: Mapper[Any]) -> Column[Any]:
    """The column that says whose part or link it is; a link between two rows of one kind belongs to the first."""
    pointing = (
        column for column in table.columns for key in column.foreign_keys if key.column.table is owner.local_table
    )
    return next(pointing)


def _table(mapper: Mapper[Any]) -> str:
    return str(mapper.class_.__tablename__)


def _pointing_at(target: Table) -> Iterator[tuple[Table, Column[Any]]]:
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is target for key in column.foreign_keys):
                yield table, column


def _batches(ids: set[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), BATCH):
        yield ordered[at : at + BATCH]
