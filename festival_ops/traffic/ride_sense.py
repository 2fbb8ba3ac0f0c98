"""What of rides can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.models import Edition

Fault = tuple[str, str]
# Groups arrive before the edition and leave after it, but not months away from it.
AROUND = timedelta(days=30)
OWN_HOURS = ("pickup_starts", "pickup_ends", "delivery_starts", "delivery_ends")


def far_faults(edition: Edition, facts: Mapping[str, Any], *keys: str) -> Iterator[Fault]:
    for key in keys:
        moment = facts.get(key)
        if isinstance(moment, datetime):
            day = edition.local(moment).date()
            if not edition.first_day - AROUND <= day <= edition.last_day + AROUND:
                told = f"{day:%d/%m/%Y}"
                yield key, _("%(day)s is far from the days of the edition; is the year right?", day=told)


def stay_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    """The key at fault, and why."""
    arrives, departs = facts.get("arrives"), facts.get("departs")
    if arrives and departs and departs <= arrives:
        yield "departs", _("The group leaves before it arrives.")
    for moment, place in (("arrives", "arrival_place"), ("departs", "departure_place")):
        if facts.get(place) is not None and facts.get(moment) is None and facts.get("troupe") is None:
            yield moment, _("Say when, or choose the troupe whose arrival and departure hold.")


def transfer_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    """The key at fault, and why. What could not be read is None and asked for elsewhere."""
    if facts.get("troupe") is None and not facts.get("for_whom"):
        yield "for_whom", _("Say for whom: choose a troupe, or describe the crew in words.")
    yield from _follow_faults(facts)
    yield from _hour_faults(facts)
    yield from _place_faults(facts)


def _follow_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    for end in ("after", "before"):
        if facts.get(f"{end}_show") is not None and facts.get(f"{end}_rehearsal") is not None:
            yield f"{end}_rehearsal", _("Name a performance or a rehearsal here, not both.")
    for what in ("show", "rehearsal"):
        if facts.get(f"after_{what}") is not None and facts.get(f"after_{what}") == facts.get(f"before_{what}"):
            yield f"before_{what}", _("It sets them free, too; a transfer leads from one show to another.")
    after, before, leg = _end(facts, "after"), _end(facts, "before"), facts.get("leg")
    if leg and (after is not None or before is not None):
        yield "leg", _("It follows the stay of a group or shows, not both.")
    if leg and facts.get("stay") is None:
        yield "stay", _("Choose the group that arrives or leaves.")


def _hour_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    if _end(facts, "after") is not None or _end(facts, "before") is not None or facts.get("leg"):
        for key in OWN_HOURS:
            if facts.get(key) is not None:
                yield key, _("It follows what gives its hours; leave this empty, or follow nothing.")
        if facts.get("moves_with") is not None:
            yield "moves_with", _("It follows what gives its hours; leave this empty, or follow nothing.")
        return
    missing = [key for key in OWN_HOURS if facts.get(key) is None]
    for key in missing:
        yield key, _("Say when, or name the show or the stay that it follows.")
    if missing:
        return
    pickup, picked, delivery, delivered = (facts[key] for key in OWN_HOURS)
    if picked < pickup:
        yield "pickup_ends", _("The window ends before it begins.")
    if delivered < delivery:
        yield "delivery_ends", _("The window ends before it begins.")
    elif delivered < pickup:
        yield "delivery_ends", _("They would have to be there before they can be fetched.")


def _place_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    origin, destination, stay = facts.get("origin"), facts.get("destination"), facts.get("stay")
    if origin is None and _end(facts, "after") is None and stay is None:
        yield "origin", _("Say where they get in, or choose the group that stays there.")
    if destination is None and _end(facts, "before") is None and stay is None:
        yield "destination", _("Say where they get out, or choose the group that stays there.")
    if origin is not None and origin == destination:
        yield "destination", _("They get in there, too; a transfer leads to another place.")
    follows = _end(facts, "after") is not None or _end(facts, "before") is not None or facts.get("leg")
    if stay is not None and not follows and origin is None and destination is None:
        yield "destination", _("It would end where it begins, at the lodging; say where it leads from or to.")


def _end(facts: Mapping[str, Any], end: str) -> Any:
    """The show or rehearsal that it follows there."""
    show = facts.get(f"{end}_show")
    return facts.get(f"{end}_rehearsal") if show is None else show
