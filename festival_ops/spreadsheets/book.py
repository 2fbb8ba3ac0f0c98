"""What all rows of one upload share while they are read: the edition and the names known in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from festival_ops.spreadsheets.names import Entry, Names

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from festival_ops.spreadsheets.sheet import Sheet


class Festival(Protocol):
    """The engine asks no more of an edition; the cells of an area know what else it has."""

    @property
    def id(self) -> int: ...


class Book:
    """Reads the stored rows of a sheet once, however many cells refer to them."""

    def __init__(
        self,
        session: Session,
        edition: Festival,
        sheets: Mapping[str, Sheet],
        among: Callable[[type[Any]], Select[Any]] | None = None,
    ) -> None:
        """`among` gives the rows of a model that count; without it those of the edition do."""
        self.session = session
        self.edition = edition
        self.sheets = sheets
        self._among = among or self._all
        self._names: dict[str, Names] = {}

    def names(self, key: str) -> Names:
        if key not in self._names:
            self._names[key] = self._stored(self.sheets[key])
        return self._names[key]

    def rows(self, sheet: Sheet) -> list[Any]:
        model: Any = sheet.model
        loading = [selectinload(getattr(model, name)) for name in sheet.reads]
        return list(self.session.scalars(self._among(model).order_by(model.id).options(*loading)))

    def _all(self, model: Any) -> Select[Any]:
        return select(model).where(model.edition_id == self.edition.id)

    def _stored(self, sheet: Sheet) -> Names:
        names = Names()
        for row in self.rows(sheet):
            facts = {key: sheet.column(key).cell.taken(row, key, self) for key in sheet.named_by}
            names.add(Entry(sheet.called(facts), row), sheet.identity(facts), sheet.other_names(facts))
        return names
