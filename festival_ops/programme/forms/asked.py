"""What a performance asks of stages and stocks, written by name: a parade's stops, equipment, features."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.programme import grammar
from festival_ops.programme.forms.fields import PartsField, features_offered
from festival_ops.programme.lookup import Lookup
from festival_ops.programme.models import Equipment, EquipmentNeed, ParadeStop, Stage
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible
from festival_ops.words import fold


@dataclass(frozen=True)
class StopAt:
    """A stop whose stage has been found."""

    stage: Stage
    position: int
    offset: int
    minutes: int


@dataclass(frozen=True)
class NeedOf:
    """A need whose equipment has been found."""

    equipment: Equipment
    quantity: int


def stops_field() -> PartsField:
    return PartsField(
        _("Stops of a parade"),
        part=ParadeStop,
        facts=("stage", "position", "offset", "minutes"),
        read=_read_stops,
        show=_show_stops,
        hint=_("One a line, in order: stage, minutes after the start, length. Ngọ Môn +0 20, then Kỳ Đài +35 40."),
    )


def needs_field() -> PartsField:
    return PartsField(
        _("Equipment"),
        part=EquipmentNeed,
        facts=("equipment", "quantity"),
        key=("equipment",),
        read=_read_needs,
        show=_show_needs,
        hint=_("One a line: LED wall × 2."),
    )


def missing_features(wanted: str) -> str | None:
    """A performance that wants what no stage has could never be placed."""
    offered = features_offered()
    missing = [feature for feature in grammar.parse_features(wanted) if fold(feature) not in offered]
    if not missing:
        return None
    return gettext(
        "No stage has %(missing)s. What stages have: %(offered)s.",
        missing=", ".join(missing),
        offered=", ".join(sorted(offered.values())) or "–",
    )


def _read_stops(text: str) -> list[StopAt]:
    stops = grammar.parse_stops(text)
    stages = _all(Stage)
    stages.find_all(stop.name for stop in stops)
    return [
        StopAt(stages.find(stop.name), position, stop.offset, stop.minutes)
        for position, stop in enumerate(stops, start=1)
    ]


def _show_stops(stops: Iterable[Any]) -> str:
    return grammar.show_stops(grammar.Stop(stop.stage.name, stop.offset, stop.minutes) for stop in stops)


def _read_needs(text: str) -> list[NeedOf]:
    needs = grammar.parse_needs(text)
    equipment = _all(Equipment)
    if len(equipment.find_all(need.name for need in needs)) < len(needs):
        raise grammar.UnreadableError(
            gettext("The same equipment stands in the list twice; write one line with the sum.")
        )
    return [NeedOf(equipment.find(need.name), need.quantity) for need in needs]


def _show_needs(needs: Iterable[Any]) -> str:
    return grammar.show_needs(grammar.Need(need.equipment.name, need.quantity) for need in needs)


def _all(model: type[Any]) -> Lookup[Any]:
    return Lookup(db.session.scalars(visible(model, Secrecy.PLAN)))
