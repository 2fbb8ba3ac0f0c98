"""What a page asks the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from festival_ops.database import db


@contextmanager
def asked() -> Iterator[list[str]]:
    told: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        told.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
