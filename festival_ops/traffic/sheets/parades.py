"""Parades, and the units that walk in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.forms.performance import LOUDNESS
from festival_ops.programme.sheets.cells import minutes, yes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en
from festival_ops.spreadsheets.cells import Choice, Count, Link, Name, Text
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.forms.parades import FARTHEST, LONGEST
from festival_ops.traffic.kinds import ANYWHERE, HELD
from festival_ops.traffic.models import Parade, ParadeSegment, ParadeUnit
from festival_ops.traffic.sense import halt_faults, parade_faults
from festival_ops.traffic.sheets.cells import Chain, Halts, links
from festival_ops.web.access import Secrecy

_OTHER_PLACES = {"đi đầu": "first", "dẫn đầu": "first", "đi cuối": "last", "kết thúc": "last"}


def _sound_way(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    chain = links(facts.get("chain") or ())
    yield from parade_faults(chain)
    yield from _sound_halts(facts, [_row(end) for link in chain for end in link.ends])


def _on_its_way(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    parade = facts.get("parade")
    if parade is not None and facts.get("halts"):
        known = parade.facts.get("chain")
        segments = [_row(each) for each in known] if known is not None else parade.row.segments
        way = [_row(each.fact(end)) if isinstance(each, Entry) else getattr(each, end) for each in segments
               for end in ("first", "second")]  # fmt: skip
        yield from _sound_halts(facts, way)


def _sound_halts(facts: Facts, way: Collection[Any]) -> Iterator[tuple[str, str]]:
    for fault in halt_faults([_row(entry) for entry, _minutes in facts.get("halts") or ()], way):
        yield "halts", fault


def _behind_another(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    behind, parade = facts.get("behind"), facts.get("parade")
    if behind is None or parade is None:
        return
    if _row(behind.fact("parade")) is not _row(parade):
        yield "behind", _("It walks in another parade; please choose a unit of this one.")
    elif behind.fact("name") == facts.get("name"):
        yield "behind", _("A unit cannot walk behind itself.")


def _row(each: Any) -> Any:
    """The row behind an entry; what comes with the same file has none yet and is known by its entry."""
    return each.row or each if isinstance(each, Entry) else each


def _halts(note: Any) -> Column:
    return Column("halts", _l("Halts"), Halts(), also=("Điểm dừng", "Dừng biểu diễn"), note=note)


PARADES = Sheet(
    name="parades",
    title=_l("Parades"),
    model=Parade,
    also=("Diễu hành", "Lễ hội đường phố", "Parade"),
    key=("performance",),
    reads=("performance", "chain", "buses", "halts"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_way,),
    columns=(
        linked(
            "performances", "performance", _l("Performance"), "Suất diễn", "Mã suất diễn", example=_l("Example: 001")
        ),
        Column(
            "chain",
            _l("Way"),
            Chain(ParadeSegment),
            also=("Lộ trình", "Các đoạn đường"),
            note=_l("Codes of segments in the order of the way, separated by ;"),
            example="RR-1; RR-2",
        ),
        Column("assembly", _l("Where units gather"), Text(300), also=("Nơi tập kết", "Điểm tập kết")),
        Column("call", _l("Minutes there before stepping off"), minutes(empty=30), also=("Tập kết trước (phút)",)),
        Column("dispersal", _l("Where they part"), Text(300), also=("Nơi giải tán", "Điểm giải tán")),
        Column("buses", _l("Buses wait at"), Link("stops"), also=("Điểm xe đón", "Nơi xe chờ")),
        Column("walk", _l("Minutes from the end of the way to the buses"), minutes(empty=5), also=("Ra xe (phút)",)),
        Column("gap", _l("Metres between units"), Count(0, FARTHEST, empty=15), also=("Cự ly giữa các khối (m)",)),
        Column(
            "apart",
            _l("Metres between loud units"),
            Count(0, FARTHEST, empty=40),
            also=("Cự ly giữa các khối âm lượng lớn (m)",),
        ),
        _halts(_l("Where the whole parade stands still: Ngã tư Hùng Vương 5; the next junction 10.")),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
UNITS = Sheet(
    name="parade-units",
    title=_l("Units of parades"),
    model=ParadeUnit,
    also=("Khối diễu hành", "Đội hình diễu hành", "Parade units"),
    key=("parade", "name"),
    aliases=("name",),
    reads=("parade", "troupe", "behind", "halts"),
    secrecy=Secrecy.ROADS,
    checks=(_behind_another, _on_its_way),
    columns=(
        linked("parades", "parade", _l("Parade"), "Diễu hành", "Mã suất diễn", example="001"),
        Column(
            "position", _l("Order"), Count(1, 1000), also=("STT", "Thứ tự", "Số thứ tự", "Number", "Tham số"), example=1
        ),
        Column(
            "name",
            _l("Unit"),
            Name(200),
            also=("Khối", "Đội hình", "Tên khối"),
            required=True,
            note=_l("A troupe, or a group in words; no two units of a parade share it."),
            example=_l("Example: Flags"),
        ),
        name_en(example="Flags"),
        Column("troupe", _l("Troupe"), Link("troupes"), also=("Đoàn", "Đoàn nghệ thuật")),
        Column("people", _l("People"), Count(1, 10_000), also=("Số người",), example=24),
        Column(
            "length",
            _l("Length in metres"),
            Count(1, LONGEST),
            also=("Chiều dài (m)", "Độ dài (m)"),
            required=True,
            example=20,
        ),
        Column(
            "pace",
            _l("Pace in metres a minute"),
            Count(5, 200),
            also=("Tốc độ (m/phút)",),
            required=True,
            example=45,
        ),
        Column("gap", _l("Metres to those in front"), Count(0, FARTHEST), also=("Cự ly với khối trước (m)",)),
        Column("loudness", _l("Loudness"), Choice(dict(LOUDNESS), empty=2), also=("Độ ồn", "Âm lượng")),
        Column("needs_quiet", _l("Needs quiet around it"), yes(), also=("Cần yên tĩnh",), example=_l("no")),
        Column("kind", _l("Kind"), Text(40), also=("Loại hình",)),
        Column("held", _l("Place held"), Choice(dict(HELD), _OTHER_PLACES, empty=ANYWHERE), also=("Vị trí cố định",)),
        Column(
            "behind",
            _l("Walks behind"),
            Link("parade-units"),
            also=("Đi sau", "Đi sau khối"),
            note=_l("Another unit of the parade: its name, or parade and name as this sheet writes them."),
        ),
        _halts(_l("Where this unit stops to perform: Ngã tư Hùng Vương 5.")),
        Column("bus", _l("Bus"), Text(80), also=("Xe đưa đón", "Xe")),
        SOURCE,
        STATUS,
    ),
)
