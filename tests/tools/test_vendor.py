"""The sprite holds the icons that the list names, drawn in the colour of the text around them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.support import parts
from tools import vendor


def test_the_sprite_holds_the_listed_icons() -> None:
    parts.require("assets")
    sprite = ET.parse(vendor.VENDOR / "icons.svg").getroot()
    assert [symbol.get("id") for symbol in sprite] == vendor.icon_names()
    assert {symbol.get("stroke") for symbol in sprite} == {"currentColor"}
    assert [symbol.get("id") for symbol in sprite if len(symbol) == 0] == []


def test_the_fonts_have_all_vietnamese_weights() -> None:
    parts.require("assets")
    files = vendor.VENDOR / "fonts/files"
    weights = [f"be-vietnam-pro-vietnamese-{weight}-normal.woff2" for weight in (400, 600, 700)]
    assert sorted(path.name for path in files.glob("*-vietnamese-*")) == weights
