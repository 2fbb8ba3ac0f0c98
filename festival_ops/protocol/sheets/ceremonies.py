"""Ceremonies, their blocks of chairs, who is invited, and who sits together or apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import MOMENT, minutes, yes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol import ceremony_kinds as kinds
from festival_ops.protocol.ceremony_sense import block_faults, ceremony_faults, invitation_faults, tie_faults
from festival_ops.protocol.chair_grammar import parse_chairs, show_chairs
from festival_ops.protocol.grammar import parse_order
from festival_ops.protocol.models import Ceremony, Invitation, Reply, SeatBlock, SeatBlockGroup, SeatTie
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Choice, Count, Link, Name, Parsed, Text, written
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

CHAIRS = Parsed(lambda text, edition: parse_chairs(text), lambda chairs, edition: show_chairs(chairs), empty=[])

_OTHER_OCCASIONS = {"khai mạc": "opening", "bế mạc": "closing", "lễ": "rite", "chiêu đãi": "banquet", "họp": "meeting"}
_OTHER_HANDS = {"trái": "left", "bên trái": "left", "phải": "right", "bên phải": "right", "giữa": "across"}
_OTHER_AISLES = {"hai đầu": "both", "đầu trong": "inner", "đầu ngoài": "outer", "không": "none"}
_OTHER_SIDES = {"khách": "guest", "chủ nhà": "host", "chung": "", "chia hai bên": "parted"}
_OTHER_ANSWERS = {"đã gửi": "sent", "nhận lời": "accepted", "báo vắng": "regretted"}


@dataclass(frozen=True)
class Kinds(Cell):
    """Kinds of guests, as rows of a block."""

    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[Entry]:
        known = book.names("guest_groups")
        return frozenset(known.called(code) for code in parse_order(written(raw)))

    def show(self, value: frozenset[Entry], book: Book) -> Raw:
        return "; ".join(sorted(entry.name for entry in value))

    def taken(self, row: Any, key: str, book: Book) -> frozenset[Entry]:
        known = book.names("guest_groups")
        return frozenset(known.of(part.group) for part in getattr(row, key))

    def give(self, row: Any, key: str, value: Iterable[Entry]) -> None:
        """Keeps the rows of kinds that stay: the database would see a new one before the old one is gone."""
        kept = {part.group: part for part in getattr(row, key)}
        setattr(row, key, [kept.get(entry.row) or SeatBlockGroup(group=entry.row) for entry in value])


@dataclass(frozen=True)
class Answered(Choice):
    """What was answered last; another answer is one more."""

    def show(self, value: str, book: Book) -> Raw:
        return "" if value == kinds.INVITED else super().show(value, book)

    def taken(self, row: Any, key: str, book: Book) -> str:
        return str(row.state)

    def give(self, row: Any, key: str, value: str) -> None:
        if value not in (row.state, kinds.INVITED):
            row.replies.append(Reply(kind=value))


CEREMONIES = Sheet(
    name="ceremonies",
    title=_l("Ceremonies"),
    model=Ceremony,
    also=("Buổi lễ", "Nghi lễ"),
    aliases=("name_en",),
    reads=("performance", "place", "precedence", "host"),
    secrecy=Secrecy.GUARDED,
    checks=(ceremony_faults,),
    columns=(
        named(_l("Ceremony"), "Buổi lễ", "Tên buổi lễ", example=_l("Example: Opening")),
        name_en(example="Opening"),
        Column(
            "kind",
            _l("Occasion"),
            Choice(dict(kinds.CEREMONIES), _OTHER_OCCASIONS, empty=kinds.OPENING),
            also=("Loại lễ",),
        ),
        Column("performance", _l("Performance"), Link("performances"), also=("Suất diễn", "Mã suất diễn")),
        Column("starts", _l("Starts"), MOMENT, also=("Bắt đầu",)),
        Column("ends", _l("Ends"), MOMENT, also=("Hết hạn",)),
        Column("place", _l("Place"), Link("guest_places"), also=("Địa điểm",)),
        linked("precedence_sets", "precedence", _l("Order of precedence"), "Thứ bậc lễ tân", example=_l("Example")),
        Column("host", _l("Host of the ceremony"), Link("guests"), also=("Chủ lễ", "Chủ nhà")),
        Column("doors", _l("Doors open before the start"), minutes(empty=60), also=("Mở cửa trước (phút)",)),
        Column("closed", _l("Guests are seated before the start"), minutes(empty=10), also=("Ổn định trước (phút)",)),
        Column(
            "camera",
            _l("The broadcast sees best"),
            Choice(dict(kinds.CAMERAS), _OTHER_HANDS, empty=""),
            also=("Phía máy quay",),
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
SEAT_BLOCKS = Sheet(
    name="seat_blocks",
    title=_l("Blocks of chairs"),
    model=SeatBlock,
    also=("Khối ghế",),
    key=("ceremony", "code"),
    reads=("ceremony", "groups"),
    secrecy=Secrecy.GUARDED,
    checks=(block_faults,),
    columns=(
        linked("ceremonies", "ceremony", _l("Ceremony"), "Buổi lễ", example=_l("Example: Opening")),
        Column("code", _l("Code"), Name(12), also=("Mã khối",), required=True, example="A"),
        Column("position", _l("Place from the middle"), Count(1, 100, empty=1), also=("Thứ tự",)),
        Column(
            "lies",
            _l("Place in the hall"),
            Choice(dict(kinds.LIES), _OTHER_HANDS, empty=kinds.ACROSS),
            also=("Vị trí", "Where it stands", "Tình trạng hồ sơ"),
        ),
        Column("first_row", _l("First row"), Count(1, 100, empty=1), also=("Hàng đầu",)),
        Column("rows", _l("Rows"), Count(1, 60), also=("Số hàng",), required=True, example=6),
        Column("places", _l("Chairs a row"), Count(1, 80), also=("Ghế mỗi hàng",), required=True, example=10),
        Column("aisle", _l("Aisles"), Choice(dict(kinds.AISLES), _OTHER_AISLES, empty=kinds.BOTH), also=("Lối đi",)),
        Column("side", _l("Who sits there"), Choice(dict(kinds.BLOCK_SIDES), _OTHER_SIDES, empty=""), also=("Phía",)),
        Column("groups", _l("Only these kinds of guests"), Kinds(), also=("Nhóm khách",)),
        Column("missing", _l("Places without a chair"), CHAIRS, also=("Chỗ không có ghế",)),
        Column("step_free", _l("Chairs without steps"), CHAIRS, also=("Ghế không bậc",)),
        Column("held", _l("Chairs kept free"), CHAIRS, also=("Ghế giữ trống",)),
        SOURCE,
        STATUS,
    ),
)
INVITATIONS = Sheet(
    name="invitations",
    title=_l("Invitations"),
    model=Invitation,
    also=("Giấy mời",),
    key=("ceremony", "guest", "escort"),
    reads=("ceremony", "guest", "escort", "stands_for", "interprets_for", "replies"),
    secrecy=Secrecy.GUARDED,
    checks=(invitation_faults,),
    columns=(
        linked("ceremonies", "ceremony", _l("Ceremony"), "Buổi lễ", example=_l("Example: Opening")),
        Column("guest", _l("Guest"), Link("guests"), also=("Khách mời", "Mã khách"), example="G-001"),
        Column("escort", _l("Or an escort"), Link("escorts"), also=("Cán bộ đi cùng",)),
        Column("card", _l("Number of the card"), Text(20), also=("Số giấy mời",)),
        Column(
            "state", _l("Answer"), Answered(dict(kinds.ANSWERS), _OTHER_ANSWERS, empty=kinds.INVITED), also=("Hồi đáp",)
        ),
        Column("speaker", _l("Speaks"), yes(), also=("Phát biểu",)),
        Column("on_camera", _l("In the picture"), yes(), also=("Lên hình",)),
        Column("stands_for", _l("Stands for"), Link("guests"), also=("Dự thay",)),
        Column("interprets_for", _l("Interprets for"), Link("guests"), also=("Phiên dịch cho",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
SEAT_TIES = Sheet(
    name="seat_ties",
    title=_l("Together and apart"),
    model=SeatTie,
    also=("Ngồi cạnh, ngồi cách",),
    key=("ceremony", "first", "second"),
    pair=True,
    reads=("ceremony", "first", "second"),
    secrecy=Secrecy.GUARDED,
    checks=(tie_faults,),
    columns=(
        Column("ceremony", _l("Ceremony"), Link("ceremonies"), also=("Buổi lễ",), example=_l("Example: Opening")),
        linked("guests", "first", _l("Guest"), "Khách thứ nhất", example="G-001"),
        linked("guests", "second", _l("And guest"), "Khách thứ hai", example="G-002"),
        Column("together", _l("Sit side by side"), yes(), also=("Ngồi cạnh nhau",)),
        Column("between", _l("Chairs between them"), Count(0, 50, empty=3), also=("Số ghế cách",)),
        Column("reason", _l("Reason"), Text(300), also=("Lý do",)),
        SOURCE,
        STATUS,
    ),
)
