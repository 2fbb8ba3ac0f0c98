"""Rehearsals whose hour is agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.forms.rehearsal import KINDS
from festival_ops.programme.models import Rehearsal
from festival_ops.programme.sense import rehearsal_faults
from festival_ops.programme.sheets.cells import MOMENT, yes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet

_OTHER_KINDS = {
    "ráp kỹ thuật": "technical",
    "ráp": "technical",
    "duyệt": "dress",
    "tổng duyệt": "dress",
    "chạy chương trình": "other",
    "khác": "other",
}


def _sound(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from rehearsal_faults(edition, facts)


REHEARSALS = Sheet(
    name="rehearsals",
    title=_l("Rehearsals"),
    model=Rehearsal,
    also=("Tập luyện", "Lịch tập luyện", "Tổng duyệt", "Lịch tổng duyệt"),
    aliases=("name_en",),
    reads=("performance", "work", "stage"),
    checks=(_sound,),
    columns=(
        named(_l("Rehearsal"), "Buổi tập", "Buổi tập luyện", example=_l("Example: Dress rehearsal of the opening")),
        name_en(example="Dress rehearsal of the opening"),
        Column(
            "kind",
            _l("Kind"),
            Choice(dict(KINDS), _OTHER_KINDS, empty="dress"),
            also=("Loại",),
            note=_l("What it is."),
            example=_l("Dress rehearsal"),
        ),
        Column(
            "performance",
            _l("Of the performance"),
            Link("performances"),
            also=("Suất diễn", "Mã suất diễn", "Của suất diễn"),
            note=_l("Its code; its troupes rehearse."),
            example="001",
        ),
        Column(
            "work",
            _l("Or of the work"),
            Link("works"),
            also=("Tác phẩm", "Chương trình"),
            note=_l("Then the troupes of all its performances rehearse."),
        ),
        linked("stages", "stage", _l("Stage"), "Sân khấu", example=_l("Example: Riverside Stage")),
        Column("starts", _l("Start"), MOMENT, also=("Bắt đầu", "Từ"), required=True, example="07/06/2024 14:00"),
        Column("minutes", _l("Minutes"), Count(1, 1440), also=("Thời lượng (phút)", "Phút"), required=True, example=90),
        Column(
            "active",
            _l("Takes place"),
            yes(empty=True),
            also=("Có tổ chức",),
            note=_l("No keeps the row, and nobody is brought to it."),
            example=_l("yes"),
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
