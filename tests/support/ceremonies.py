"""An opening with a small hall for the guests of the small festival: six chairs a row on either side of the middle."""

from __future__ import annotations

from festival_ops.protocol.models import (
    Ceremony,
    Invitation,
    Reply,
    ScriptLine,
    SeatBlock,
    SeatTie,
    StageItem,
)
from tests.support.programmes import Festival


def with_ceremony(made: Festival) -> Festival:
    """Guests sit on the left, hosts on the right; the interpreter beside the ambassador."""
    hours = {"starts": made.at(1, "19:00"), "ends": made.at(1, "21:00"), "place": made["inn"]}
    names = {"name": "Lễ khai mạc Sông Hương", "name_en": "Opening on the river"}
    rite = made.add("rite", Ceremony(precedence=made["opening rule"], camera="left", **names, **hours))
    made.session.flush()
    marks = {"step_free": ["1-1"], "held": ["2-6"], "missing": ["2-5"]}
    made.add("left", SeatBlock(ceremony_id=rite.id, code="A", lies="left", side="guest", rows=2, places=6, **marks))
    right = {"code": "B", "lies": "right", "side": "host", "rows": 2, "places": 6}
    made.add("right", SeatBlock(ceremony_id=rite.id, position=2, missing=[], step_free=[], held=[], **right))
    for number, name in enumerate(("host", "head", "neighbour"), start=1):
        row = made.add(f"{name} card", Invitation(ceremony_id=rite.id, guest=made[name], card=f"{number:03}"))
        row.replies = [Reply(kind="accepted")]
    made.add("liaison card", Invitation(ceremony_id=rite.id, escort=made["liaison"], interprets_for=made["head"]))
    made.add("apart", SeatTie(first=made["host"], second=made["head"], between=1))
    salute = {"kind": "flag", "text": "Chào cờ", "text_en": "Salute to the flag", "minutes": 5}
    made.add("salute", ScriptLine(ceremony_id=rite.id, position=1, **salute))
    flag = {"name": "Quốc kỳ", "name_en": "National flag", "kind": "national_flag", "side": "left"}
    made.add("flag", StageItem(ceremony_id=rite.id, **flag))
    made.session.flush()
    return made
