"""Numbers in addresses stop where the database's do; a larger one is the address of nothing."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1


class RowId(IntegerConverter):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **{"max": LARGEST} | more)


def init(app: Flask) -> None:
    app.url_map.converters["int"] = RowId
