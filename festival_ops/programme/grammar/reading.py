"""Items of a list, numbers and yes or no; the words for these in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.words import fold, tidy

T = TypeVar("T")

MOST_ITEMS = 500
LONGEST_ITEM = 400

# What we write, by language; every word of every language is read.
_SHOWN = {
    "vi": {"prefer": "ưu tiên", "from": "từ", "until": "đến", "yes": "có", "no": "không"},
    "en": {"prefer": "prefer", "from": "from", "until": "until", "yes": "yes", "no": "no"},
}
_YES = frozenset({"co", "yes", "y", "x", "✓", "✔", "true", "dung", "1"})
_NO = frozenset({"khong", "no", "n", "false", "sai", "0", "-", "–"})
_GROUPED = re.compile(r"\d{1,3}(?:[.,  ]\d{3})+")


class UnreadableError(ValueError):
    """A text that nobody can read; `sentences` says for each wrong part what it is and how to write it."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def word(meaning: str) -> str:
    language = str(get_locale() or "vi")[:2]
    return _SHOWN.get(language, _SHOWN["vi"])[meaning]


def items(text: str) -> list[str]:
    """The items of a list, one a line or after `;`, without the empty ones."""
    parts = (tidy(part) for part in re.split(r"[;\r\n]", text))
    return [part for part in parts if part]


def each(text: str, read: Callable[[str], Iterable[T]]) -> list[T]:
    """Everything the items hold, each thing once, in the order written; all faults are told together."""
    parts = items(text)
    if len(parts) > MOST_ITEMS:
        raise UnreadableError(
            _("The list has %(count)d items; at most %(most)d can be read.", count=len(parts), most=MOST_ITEMS)
        )
    found: dict[T, None] = {}
    faults = []
    for part in parts:
        try:
            found.update(dict.fromkeys(read(_short(part))))
        except UnreadableError as fault:
            faults += [_("“%(item)s”: %(fault)s", item=part[:80], fault=sentence) for sentence in fault.sentences]
    if faults:
        raise UnreadableError(*faults)
    return list(found)


def parse_count(text: str) -> int:
    """A whole number of people or things: `6100`, `6.100`, `6,100`."""
    written = tidy(text)
    plain = re.sub(r"\D", "", written) if _GROUPED.fullmatch(written) else written
    if not re.fullmatch(r"[0-9]{1,9}", plain):
        raise UnreadableError(_("“%(text)s” is not a whole number; write it as 6100.", text=written[:80]))
    return int(plain)


def parse_yes(text: str) -> bool:
    """Yes or no as people write it in a cell: `có`, `x`, `yes`, `1`; `không`, `no`, `0`, or nothing."""
    written = fold(tidy(text))
    if written in _YES:
        return True
    if not written or written in _NO:
        return False
    raise UnreadableError(_("“%(text)s” is neither yes nor no; write “có” or “không”.", text=tidy(text)[:80]))


def show_yes(yes: bool) -> str:
    return word("yes") if yes else word("no")


def _short(part: str) -> str:
    if len(part) > LONGEST_ITEM:
        raise UnreadableError(
            _("The item has %(count)d letters; at most %(most)d can be read.", count=len(part), most=LONGEST_ITEM)
        )
    return part
