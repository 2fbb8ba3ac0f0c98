"""What the public was told of roads in the shape of the Work Zone Data Exchange, version 4.2: a GeoJSON that map and
navigation services read (github.com/usdot-jpo-ode/wzdx).

Each closed segment is a road event of its own, since a street has one name, one geometry and one span of hours there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from festival_ops.planning.models import RoadNotice
from festival_ops.planning.notice_words import festival_called
from festival_ops.planning.roads.announced import CANCELLED, Item, Stretch
from festival_ops.planning.roads.notice_words import sentence
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import ALL, CHECK, CLASSES, LIFTED, OFF_THE_ROAD, ROLLING, ROUTE, TRUCKS, WORKS

VERSION = "4.2"
WORK_ZONE, DETOUR = "work-zone", "detour"
Event = dict[str, Any]


def collection(edition: Edition, told: Iterable[tuple[RoadNotice, Item]], at: datetime) -> Event:
    """`told` are items with the notice that tells them, the newest notice of an item first."""
    source = str(uuid5(NAMESPACE_URL, f"festival roads {edition.slug}"))
    events: dict[str, Event] = {}
    for notice, item in told:
        # Its way round cannot be drawn where it has no segments; what closes no road is no matter of roads.
        if item.state != CANCELLED and item.measure not in OFF_THE_ROAD:
            for event in _Told(edition, source, notice, item).events():
                events.setdefault(event["id"], event)
    return {
        "type": "FeatureCollection",
        "feed_info": {
            "publisher": festival_called(edition),
            "version": VERSION,
            "update_date": _stamp(at),
            "data_sources": [
                {
                    "data_source_id": source,
                    "organization_name": festival_called(edition),
                    "update_date": _stamp(at),
                }
            ],
        },
        "features": list(events.values()),
    }


@dataclass(frozen=True)
class _Told:
    """An item as events: one for each segment that it closes, and one for each of its way round."""

    edition: Edition
    source: str
    notice: RoadNotice
    item: Item

    def events(self) -> Iterator[Event]:
        closed = [(self._id(each, WORK_ZONE), each) for each in self.item.stretches]
        around = [(self._id(each, DETOUR), each) for each in self.item.round]
        if self.item.measure == ROUTE:
            yield from (self._event(id, DETOUR, each, {}, []) for id, each in closed)
            return
        detours = [{"type": "related-detour", "id": id} for id, _each in around]
        zones = [{"type": "related-work-zone", "id": id} for id, _each in closed]
        for id, each in closed:
            yield self._event(id, WORK_ZONE, each, self._work_zone(), detours)
        for id, each in around:
            yield self._event(id, DETOUR, each, {}, zones)

    def _event(
        self, id: str, kind: str, stretch: Stretch, more: Mapping[str, Any], related: list[dict[str, str]]
    ) -> Event:
        core = {
            "event_type": kind,
            "data_source_id": self.source,
            "road_names": [stretch.street],
            # Streets are closed both ways, and the exchange has no word for that.
            "direction": "undefined",
            "description": sentence(self.edition, self.item),
            "update_date": _stamp(self.notice.at),
        }
        return {
            "type": "Feature",
            "id": id,
            "properties": {
                "core_details": core | ({"related_road_events": related} if related else {}),
                "beginning_cross_street": stretch.first,
                "ending_cross_street": stretch.second,
                "start_date": _stamp(stretch.starts),
                # The exchange wants an end of everything: of what lasts until it is finished it is the end of that
                # festival day, and the description says so.
                "end_date": _stamp(stretch.ends),
                "is_start_date_verified": False,
                "is_end_date_verified": self.item.state == LIFTED,
                **more,
            },
            "geometry": {"type": "LineString", "coordinates": [list(point) for point in stretch.line]},
        }

    def _work_zone(self) -> dict[str, Any]:
        restrictions = [{"type": "no-trucks"}] if self._banned("truck") else []
        if "residents" in self.item.exemptions:
            restrictions.append({"type": "local-access-only"})
        return {
            "is_start_position_verified": False,
            "is_end_position_verified": False,
            "location_method": "junction-method",
            "vehicle_impact": self._impact(),
            "restrictions": restrictions,
        }

    def _impact(self) -> str:
        """The exchange counts lanes, not kinds of vehicles: to a driver a street that bans cars is closed."""
        if self.item.measure in (ALL, ROLLING, WORKS) or self._banned("car"):
            return "all-lanes-closed"
        return "all-lanes-open" if self.item.measure == TRUCKS else "unknown"

    def _banned(self, vehicle: str) -> bool:
        if self.item.measure == CHECK:
            return False
        every = self.item.measure != CLASSES and not self.item.vehicles
        return every or vehicle in self.item.vehicles

    def _id(self, stretch: Stretch, kind: str) -> str:
        """The same for as long as the closure is told to begin on that day, whichever notice tells it."""
        begins = self.edition.festival_day(self.item.starts)
        facts = (self.source, kind, self.item.closure, begins, self.item.turn, stretch.code)
        return str(uuid5(NAMESPACE_URL, " ".join(map(str, facts))))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
