"""Lines of scripts, and what stands on the stage."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import minutes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol.models import ScriptLine, StageItem
from festival_ops.protocol.script_kinds import ITEMS, LINES, STAGE_SIDES
from festival_ops.protocol.script_sense import item_faults
from festival_ops.spreadsheets.cells import Choice, Count, Text
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_OTHER_LINES = {"đón khách": "entry", "văn nghệ": "art", "nghệ thuật": "art", "pháo hoa": "fireworks"}
_OTHER_ITEMS = {"cờ tổ quốc": "national_flag", "cờ đảng": "party_flag", "tượng bác": "bust", "bục": "lectern"}
_OTHER_SIDES = {"trái": "left", "bên trái": "left", "giữa": "centre", "phải": "right", "bên phải": "right"}

SCRIPT_LINES = Sheet(
    name="script_lines",
    title=_l("Lines of scripts"),
    model=ScriptLine,
    also=("Kịch bản", "Kịch bản điều hành"),
    key=("ceremony", "position"),
    reads=("ceremony",),
    secrecy=Secrecy.GUARDED,
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
