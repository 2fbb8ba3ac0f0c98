"""What the forms of this room share: the row that is edited, and other rows of the edition to compare it with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from festival_ops.database import db
from festival_ops.web.access import Secrecy
from festival_ops.web.forms import Form
from festival_ops.web.scope import visible


class RowForm(Form):
    """`row` is the record being edited; a new one has none yet."""

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        self.row = obj
        super().__init__(*args, obj=obj, **kwargs)

    def another(self, model: type[Any], *conditions: Any) -> Any:
        """A row of the edition, other than this one, that meets the conditions."""
        rows = visible(model, Secrecy.PLAN).where(*conditions)
        if isinstance(self.row, model):
            rows = rows.where(model.id != self.row.id)
        return db.session.scalar(rows.limit(1))


def readable(*fields: Any) -> bool:
    """Whether these fields hold something that could be read, so that it makes sense to compare them."""
    return all(field.data is not None and not field.process_errors for field in fields)


def same_pair(left: Any, right: Any, one: Any, other: Any) -> ColumnElement[bool]:
    """The row that ties these two together, whichever of them it names first."""
    return or_(and_(left == one.id, right == other.id), and_(left == other.id, right == one.id))
