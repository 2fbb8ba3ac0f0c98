"""Rows found by what people call them: any of their names, without diacritics too; the closest when none fits."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError
from festival_ops.words import fold, tidy

T = TypeVar("T")


class Lookup(Generic[T]):
    """Over the rows of one kind and one edition; codes, short and English names count as names."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._own: dict[str, list[T]] = {}
        self._other: dict[str, list[T]] = {}
        self._folded: dict[str, list[T]] = {}
        self._shown: dict[str, str] = {}
        for row in rows:
            own, *others = _names(row)
            _add(self._own, own, row)
            for name in (own, *others):
                _add(self._other, name, row)
                _add(self._folded, fold(name), row)
                self._shown.setdefault(fold(name), name)

    def find(self, name: str) -> T:
        """The row so called; none, or several, is told with the closest or all of them."""
        written = tidy(name)
        found = self._own.get(written) or self._other.get(written) or self._folded.get(fold(written)) or []
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(sorted(_names(row)[0] for row in found))
            raise UnreadableError(
                _("“%(name)s” could be any of these: %(several)s. Write the full name.", name=written, several=several)
            )
        close = difflib.get_close_matches(fold(written)[:200], self._shown, n=1, cutoff=0.6)
        if not close:
            raise UnreadableError(_("Nothing here is called “%(name)s”.", name=written[:200]))
        shown = self._shown[close[0]]
        raise UnreadableError(
            _("Nothing here is called “%(name)s”; did you mean “%(close)s”?", name=written[:200], close=shown)
        )

    def find_all(self, names: Iterable[str]) -> list[T]:
        """Every row once, in the order named; all that cannot be found is told together."""
        found: list[T] = []
        faults: list[str] = []
        for name in names:
            try:
                row = self.find(name)
            except UnreadableError as fault:
                faults += fault.sentences
            else:
                found += [] if row in found else [row]
        if faults:
            raise UnreadableError(*faults)
        return found


def _names(row: Any) -> list[str]:
    """What the row is called; the first is how lists name it, a performance by its code."""
    names = (getattr(row, attribute, "") for attribute in ("code", "name", "short_name", "name_en"))
    return list(dict.fromkeys(tidy(name) for name in names if name))


def _add(index: dict[str, list[T]], name: str, row: T) -> None:
    rows = index.setdefault(name, [])
    if row not in rows:
        rows.append(row)
