"""What has changed since an escort said "I have seen it"."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from festival_ops.planning.escorts.own import Going
from festival_ops.planning.guest_rides.told import Car
from festival_ops.programme.models import Edition, Venue
from festival_ops.protocol.models import EscortLook, GuestPlace
from festival_ops.web.telling import moment

Seen = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class News:
    """Sentences by engagement, and those on what is no more. `stamp` is what a look at all of it is confirmed under."""

    stamp: str
    at: datetime | None = None
    marks: dict[int, list[str]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.marks or self.ended)


def seen_now(goings: Iterable[Going], cars: Sequence[Car]) -> Seen:
    """Everything as it stands, in numbers and codes."""
    return {str(going.row.id): _facts(going, cars_of(going, cars)) for going in goings}


def news(edition: Edition, now: Seen, look: EscortLook | None) -> News:
    """Before the first look nothing is marked: all of it is new then."""
    stamp = hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()[:24]
    if look is None:
        return News(stamp)
    marks = {int(id): list(_marks(look.seen.get(id), facts)) for id, facts in now.items()}
    ended = [_ended(facts) for id, facts in look.seen.items() if id not in now]
    return News(stamp, look.at, {id: said for id, said in marks.items() if said}, ended)


def cars_of(going: Going, cars: Iterable[Car]) -> list[Car]:
    row = going.row
    mine = (car for car in cars if car.delegation == row.delegation_id)
    return [
        car
        for car in mine
        if (row.leg_id is not None and car.leg == row.leg_id)
        or (row.ceremony_id is not None and car.ceremony == row.ceremony_id)
    ]


def _facts(going: Going, cars: Iterable[Car]) -> dict[str, Any]:
    return {
        "delegation": going.row.delegation.code,
        "starts": going.starts.isoformat(),
        "ends": going.ends.isoformat(),
        "place": _place(going.place),
        "pairs": list(going.pairs),
        "cars": [car.told for car in cars],
    }


def _place(place: GuestPlace | Venue | None) -> int | str | None:
    """Venues are counted for themselves."""
    return None if place is None else f"venue {place.id}" if isinstance(place, Venue) else place.id


def _marks(before: dict[str, Any] | None, now: dict[str, Any]) -> Iterator[str]:
    if before is None:
        yield _("New for you")
        return
    if (before["starts"], before["ends"]) != (now["starts"], now["ends"]):
        yield _("Was from %(starts)s to %(ends)s", **_hours(before))
    if before["place"] != now["place"]:
        yield _("The place has changed")
    if before["pairs"] != now["pairs"]:
        yield _("Another task")
    if before["cars"] != now["cars"]:
        yield _("Other cars, or other hours of them")


def _ended(before: dict[str, Any]) -> str:
    hours = _hours(before)
    return _("You no longer go along with %(code)s from %(starts)s to %(ends)s.", code=before["delegation"], **hours)


def _hours(facts: dict[str, Any]) -> dict[str, str]:
    return {end: moment(datetime.fromisoformat(facts[end])) for end in ("starts", "ends")}
