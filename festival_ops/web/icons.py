"""Icons drawn in place: hundreds of references into the sprite cost a browser more than the lines themselves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache

from flask import Flask, request

from festival_ops.web.assets import FOLDER, address


@lru_cache(maxsize=1)
def _sprite() -> dict[str, str]:
    symbols = ET.parse(FOLDER / "vendor" / "icons.svg").getroot()  # noqa: S314 - our own file, made at set-up
    return {symbol.attrib["id"]: "".join(path.get("d", "") for path in symbol) for symbol in symbols}


def strokes(name: str) -> str:
    """The lines of an icon as the data of one path, in a square of 24."""
    return _sprite()[name]


def sprite_address() -> str:
    """What the routes would say, which a page with hundreds of icons does not ask each time."""
    return f"{request.script_root}{address()}/vendor/icons.svg"


def init(app: Flask) -> None:
    app.add_template_global(strokes, "icon_strokes")
    app.add_template_global(sprite_address)
