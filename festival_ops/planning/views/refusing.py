"""What the board answers when it refuses something."""

from __future__ import annotations

from collections.abc import Iterable

from flask import jsonify, request
from flask.typing import ResponseReturnValue


def refused(sentences: Iterable[str], status: int) -> ResponseReturnValue:
    """The sentences with a status that says which kind of refusal it is.

    Browsers write every answer from 400 on into their console as a fault of the page. Our own script asks to be told
    of refusals like of anything else, and finds the status in what it is told.
    """
    told = jsonify(refused=list(sentences), status=status)
    return told, 200 if request.headers.get("X-Refusals") == "told" else status
