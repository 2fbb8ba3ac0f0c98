"""Screens of people on duty: a head without a name is named, not edited, and goes with what was promised."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from festival_ops.security.models import Officer
from festival_ops.web.resource import Resource


class PeopleResource(Resource):
    def _edit(self, id: int) -> ResponseReturnValue:
        row = self._find(id)
        if isinstance(row, Officer) and row.unnamed:
            return redirect(naming_of(row), 303)
        return super()._edit(id)

    def obstacles(self, row: Any) -> list[Any]:
        return [row.agency] if isinstance(row, Officer) and row.unnamed else super().obstacles(row)


def naming_of(head: Officer) -> str:
    """Where the head gets its name, for those who are here."""
    return url_for("desk.head_show" if request.blueprint == "desk" else "roster.head_show", id=head.id)
