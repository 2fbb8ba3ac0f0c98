"""A page of a list: found by folded words, sorted by a column, fifty rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import JSON, ColumnElement, Integer, Numeric, Select, false, func, inspect, or_, select
from sqlalchemy.orm import RelationshipProperty, aliased, selectinload
from sqlalchemy.types import TypeEngine

from festival_ops.database import db
from festival_ops.words import fold, tidy

ROWS = 50


@dataclass(frozen=True)
class Asked:
    """What the address asks for: words, a column, a direction, a page."""

    words: str
    sort: str
    down: bool
    page: int

    @classmethod
    def by(cls, arguments: Any, columns: tuple[str, ...]) -> Asked:
        sort = arguments.get("sort", "")
        page = arguments.get("page", "1")
        return cls(
            words=tidy(arguments.get("q", ""))[:100],
            sort=sort if sort in columns else "",
            down=arguments.get("down") == "1",
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
        )


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    total: int
    asked: Asked

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ROWS))

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * ROWS + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def pages(rows: Select[Any], arguments: Any) -> Page:
    """Rows in the order they come, fifty at a time."""
    return _cut(rows, Asked.by(arguments, ()), lambda found: found)


def page_of(rows: Select[Any], model: type[Any], columns: tuple[str, ...], arguments: Any) -> Page:
    asked = Asked.by(arguments, tuple(name for name in columns if sortable(model, name)))
    found = rows.where(*(_holds(model, word) for word in fold(asked.words).split()))
    tied = (selectinload(getattr(model, name)) for name in columns if name in _relations(model))
    return _cut(found, asked, lambda rows: _sorted(rows, model, asked).options(*tied))


def _cut(found: Select[Any], asked: Asked, shown: Callable[[Select[Any]], Select[Any]]) -> Page:
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    page = min(asked.page, max(1, -(-total // ROWS)))
    rows = shown(found).offset((page - 1) * ROWS).limit(ROWS)
    return Page(list(db.session.scalars(rows)), total, replace(asked, page=page))


def searchable(model: type[Any]) -> bool:
    return bool(_searched(model))


def sortable(model: type[Any], column: str) -> bool:
    relation = _relations(model).get(column)
    kind = _kind(model, column)
    return not relation.uselist if relation is not None else kind is not None and not isinstance(kind, JSON)


def numeric(model: type[Any], column: str) -> bool:
    """Whether numbers stand in the column, also where one is empty."""
    return isinstance(_kind(model, column), Integer | Numeric)


def _kind(model: type[Any], column: str) -> TypeEngine[Any] | None:
    attribute = inspect(model).column_attrs.get(column)
    return None if attribute is None else attribute.columns[0].type


def _relations(model: type[Any]) -> dict[str, RelationshipProperty[Any]]:
    return dict(inspect(model).relationships.items())


def _searched(model: type[Any]) -> list[str]:
    """Where words are looked for: the row's own name, and the names of what it belongs to."""
    own = ["folded"] if "folded" in inspect(model).column_attrs else []
    named = (r for r in _relations(model).values() if not r.uselist and "folded" in r.mapper.column_attrs)
    return own + [relation.key for relation in named]


def _holds(model: type[Any], word: str) -> ColumnElement[bool]:
    places = []
    for name in _searched(model):
        attribute = getattr(model, name)
        if name == "folded":
            places.append(attribute.contains(word, autoescape=True))
        else:
            places.append(attribute.has(attribute.property.mapper.class_.folded.contains(word, autoescape=True)))
    return or_(false(), *places)


def _sorted(rows: Select[Any], model: type[Any], asked: Asked) -> Select[Any]:
    relation = _relations(model).get(asked.sort)
    if relation is not None:
        other = aliased(relation.mapper.class_)
        rows = rows.outerjoin(getattr(model, asked.sort).of_type(other))
        key = getattr(other, "sort_key", other.id)
    elif asked.sort in ("", "name"):
        key = getattr(model, "sort_key", model.id)
    else:
        key = getattr(model, asked.sort)
    way = key.desc() if asked.down else key.asc()
    return rows.order_by(way.nulls_last(), getattr(model, "sort_key", model.id), model.id)
