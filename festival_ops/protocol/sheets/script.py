"""Lines of scripts, and what stands on the stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import object_session

from festival_ops.programme.sheets.cells import minutes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol.models import Escort, Guest, Invitation, ScriptLine, StageItem
from festival_ops.protocol.script_kinds import ITEMS, LINES, STAGE_SIDES
from festival_ops.protocol.script_sense import item_faults
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Choice, Count, Text, written
from festival_ops.spreadsheets.names import Entry, MisreadError
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy
from festival_ops.words import tidy

_OTHER_LINES = {"đón khách": "entry", "văn nghệ": "art", "nghệ thuật": "art", "pháo hoa": "fireworks"}
_OTHER_ITEMS = {"cờ tổ quốc": "national_flag", "cờ đảng": "party_flag", "tượng bác": "bust", "bục": "lectern"}
_OTHER_SIDES = {"trái": "left", "bên trái": "left", "giữa": "centre", "phải": "right", "bên phải": "right"}


@dataclass(frozen=True)
class Invited(Cell):
    """Somebody who is invited to the ceremony of the line, by code or name. The fact is the invitation, once `Speaking`
    has looked at the ceremony."""

    def read(self, raw: Raw, book: Book) -> Entry:
        text = tidy(written(raw))
        try:
            return book.names("guests").called(text)
        except MisreadError:
            if not book.names("escorts").knows(text):
                raise
            return book.names("escorts").called(text)

    def show(self, value: Entry | None, book: Book) -> Raw:
        return "" if value is None else str(value.fact("guest") or value.fact("escort") or value)

    def taken(self, row: Any, key: str, book: Book) -> Entry | None:
        return None if row.invitation is None else book.names("invitations").of(row.invitation)

    def give(self, row: Any, key: str, value: Entry | None) -> None:
        person = value.row if value else None
        row.invitation = _asked(row, person) if isinstance(person, Guest | Escort) else person


def _asked(row: ScriptLine, person: Guest | Escort) -> Invitation | None:
    """The invitation of somebody to a stored line's ceremony."""
    column = Invitation.guest_id if isinstance(person, Guest) else Invitation.escort_id
    session = object_session(row)
    asked = select(Invitation).where(Invitation.ceremony_id == row.ceremony_id, column == person.id)
    return session.scalar(asked) if session else None


class Speaking:
    """Finds the invitations of those who speak or act, at the ceremony of their line."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def settle(self, entry: Entry, facts: dict[str, Any]) -> Iterator[str]:
        person, known = facts.get("invitation"), self.book.names("invitations")
        if person is not None:
            keys = ((facts["ceremony"], person, None), (facts["ceremony"], None, person))
            facts["invitation"] = next((found for key in keys if (found := known.with_key(key))), person)
        yield from ()

    def brought(self) -> Iterator[tuple[str, Entry]]:
        yield from ()


def speaker_faults(facts: Mapping[str, Any], edition: Any = None) -> Iterator[tuple[str, str]]:
    who = facts.get("invitation")
    if isinstance(who, Entry) and who.fact("ceremony") is None:
        told = _("%(person)s is not invited to “%(ceremony)s”.", person=who, ceremony=facts["ceremony"])
        yield "invitation", told


SCRIPT_LINES = Sheet(
    name="script_lines",
    title=_l("Lines of scripts"),
    model=ScriptLine,
    also=("Kịch bản", "Kịch bản điều hành"),
    key=("ceremony", "position"),
    reads=("ceremony", "invitation"),
    secrecy=Secrecy.GUARDED,
    checks=(speaker_faults,),
    settles=Speaking,
    columns=(
        linked("ceremonies", "ceremony", _l("Ceremony"), "Buổi lễ", example=_l("Example: Opening")),
        Column("position", _l("No."), Count(1, 999), also=("STT", "Số thứ tự"), required=True, example=1),
        Column("kind", _l("Kind of line"), Choice(dict(LINES), _OTHER_LINES, empty="other"), also=("Loại mục",)),
        Column(
            "text",
            _l("Content of the line"),
            Text(500),
            also=("Nội dung",),
            required=True,
            example=_l("Salute to the flag"),
        ),
        Column("text_en", _l("Content in English"), Text(500), also=("Nội dung tiếng Anh",)),
        Column("minutes", _l("Minutes"), minutes(empty=0), also=("Thời lượng", "Số phút"), example=5),
        Column("at", _l("Fixed mark"), Count(-720, 720), also=("Mốc cố định", "Mốc")),
        Column(
            "invitation",
            _l("Who speaks or acts"),
            Invited(),
            also=("Khách phát biểu", "Người phát biểu"),
            note=_l("Code or name of somebody who is invited to the ceremony."),
            example="G-001",
        ),
        Column("by", _l("Carried out by"), Text(200), also=("Người thực hiện",)),
        Column("sound", _l("Sound"), Text(200), also=("Âm thanh",)),
        Column("light", _l("Light and screens"), Text(200), also=("Ánh sáng/LED", "Ánh sáng")),
        Column("props", _l("Props"), Text(200), also=("Đạo cụ",)),
        Column("mc", _l("Master of ceremonies"), Text(300), also=("MC",)),
        Column("broadcast", _l("Broadcast"), Text(200), also=("Truyền hình",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
STAGE_ITEMS = Sheet(
    name="stage_items",
    title=_l("Things on the stage"),
    model=StageItem,
    also=("Khánh tiết", "Trang trí khánh tiết"),
    key=("ceremony", "name"),
    aliases=("name_en",),
    reads=("ceremony",),
    secrecy=Secrecy.GUARDED,
    checks=(item_faults,),
    columns=(
        linked("ceremonies", "ceremony", _l("Ceremony"), "Buổi lễ", example=_l("Example: Opening")),
        named(_l("What stands there"), "Nội dung khánh tiết", "Khánh tiết", example=_l("National flag")),
        name_en(example="National flag"),
        Column(
            "kind", _l("Kind of thing"), Choice(dict(ITEMS), _OTHER_ITEMS, empty="other"), also=("Loại khánh tiết",)
        ),
        Column("country", _l("Country of the flag"), Text(80), also=("Quốc kỳ của nước",)),
        Column("quantity", _l("How many"), Count(1, 999, empty=1), also=("Số lượng",), example=1),
        Column("side", _l("Side of the stage"), Choice(dict(STAGE_SIDES), _OTHER_SIDES, empty=""), also=("Phía",)),
        Column("place", _l("Where exactly"), Text(200), also=("Vị trí cụ thể",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
