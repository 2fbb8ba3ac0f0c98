"""What of guests can be read but makes no sense, each as a sentence. Forms and imports ask the same questions.

Facts may name rows, or entries of a spreadsheet that is about to bring them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import DONE, GONE, HOST, HOTEL, LODGED, MET, MET_AT
from festival_ops.spreadsheets.names import Entry

Fault = tuple[str, str]
Facts = Mapping[str, Any]
# Guests arrive before the edition and leave after it, but not months away from it.
AROUND = timedelta(days=30)


def of(link: Any, key: str) -> Any:
    """A fact of a linked row, as it will stand once the file is read."""
    if link is None:
        return None
    found = link.fact(key) if isinstance(link, Entry) else getattr(link, key)
    return found.row or found if isinstance(found, Entry) else found


def same(one: Any, other: Any) -> bool:
    """Whether both name the same row; of entries without a row only each is itself."""
    one, other = (link.row or link if isinstance(link, Entry) else link for link in (one, other))
    return one is not None and one is other


def group_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    fewest, most = facts.get("fewest"), facts.get("most")
    if fewest is not None and most is not None and most < fewest:
        yield "most", _("There are %(fewest)s of them at least; write that number or more.", fewest=fewest)


def place_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    if facts.get("stars") and facts.get("kind") != HOTEL:
        yield "stars", _("Only hotels have stars.")
    if (facts.get("latitude") is None) != (facts.get("longitude") is None):
        missing = "latitude" if facts.get("latitude") is None else "longitude"
        yield missing, _("A place on the map needs both latitude and longitude.")


def allotment_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    rooms, step_free = facts.get("rooms"), facts.get("step_free")
    if rooms is not None and step_free is not None and step_free > rooms:
        yield "step_free", _("There are only %(rooms)s rooms in all.", rooms=rooms)
    if facts.get("place") is not None and of(facts["place"], "kind") != HOTEL:
        yield "place", _("%(place)s is no hotel; rooms are kept in hotels.", place=facts["place"])
    yield from night_faults(facts, edition)


def night_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    first, last = facts.get("first_night"), facts.get("last_night")
    if first and last and last < first:
        yield "last_night", _("The last night is before the first.")
    yield from far_faults(facts, edition, "first_night", "last_night")


def delegation_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    yield from host_faults(facts, edition)
    yield from kept_faults(facts, edition)


def guest_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    since = facts.get("office_since")
    if facts.get("position") is not None and facts.get("delegation") is None:
        yield "position", _("A place in a delegation needs the delegation; choose it, or leave this empty.")
    if since and since > edition.last_day:
        day = f"{since:%d/%m/%Y}"
        yield "office_since", _("The office begins on %(day)s, after the festival; is the year right?", day=day)
    if facts.get("email") and "@" not in facts["email"].strip("@"):
        yield "email", _("This is no e-mail address.")
    yield from host_faults(facts, edition)
    yield from kept_faults(facts, edition)


def host_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    host = facts.get("host")
    if host is not None and of(of(host, "group"), "side") != HOST:
        yield "host", _("%(host)s is a guest; choose somebody of the hosts.", host=host)


def kept_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    kept = facts.get("kept_until")
    if kept and kept <= edition.last_day:
        day = f"{edition.last_day:%d/%m/%Y}"
        yield "kept_until", _("Names are needed as long as the festival lasts; choose a day after %(day)s.", day=day)


def leg_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    guest, delegation, place = facts.get("guest"), facts.get("delegation"), facts.get("place")
    if guest is not None and delegation is not None and not same(of(guest, "delegation"), delegation):
        yield "guest", _("%(guest)s is not of this delegation.", guest=guest)
    kind = MET_AT.get(facts.get("mode") or "")
    if place is not None and kind and of(place, "kind") != kind:
        yield "place", _("Nobody comes or goes that way at %(place)s; choose another place.", place=place)
    people = of(delegation, "people")
    if people and facts.get("people") and facts["people"] > people:
        yield "people", _("The delegation has only %(people)s people.", people=people)
    state, done = facts.get("state"), DONE.get(facts.get("way") or "", ())
    if state in (MET, LODGED, GONE) and state not in done:
        yield "state", _("Guests are met and brought to the hotel when they arrive, and seen off when they leave.")
    yield from far_faults(facts, edition, "at")


def lodging_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    first, last, rooms = facts.get("first_night"), facts.get("last_night"), facts.get("allotment")
    yield from night_faults(facts, edition)
    if facts.get("shares_with") is not None and same(facts.get("guest"), facts["shares_with"]):
        yield "shares_with", _("Nobody shares a room with himself or herself; choose the other guest.")
    if facts.get("room") and rooms is None:
        yield "room", _("A room number needs the hotel; choose from whose rooms it is.")
    if rooms is None or not (first and last) or last < first:
        return
    kept, until = of(rooms, "first_night"), of(rooms, "last_night")
    if first < kept or last > until:
        told = {"first": f"{kept:%d/%m}", "last": f"{until:%d/%m}"}
        yield "allotment", _("These rooms are kept from the night of %(first)s to that of %(last)s only.", **told)
    stars = of(of(rooms, "place"), "stars")
    if facts.get("stars") and stars and stars < facts["stars"]:
        yield "allotment", _("The hotel has %(stars)s stars, and the guest is to have more.", stars=stars)


def escort_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    if not facts.get("liaison") and not facts.get("interpreter"):
        yield "liaison", _("Say whether it is a liaison officer, an interpreter, or both.")
    if facts.get("interpreter") and not facts.get("languages"):
        yield "languages", _("An interpreter needs a language; write it down.")


def far_faults(facts: Facts, edition: Edition, *keys: str) -> Iterator[Fault]:
    for key in keys:
        if (day := _day(facts.get(key), edition)) is None:
            continue
        if not edition.first_day - AROUND <= day <= edition.last_day + AROUND:
            told = f"{day:%d/%m/%Y}"
            yield key, _("%(day)s is far from the days of the edition; is the year right?", day=told)


def _day(value: Any, edition: Edition) -> date | None:
    if isinstance(value, datetime):
        return edition.local(value).date()
    return value if isinstance(value, date) else None
