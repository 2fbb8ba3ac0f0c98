"""What an edition still lacks before it can be planned well: GAPS is the table of contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select

from festival_ops.database import db
from festival_ops.programme.models import Equipment, EquipmentNeed, Performance, Stage, Troupe, Venue, Work
from festival_ops.programme.models.performance import performance_troupes
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible

SHOWN = 200


@dataclass(frozen=True)
class Gap:
    """Rows of `model` that lack something; `matters` says what follows from that."""

    model: type[Any]
    title: Any
    matters: Any
    lacks: Callable[[], ColumnElement[bool]]

    def rows(self, secrecy: Secrecy) -> list[Any]:
        """Those which the person may see, up to SHOWN."""
        rows = visible(self.model, secrecy).where(self.lacks())
        return list(db.session.scalars(rows.order_by(self.model.sort_key, self.model.id).limit(SHOWN)))


@dataclass(frozen=True)
class Missing:
    gap: Gap
    rows: list[Any]

    @property
    def more(self) -> bool:
        return len(self.rows) == SHOWN


GAPS: tuple[Gap, ...] = (
    Gap(
        Stage,
        _("Stages without opening hours"),
        _("Nothing can be placed on them."),
        lambda: ~Stage.opening_hours.any(),
    ),
    Gap(
        Performance,
        _("Performances without a troupe"),
        _("Nobody's rest, travel or other shows are looked at."),
        lambda: _takes_place() & ~Performance.troupes.any(),
    ),
    Gap(
        Performance,
        _("Performances without an expected audience"),
        _("They may be placed where too few people fit."),
        lambda: _takes_place() & Performance.crowd.is_(None),
    ),
    Gap(
        Performance,
        _("Performances that need more equipment than there is"),
        _("They can never be placed."),
        lambda: Performance.needs.any(EquipmentNeed.equipment.has(Equipment.stock < EquipmentNeed.quantity)),
    ),
    Gap(
        Stage,
        _("Stages without a capacity"),
        _("A crowd is never too large for them."),
        lambda: Stage.capacity.is_(None),
    ),
    Gap(
        Venue,
        _("Venues without a place on the map"),
        _("The way there counts with a flat number of minutes unless it is measured."),
        lambda: Venue.latitude.is_(None) | Venue.longitude.is_(None),
    ),
    Gap(
        Troupe,
        _("Troupes without arrival or departure"),
        _("They may be placed before they have come or after they have left."),
        lambda: Troupe.arrives.is_(None) | Troupe.departs.is_(None),
    ),
    Gap(
        Troupe,
        _("Troupes without a performance"),
        _("They come for nothing, or their performances do not name them."),
        lambda: Troupe.id.not_in(select(performance_troupes.c.troupe_id)),
    ),
    Gap(Work, _("Works without a performance"), _("Nobody shows them."), lambda: ~Work.performances.any()),
)


def missing() -> list[Missing]:
    """Every gap that has rows which the person may see."""
    found = [Missing(gap, gap.rows(Secrecy.PLAN)) for gap in GAPS]
    return [gap for gap in found if gap.rows]


def _takes_place() -> ColumnElement[bool]:
    return ~Performance.cancellation.has()
