"""What the rows of one sheet are called: those that are stored and those that the same upload is about to bring."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from festival_ops.words import fold

Key = tuple[Hashable, ...]


class MisreadError(ValueError):
    """A cell that cannot be taken; the sentence says why, the suggestion what would do."""

    def __init__(self, sentence: str, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.suggestion = suggestion


@dataclass(eq=False)
class Entry:
    """`row` is empty until the row is stored; `number` is the line of the file that brings it, `facts` what it says."""

    name: str
    row: Any = None
    number: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def fact(self, key: str) -> Any:
        """What holds for the row once the file is read."""
        return self.facts[key] if key in self.facts else getattr(self.row, key, None)

    def __str__(self) -> str:
        return self.name


class Names:
    """Found by key to tell a change from a new row, and by any of their names when another row refers to them."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Entry] = {}
        self._by_loose_key: dict[Key, list[Entry]] = {}
        self._by_row: dict[int, Entry] = {}
        self._exact: dict[str, list[Entry]] = {}
        self._loose: dict[str, list[Entry]] = {}
        self._shown: dict[str, str] = {}

    def add(self, entry: Entry, key: Key, also: tuple[str, ...] = ()) -> Entry:
        self._by_key.setdefault(key, entry)
        self._by_loose_key.setdefault(_folded(key), []).append(entry)
        if entry.row is not None:
            self._by_row[entry.row.id] = entry
        for name in dict.fromkeys((entry.name, *also)):
            if name:
                self._exact.setdefault(name.casefold(), []).append(entry)
                self._loose.setdefault(fold(name), []).append(entry)
                self._shown.setdefault(fold(name), name)
        return entry

    def with_key(self, key: Key) -> Entry | None:
        """The row with this key; a stored one is found without diacritics too, unless several differ in them alone."""
        stored = [entry for entry in self._by_loose_key.get(_folded(key), ()) if entry.row is not None]
        return self._by_key.get(key) or (stored[0] if len(stored) == 1 else None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_key.values())

    def of(self, row: Any) -> Entry:
        return self._by_row[row.id]

    def knows(self, name: str) -> bool:
        return fold(name) in self._loose

    def called(self, name: str) -> Entry:
        found = self._exact.get(name.casefold()) or self._loose.get(fold(name)) or []
        own = [entry for entry in found if entry.name.casefold() == name.casefold()]
        if len(own) == 1 or len(found) == 1:
            return (own or found)[0]
        if found:
            raise MisreadError(_("“%(name)s” may mean more than one row; write the full name.", name=name))
        raise MisreadError(_("Nothing is called “%(name)s”.", name=name[:100]), self.nearest(name))

    def nearest(self, name: str) -> str:
        close = difflib.get_close_matches(fold(name)[:200], self._shown, n=1, cutoff=0.6)
        return _("Did you mean “%(name)s”?", name=self._shown[close[0]]) if close else ""


def _folded(key: Key) -> Key:
    return tuple(fold(part) if isinstance(part, str) else part for part in key)
