"""Why a whole file is refused. The child process names the reason, the page says it in words."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too big"
    NOT_A_TABLE = "not a table"
    OLD_EXCEL = "old excel"
    LOCKED = "locked"
    DAMAGED = "damaged"
    BOMB = "bomb"
    ENTITIES = "entities"
    TOO_MUCH = "too much"
    TOO_SLOW = "too slow"
    BUSY = "busy"
    TOO_WIDE = "too wide"
    TOO_LONG = "too long"
    TOO_MANY_PAGES = "too many pages"
    ENCODING = "encoding"
    MIXED = "mixed"
    NUL = "nul"
    NOT_A_MAP = "not a map"


class RefusalError(Exception):
    """`filename` is known where the file came in."""

    filename = ""

    def __init__(self, kind: Refusal, **facts: str | int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts
