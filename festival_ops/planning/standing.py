"""The plan as it would be published: each placed performance with the public facts of today."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.published import Item
from festival_ops.programme.models import Edition, ParadeStop, Performance, Stage


def standing_items(session: Session, edition: Edition, plan: Plan | None) -> dict[int, Item]:
    """By performance; cancelled ones do not stand. Sequence and dates are for the release to find."""
    placements = [row for row in _placements(session, plan) if row.performance.cancellation is None]
    order = _order(edition, placements)
    return {row.performance_id: _item(edition, row, order[row.performance_id]) for row in placements}


def _placements(session: Session, plan: Plan | None) -> list[Placement]:
    if plan is None:
        return []
    shown = joinedload(Placement.performance)
    rows = select(Placement).where(Placement.plan_id == plan.id).order_by(Placement.starts, Placement.id)
    return list(
        session.scalars(
            rows.options(
                joinedload(Placement.stage).joinedload(Stage.venue),
                shown.joinedload(Performance.cancellation),
                shown.joinedload(Performance.work),
                shown.selectinload(Performance.troupes),
                shown.selectinload(Performance.stops).joinedload(ParadeStop.stage).joinedload(Stage.venue),
            )
        )
    )


def _order(edition: Edition, placements: list[Placement]) -> dict[int, int]:
    """The place of each performance in the run of its stage on its festival day, from 1; `placements` in time order."""
    runs: dict[Any, int] = defaultdict(int)
    order = {}
    for row in placements:
        run = (row.stage_id, edition.festival_day(row.starts))
        runs[run] += 1
        order[row.performance_id] = runs[run]
    return order


def _item(edition: Edition, row: Placement, order: int) -> Item:
    shown = row.performance
    return Item(
        performance_id=shown.id,
        state="scheduled",
        stage_id=row.stage_id,
        starts=row.starts,
        ends=row.starts + timedelta(minutes=shown.minutes),
        troupe_ids=tuple(troupe.id for troupe in shown.troupes),
        facts={
            "title": shown.name,
            "title_en": shown.name_en,
            "short_name": shown.short_name,
            "genre": shown.genre or (shown.work.genre if shown.work else ""),
            "public": shown.public,
            "minutes": shown.minutes,
            "call": edition.local(row.starts - timedelta(minutes=shown.get_in)).isoformat(),
            "order": order,
            "troupes": [{"id": each.id, "name": each.name, "name_en": each.name_en} for each in shown.troupes],
            **place_of(row.stage),
            "day": edition.festival_day(row.starts).isoformat(),
            "stops": [_stop(edition, row, stop) for stop in shown.stops],
        },
    )


def place_of(stage: Stage) -> dict[str, Any]:
    venue = stage.venue
    return {
        "stage": stage.name,
        "stage_en": stage.name_en,
        "venue": venue.name,
        "venue_en": venue.name_en,
        "venue_id": venue.id,
        "address": venue.address,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "gate": stage.gate,
        "contact_point": stage.contact_point,
    }


def _stop(edition: Edition, row: Placement, stop: ParadeStop) -> dict[str, Any]:
    reached = edition.local(row.starts + timedelta(minutes=stop.offset))
    return {
        "stage_id": stop.stage_id,
        "venue_id": stop.stage.venue_id,
        "stage": stop.stage.name,
        "stage_en": stop.stage.name_en,
        "venue": stop.stage.venue.name,
        "starts": reached.isoformat(),
        "ends": (reached + timedelta(minutes=stop.minutes)).isoformat(),
    }
