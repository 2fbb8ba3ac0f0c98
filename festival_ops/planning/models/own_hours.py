"""Hours that a person writes down for a transfer and that move with a show: where the show stood then is noted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event, func, inspect, select
from sqlalchemy.orm import Mapper

from festival_ops.planning.models.plan import Placement, Plan
from festival_ops.programme.models import Performance
from festival_ops.traffic.models import Transfer
from festival_ops.traffic.ride_sense import OWN_HOURS

_SAID_BY = ("moves_with_id", *OWN_HOURS)


@event.listens_for(Transfer, "before_insert")
@event.listens_for(Transfer, "before_update")
def _note_where_the_show_stands(mapper: Mapper[Any], connection: Connection, row: Transfer) -> None:
    """Whoever writes hours down says when they hold; whoever dates them anew also says from where."""
    told: Any = inspect(row).attrs
    if told["moves_from"].history.has_changes() or not any(told[name].history.has_changes() for name in _SAID_BY):
        return
    planned = select(Placement.starts).join(Plan, Plan.id == Placement.plan_id)
    planned = planned.where(Plan.main, Placement.performance_id == Performance.id)
    starts = func.coalesce(planned.scalar_subquery(), Performance.announced_starts)
    stood = select(starts.label("starts")).where(Performance.id == row.moves_with_id)
    row.moves_from = connection.scalar(stood) if row.moves_with_id else None
