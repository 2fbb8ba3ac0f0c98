"""Which transfers the programme asks for: groups are fetched where they arrive, taken to what they play and rehearse,
brought back or on to what comes next, and seen off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import Any

from festival_ops.planning.rides import numbers
from festival_ops.planning.rides.shows import Occasion, Show
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
    after_rehearsal_id: int | None
    before_rehearsal_id: int | None
    leg: str
    after_minutes: int
    before_minutes: int
    spread_minutes: int
    boarding: int
    alighting: int
    step_free: bool

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def after(self) -> Occasion | None:
        return _occasion(self.after_show_id, self.after_rehearsal_id)

    @property
    def before(self) -> Occasion | None:
        return _occasion(self.before_show_id, self.before_rehearsal_id)


@dataclass(frozen=True)
class Draft:
    """`key` names what asks for it: the same is asked for as long as the same group plays and rehearses the same."""

    key: str
    stay: Stay
    facts: Facts


@dataclass(frozen=True)
class _Group:
    """One stay with what its troupe plays and rehearses, in the order of time."""

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
            yield self._draft(f"to:{_mark(show)}", **_ending("before", show), before_minutes=before)

    def _back(self, show: Show) -> Iterator[Draft]:
        if self._elsewhere(show.last_venue):
            after = self.numbers[numbers.FREE]
            yield self._draft(f"back:{_mark(show)}", **_ending("after", show), after_minutes=after)

    def _between(self, one: Show, other: Show) -> Iterator[Draft]:
        """Home where there is time for it, else on to where they play next."""
        if other.call - one.free >= timedelta(minutes=self.numbers[numbers.HOME]):
            yield from self._back(one)
            yield from self._to(other)
        elif one.last_venue != other.first_venue and self._known(one.last_venue) and self._known(other.first_venue):
            ends = _ending("after", one) | _ending("before", other)
            yield self._draft(f"on:{_mark(one)}:{_mark(other)}", **ends)

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
            "after_rehearsal_id": None,
            "before_rehearsal_id": None,
            "leg": "",
            "after_minutes": 0,
            "before_minutes": 0,
            "spread_minutes": self.numbers[numbers.SPREAD],
            "boarding": stop,
            "alighting": stop,
            "step_free": stay.step_free,
        }
        return Draft(f"{stay.id}:{what}", stay, Facts(**{**whole, **facts}))


def _occasion(show: int | None, rehearsal: int | None) -> Occasion | None:
    if show is not None:
        return False, show
    return None if rehearsal is None else (True, rehearsal)


def _mark(show: Show) -> str:
    return f"r{show.act}" if show.rehearsal else str(show.act)


def _ending(end: str, show: Show) -> dict[str, int]:
    """The column that names it at that end of a transfer."""
    return {f"{end}_rehearsal_id" if show.rehearsal else f"{end}_show_id": show.act}


def drafts_of(
    stays: Iterable[Stay],
    shows: Mapping[Occasion, Show],
    players: Mapping[int, Iterable[Occasion]],
    drop_offs: Mapping[int, RidePlace],
    of: Mapping[str, int],
) -> list[Draft]:
    """`players`: what a troupe plays and rehearses, `drop_offs`: places of venues, `of`: the numbers of the edition."""
    found: list[Draft] = []
    for stay in stays:
        acts = players.get(stay.troupe_id, ()) if stay.troupe_id is not None else ()
        played = sorted((shows[act] for act in acts if act in shows), key=lambda show: (show.call, show.occasion))
        found += _Group(stay, tuple(played), drop_offs, of).drafts()
    return found
