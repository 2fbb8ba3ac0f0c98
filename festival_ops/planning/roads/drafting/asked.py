"""What standards ask for: for each show that they mean, the segments to be closed and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from festival_ops.planning.roads.drafting.programme import Ground, Show
from festival_ops.traffic.kinds import BUILD, CEREMONY, CROWD, FIREWORKS, PARADE
from festival_ops.traffic.models import ClosureStandard, Junction, Segment
from festival_ops.traffic.paths import parts
from festival_ops.web.telling import by_name
from festival_ops.words import fold

# Standard, performance, and which of the pieces that do not touch.
Key = tuple[int, int, int]


@dataclass(frozen=True)
class Asked:
    """One closure that a standard asks for; `of` says of how many pieces it is one."""

    key: Key
    standard: ClosureStandard
    show: Show
    segments: list[Segment]
    ways_in: int
    of: int

    @property
    def facts(self) -> dict[str, Any]:
        """As `Closure.asked` has them."""
        row = self.standard
        clocks = {key: getattr(row, key) for key in ("night_from", "night_until")}
        return {
            "performance": self.show.row.id,
            "chain": [each.id for each in self.segments],
            "measure": row.measure,
            "vehicles": list(row.vehicles),
            "exemptions": list(row.exemptions),
            "before": row.before,
            "after": row.after,
            "nights": row.nights,
            **{key: f"{clock:%H:%M}" if clock else "" for key, clock in clocks.items()},
            "crew": None if row.crew is None else row.crew * self.ways_in,
            "barriers": None if row.barriers is None else row.barriers * self.ways_in,
        }


@dataclass(frozen=True)
class Missing:
    """A show for which nothing can be drafted, and what it takes."""

    standard: ClosureStandard
    show: Show
    told: str


def asked_of(ground: Ground) -> tuple[list[Asked], list[Missing]]:
    asked: list[Asked] = []
    missing: list[Missing] = []
    for standard in ground.standards:
        for show in ground.shows:
            if meant(standard, show):
                found = _segments(ground, standard, show)
                if isinstance(found, str):
                    missing.append(Missing(standard, show, found))
                else:
                    asked += _pieces(ground, standard, show, found)
    return asked, missing


def meant(standard: ClosureStandard, show: Show) -> bool:
    """Whether the standard is about the show, wherever that may stand."""
    if standard.genre and fold(standard.genre) != show.genre:
        return False
    if standard.least is not None and (show.row.crowd or 0) < standard.least:
        return False
    if standard.venue_id is not None and (show.venue is None or show.venue.id != standard.venue_id):
        return False
    if standard.since is not None and (show.day is None or show.day < standard.since):
        return False
    return {
        PARADE: show.parade,
        CEREMONY: not show.parade,
        CROWD: not show.parade,
        FIREWORKS: show.fireworks,
        BUILD: not show.parade and show.row.public,
    }[standard.cause]


def _pieces(ground: Ground, standard: ClosureStandard, show: Show, found: list[list[Segment]]) -> Iterator[Asked]:
    for number, chain in enumerate(found, start=1):
        key = standard.id, show.row.id, number
        yield Asked(key, standard, show, chain, ground.network.ways_in(chain), len(found))


def _segments(ground: Ground, standard: ClosureStandard, show: Show) -> list[list[Segment]] | str:
    """The chains to be closed, or a sentence that says what is missing."""
    if standard.chain:
        return [standard.segments]
    if standard.cause == PARADE:
        found = _way(ground, show)
        return found if isinstance(found, str) else [found]
    if show.venue is None:
        return _("It has no place in this plan yet.")
    gates = ground.gates.get(show.venue.id, [])
    if not gates:
        return _(
            "%(venue)s has no gate by which people come, only emergency ways in or none; write its gate down, or name "
            "the segments in the standard.",
            venue=by_name(show.venue),
        )
    near = ground.network.around({each for gate in gates for each in gate.junctions}, standard.steps)
    return list(parts(near)) or _("No segment touches the junction at a gate of %(venue)s.", venue=by_name(show.venue))


def _way(ground: Ground, show: Show) -> list[Segment] | str:
    stops = []
    for stop in show.row.stops:
        at = _junction(ground, stop.stage.venue)
        if at is None:
            return _(
                "The network does not know where %(stop)s lies: give its venue a gate, or a place on the map at a "
                "junction.",
                stop=by_name(stop.stage),
            )
        stops.append(at)
    way = ground.network.way([each.id for each in stops])
    if way is None:
        return _("No road leads from each stop to the next; draw what is missing.")
    if not way:
        return _("All its stops lie at one junction; name the segments in the standard.")
    if len({each.id for each in way}) < len(way):
        return _("The shortest way would walk one segment twice; write this closure by hand.")
    return way


def _junction(ground: Ground, venue: Any) -> Junction | None:
    """At its gate, or else nearest to its place on the map."""
    gates = ground.gates.get(venue.id)
    if gates:
        return ground.network.junctions.get(gates[0].junctions[0])
    known = venue.latitude is not None and venue.longitude is not None
    return ground.network.nearest((venue.longitude, venue.latitude)) if known else None
