import re
import xml.etree.ElementTree as ET

import pytest

from festival_ops.planning.desk import ICONS
from festival_ops.web import icons
from festival_ops.web.assets import FOLDER


@pytest.mark.parametrize("name", sorted(set(ICONS.values())))
def test_an_icon_drawn_in_place_has_every_line_of_the_one_in_the_sprite(name: str) -> None:
    sprite = ET.parse(FOLDER / "vendor" / "icons.svg").getroot()
    [symbol] = [symbol for symbol in sprite if symbol.get("id") == name]
    assert {part.tag.rpartition("}")[2] for part in symbol} == {"path"}  # a circle would be lost
    lines = [part.attrib["d"] for part in symbol]
    assert icons.strokes(name) == "".join(lines)
    assert all(re.match("M", line) for line in lines)  # each begins where it says, not where the last one ended
