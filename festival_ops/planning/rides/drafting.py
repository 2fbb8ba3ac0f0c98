"""Which transfers the programme asks for: groups are fetched where they arrive, taken to what they play, brought back
or on to the next show, and seen off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import Any

from festival_ops.planning.rides import numbers
from festival_ops.planning.rides.shows import Show
from festival_ops.traffic.kinds import ARRIVAL, DEPARTURE
from festival_ops.traffic.models import RidePlace, Stay

# What a stop takes at the least, whoever gets in.
SHORTEST_STOP = 3


@dataclass(frozen=True)
class Facts:
    """What a draft says of a transfer, named as its columns are; hours and places follow."""

    troupe_id: int | None
    for_whom: str
    stay_id: int
    people: int
    luggage: int
    after_show_id: int | None
    before_show_id: int | None
    leg: str
    after_minutes: int
    before_minutes: int
    spread_minutes: int
    boarding: int
    alighting: int
    step_free: bool

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Draft:
    """`key` names what asks for it: the same is asked for as long as the same group plays the same shows."""

    key: str
    stay: Stay
    facts: Facts


@dataclass(frozen=True)
class _Group:
    """One stay with what its troupe plays, in the order of time."""

    stay: Stay
    shows: tuple[Show, ...]
    drop_offs: Mapping[int, RidePlace]
    numbers: Mapping[str, int]

    def drafts(self) -> Iterator[Draft]:
        yield from self._arrival()
        for show in self.shows[:1]:
            yield from self._to(show)
        for one, other in pairwise(self.shows):
            yield from self._between(one, other)
        for show in self.shows[-1:]:
            yield from self._back(show)
        yield from self._departure()

    def _arrival(self) -> Iterator[Draft]:
        stay = self.stay
        if stay.arrival_place is not None and stay.arrival_place is not stay.place and stay.arriving:
            flies = stay.arrival_place.kind == "airport"
            minutes = self.numbers[numbers.FLIGHT_IN if flies else numbers.TRAIN_IN]
            yield self._draft(ARRIVAL, leg=ARRIVAL, luggage=stay.luggage, after_minutes=minutes)

    def _departure(self) -> Iterator[Draft]:
        stay = self.stay
        if stay.departure_place is not None and stay.departure_place is not stay.place and stay.departing:
            flies = stay.departure_place.kind == "airport"
            minutes = self.numbers[numbers.FLIGHT_OUT if flies else numbers.TRAIN_OUT]
            yield self._draft(DEPARTURE, leg=DEPARTURE, luggage=stay.luggage, before_minutes=minutes)

    def _to(self, show: Show) -> Iterator[Draft]:
        if self._elsewhere(show.first_venue):
            before = self.numbers[numbers.CALL]
            yield self._draft(f"to:{show.act}", before_show_id=show.act, before_minutes=before)

    def _back(self, show: Show) -> Iterator[Draft]:
        if self._elsewhere(show.last_venue):
            after = self.numbers[numbers.FREE]
            yield self._draft(f"back:{show.act}", after_show_id=show.act, after_minutes=after)

    def _between(self, one: Show, other: Show) -> Iterator[Draft]:
        """Home where there is time for it, else on to where they play next."""
        if other.call - one.free >= timedelta(minutes=self.numbers[numbers.HOME]):
            yield from self._back(one)
            yield from self._to(other)
        elif one.last_venue != other.first_venue and self._known(one.last_venue) and self._known(other.first_venue):
            shows = {"after_show_id": one.act, "before_show_id": other.act}
            yield self._draft(f"on:{one.act}:{other.act}", **shows)

    def _known(self, venue: int) -> bool:
        return venue in self.drop_offs

    def _elsewhere(self, venue: int) -> bool:
        return self._known(venue) and self.drop_offs[venue] is not self.stay.place

    def _draft(self, what: str, *, luggage: int | None = None, **facts: Any) -> Draft:
        stay = self.stay
        stop = max(SHORTEST_STOP, ceil(stay.people / self.numbers[numbers.BOARDING]))
        whole = {
            "troupe_id": stay.troupe_id,
            "for_whom": "" if stay.troupe_id else stay.name,
            "stay_id": stay.id,
            "people": stay.people,
            "luggage": stay.instruments if luggage is None else luggage,
            "after_show_id": None,
            "before_show_id": None,
            "leg": "",
            "after_minutes": 0,
            "before_minutes": 0,
            "spread_minutes": self.numbers[numbers.SPREAD],
            "boarding": stop,
            "alighting": stop,
            "step_free": stay.step_free,
        }
        return Draft(f"{stay.id}:{what}", stay, Facts(**{**whole, **facts}))


def drafts_of(
    stays: Iterable[Stay],
    shows: Mapping[int, Show],
    players: Mapping[int, Iterable[int]],
    drop_offs: Mapping[int, RidePlace],
    of: Mapping[str, int],
) -> list[Draft]:
    """`players` are the performances of a troupe, `drop_offs` the places of venues, `of` the numbers of the edition."""
    found: list[Draft] = []
    for stay in stays:
        acts = players.get(stay.troupe_id, ()) if stay.troupe_id is not None else ()
        played = sorted((shows[act] for act in acts if act in shows), key=lambda show: (show.call, show.act))
        found += _Group(stay, tuple(played), drop_offs, of).drafts()
    return found
