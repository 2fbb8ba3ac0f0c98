"""Two people changed the same record: the original, theirs and yours side by side, and a way to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from festival_ops.web.forms import Form, Written
from festival_ops.web.trail import last_entry_of


@dataclass(frozen=True)
class Difference:
    field: Any
    original: str
    theirs: str
    yours: str
    both: bool


def between(form: Form, row: Any) -> dict[str, Any]:
    """The differences, the other's entry in the history, and a form in which both changes are joined.

    Where both changed the same field, it holds yours; what stands there before is shown beside it.
    """
    yours, seen = _lines(form.received()), _lines(form.seen())
    now = type(form)(formdata=None, obj=row)
    theirs = _lines(now.written())
    original, other, mine = form.reading(seen).told(), now.told(), form.reading(yours).told()
    differences = [
        Difference(field, original[name], other[name], mine[name], both=_distinct(name, seen, theirs, yours) == 3)
        for field in now.asked
        if _distinct(name := field.name, seen, theirs, yours) > 1
    ]
    joined = {name: theirs[name] if yours[name] == seen.get(name, []) else yours[name] for name in theirs}
    next_form = form.reading(joined)
    next_form.version.data = str(row.version)
    next_form.original.data = now.original.data
    return {"form": next_form, "differences": differences, "other": last_entry_of(row)}


def _distinct(name: str, *versions: Written) -> int:
    return len({tuple(texts.get(name, ())) for texts in versions})


def _lines(written: Written) -> Written:
    """Browsers end lines in their own way."""
    return {name: ["\n".join(text.splitlines()) for text in texts if text] for name, texts in written.items()}
