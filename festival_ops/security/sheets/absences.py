"""When people are away or would rather be free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.database import db
from festival_ops.programme.sheets.cells import MOMENT
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS
from festival_ops.security.forms.people import ABSENCES as KINDS
from festival_ops.security.models import Absence
from festival_ops.security.sense import absence_fault
from festival_ops.spreadsheets.cells import Choice, Link
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

_OTHER_KINDS = {
    "ốm": "ill",
    "bệnh": "ill",
    "phép": "leave",
    "nghỉ": "leave",
    "công tác": "other",
    "việc khác": "other",
    "nguyện vọng": "unwanted",
    "muốn nghỉ": "unwanted",
}


def _sound_absence(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    starts, ends, officer = facts.get("starts"), facts.get("ends"), facts.get("officer")
    if starts is None or ends is None or officer is None:
        return
    # Somebody who comes with the same file cannot have been away before.
    known = officer.row.id if officer.row is not None else None
    others = Absence.officer_id == known, Absence.starts != starts
    if fault := absence_fault(db.session(), str(officer), starts, ends, *others):
        yield "ends", fault


ABSENCES = Sheet(
    name="absences",
    title=_l("Absences"),
    model=Absence,
    also=("Vắng mặt", "Nghỉ", "Nghỉ phép", "Lịch nghỉ", "Absence", "Giờ không muốn trực"),
    key=("officer", "starts"),
    reads=("officer",),
    secrecy=Secrecy.GUARDED,
    checks=(_sound_absence,),
    columns=(
        Column(
            "officer",
            _l("Person"),
            Link("officers"),
            also=("Cán bộ", "Số hiệu", "Số hiệu thẻ", "Mã", "Người", "Nhân sự", "Code"),
            required=True,
            note=_l("By code, as on the page of people."),
            example=_l("Example: P-0001"),
        ),
        Column(
            "kind",
            _l("Reason"),
            Choice(dict(KINDS), _OTHER_KINDS, empty="leave"),
            also=("Lý do", "Loại", "Loại nghỉ", "Kind"),
            note=_l("Who would rather be free is sent only where nobody else can come."),
            example=_l("On leave"),
        ),
        Column(
            "starts",
            _l("From"),
            MOMENT,
            also=("Từ", "Bắt đầu", "Từ ngày", "Từ lúc", "Starts"),
            required=True,
            example="08/06 06:00",
        ),
        Column(
            "ends",
            _l("To"),
            MOMENT,
            also=("Đến", "Kết thúc", "Đến ngày", "Đến lúc", "Ends"),
            required=True,
            example="09/06 06:00",
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
