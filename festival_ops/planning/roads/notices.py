"""What the public knows of roads, from the notices; what stands now; and how the two differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from festival_ops.planning.models import RoadNotice
from festival_ops.planning.queries import main_plan
from festival_ops.planning.roads.announced import CANCELLED, HOLDS, Item, Key, Stretch, carried, items_on, plain, read
from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.planning.roads.page import Roads
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import LIFTED

ADDED, LIFTED_SINCE, RETIMED, REWORDED, RESTORED = "added", "lifted", "retimed", "reworded", "restored"


@dataclass(frozen=True)
class Change:
    """How an item differs from what the public knew of it."""

    kind: str
    before: Item | None
    after: Item


@dataclass(frozen=True)
class Known:
    """What the notices up to one of them say: of each day the last that speaks of it, and its items."""

    by_day: Mapping[date, tuple[RoadNotice, tuple[Item, ...]]]

    @property
    def items(self) -> dict[Key, Item]:
        return {item.key: item for _notice, items in self.by_day.values() for item in items}

    def of(self, days: Iterable[date]) -> dict[Key, Item]:
        wanted = set(days)
        return {key: item for key, item in self.items.items() if key[0] in wanted}


@dataclass(frozen=True)
class Draft:
    """The next notice, should it be issued for these days."""

    number: int
    days: tuple[date, ...]
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    before: Known

    @property
    def empty(self) -> bool:
        """Whether it would tell nothing that the public does not know already."""
        return not self.changes and all(day in self.before.by_day for day in self.days)

    @property
    def stamp(self) -> str:
        """Another one as soon as the notice would tell anything else."""
        facts = json.dumps([self.number, [str(day) for day in self.days], plain(self.items)], ensure_ascii=False)
        return hashlib.sha256(facts.encode()).hexdigest()[:16]


def notices_of(session: Session, edition: Edition) -> list[RoadNotice]:
    """The newest first, without their words."""
    rows = select(RoadNotice).where(RoadNotice.edition_id == edition.id).order_by(RoadNotice.number.desc())
    return list(session.scalars(rows.options(defer(RoadNotice.words))))


def known(notices: Sequence[RoadNotice]) -> Known:
    """From notices of one edition, the newest first."""
    latest: dict[date, RoadNotice] = {}
    for notice in notices:
        for day in notice.days:
            latest.setdefault(date.fromisoformat(day), notice)
    items = {notice.id: read(notice.items) for notice in set(latest.values())}
    told = {
        day: (notice, tuple(item for item in items[notice.id] if item.day == day)) for day, notice in latest.items()
    }
    return Known(dict(sorted(told.items())))


def standing(session: Session, edition: Edition) -> Roads:
    """As the main plan has it, whatever is in hand: only that leaves the house."""
    rows = closures_of(session, edition)
    return Roads(edition, rows, holdings(session, edition, main_plan(session, edition), rows))


def draft(roads: Roads, notices: Sequence[RoadNotice], days: Iterable[date]) -> Draft:
    before, wanted = known(notices), tuple(sorted(days))
    told = before.of(wanted)
    items = tuple(carried(told, items_on(roads, wanted)))
    number = notices[0].number + 1 if notices else 1
    return Draft(number, wanted, items, tuple(changes(told, items)), before)


def days_open(edition: Edition, told: Known) -> list[date]:
    """Those of the festival, and those that were of it when something was told of them."""
    return sorted({*edition.days, *told.by_day})


def days_untold(roads: Roads, notices: Sequence[RoadNotice]) -> list[date]:
    """Days on which something is closed or was announced otherwise than it stands, and no notice says so."""
    whole = draft(roads, notices, days_open(roads.edition, known(notices)))
    return sorted({change.after.day for change in whole.changes})


def changes(before: Mapping[Key, Item], after: Iterable[Item]) -> Iterable[Change]:
    """In the order of the items. What was over before the public heard of it is no news."""
    for item in after:
        kind = _kind(before.get(item.key), item)
        if kind:
            yield Change(kind, before.get(item.key), item)


def _kind(old: Item | None, new: Item) -> str:
    if old is None:
        return ADDED if new.state == HOLDS else ""
    if old.state != new.state:
        return {CANCELLED: CANCELLED, LIFTED: LIFTED_SINCE}.get(new.state, RESTORED)
    if new.state == CANCELLED:
        return ""
    if old.hours != new.hours:
        return RETIMED
    return REWORDED if says_other(old, new) else ""


def says_other(old: Item, new: Item) -> bool:
    """Whether anything besides the hours is told otherwise."""
    return _facts(old) != _facts(new)


def _facts(item: Item) -> tuple[object, ...]:
    ways = [[_place(each) for each in way] for way in (item.stretches, item.round)]
    return item.measure, item.place, item.place_en, item.vehicles, item.exemptions, item.detour, item.detour_en, ways


def _place(each: Stretch) -> tuple[str, ...]:
    return each.street, each.first, each.first_en, each.second, each.second_en
