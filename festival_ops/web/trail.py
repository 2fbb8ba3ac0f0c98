"""The history as people read it: who, when, what it was before and is now, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import g
from flask_babel import get_locale, lazy_gettext
from sqlalchemy import Select, select

from festival_ops.database import db
from festival_ops.web.access import Secrecy
from festival_ops.web.addresses import resource_of
from festival_ops.web.models import HistoryEntry
from festival_ops.web.telling import told

SHOWN = 20
ACTS = {
    "created": lazy_gettext("added"),
    "changed": lazy_gettext("changed"),
    "removed": lazy_gettext("removed"),
    "password": lazy_gettext("set the password of"),
    "phone": lazy_gettext("forgot the lost phone of"),
    "placed": lazy_gettext("placed in the plan"),
    "unplaced": lazy_gettext("taken out of the plan"),
    "placed aside": lazy_gettext("placed in a scenario"),
    "unplaced aside": lazy_gettext("taken out of a scenario"),
    "resized aside": lazy_gettext("given another length in a scenario"),
    "branched": lazy_gettext("made as a scenario"),
    "rebased": lazy_gettext("brought up to date"),
    "adopted": lazy_gettext("adopted into the main plan"),
    "archived": lazy_gettext("archived"),
    "reopened": lazy_gettext("restored from the archive"),
    "pinned": lazy_gettext("pinned"),
    "unpinned": lazy_gettext("no longer pinned"),
    "reordered": lazy_gettext("put in another order"),
    "asked": lazy_gettext("asked the solver"),
    "accepted": lazy_gettext("accepted"),
    "refused": lazy_gettext("refused"),
    "undone": lazy_gettext("accepted and taken back"),
    "released": lazy_gettext("published"),
    "withdrawn": lazy_gettext("withdrawn"),
    "cancelled": lazy_gettext("cancelled"),
    "restored": lazy_gettext("let take place after all"),
    "signed": lazy_gettext("signed"),
    "told": lazy_gettext("told of a release"),
    "assigned": lazy_gettext("put on duty"),
    "taken off": lazy_gettext("taken off duty"),
    "cleared": lazy_gettext("removed as an old duty"),
    "left out": lazy_gettext("left somebody out"),
    "taken in": lazy_gettext("took somebody in again"),
    "away": lazy_gettext("noted an absence in"),
    "back": lazy_gettext("took an absence back in"),
    "taken back": lazy_gettext("taken back"),
    "passed on": lazy_gettext("passed the duties on of"),
    "took over": lazy_gettext("gave the duties of a head to"),
    "name taken back": lazy_gettext("took the name back of"),
    "given up": lazy_gettext("took all duties off"),
    "read": lazy_gettext("read the note of"),
    "erased": lazy_gettext("erased the name of"),
    "checked in": lazy_gettext("checked in"),
    "checked out": lazy_gettext("checked out"),
    "check-in taken back": lazy_gettext("check-in taken back"),
    "check-out taken back": lazy_gettext("check-out taken back"),
    "planned": lazy_gettext("put back to planning"),
    "agreed": lazy_gettext("agreed to"),
    "announced": lazy_gettext("announced to the public"),
    "lifted": lazy_gettext("lifted"),
    "switched on": lazy_gettext("switched on"),
    "switched off": lazy_gettext("switched off"),
}


@dataclass(frozen=True)
class Change:
    label: Any
    before: Any
    after: Any


def entries_of(row: Any) -> list[HistoryEntry]:
    return list(db.session.scalars(_of(row).limit(SHOWN)))


def last_entry_of(row: Any) -> HistoryEntry | None:
    return db.session.scalars(_of(row).limit(1)).first()


def removal_of(table: str, id: int) -> HistoryEntry | None:
    """Who removed the record that had this number, if the person may know."""
    removed = readable().where(HistoryEntry.subject == table, HistoryEntry.subject_id == id)
    return db.session.scalars(removed.where(HistoryEntry.act == "removed").limit(1)).first()


def readable() -> Select[HistoryEntry]:
    """Entries of this edition that the person may read, the newest first."""
    open_to = [secrecy for secrecy in Secrecy if g.access.sees_all(secrecy)]
    entries = select(HistoryEntry).where(HistoryEntry.edition_id == g.edition.id, HistoryEntry.secrecy.in_(open_to))
    return entries.order_by(HistoryEntry.id.desc())


def act_of(entry: HistoryEntry) -> Any:
    return ACTS.get(entry.act, entry.act)


def changes_of(entry: HistoryEntry) -> Iterator[Change]:
    """What differs; a new or removed row tells what it held."""
    before, after = entry.before or {}, entry.after or {}
    for name in dict.fromkeys([*after, *before]):
        ids_of_named = name.endswith("_id") and name.removesuffix("_id") in {*after, *before}
        if name not in ("edition_id", "plan_id") and not ids_of_named and before.get(name) != after.get(name):
            label, tell = _told_by(entry.subject, name)
            yield Change(label, tell(before.get(name)), tell(after.get(name)))


def tells(entry: HistoryEntry) -> bool:
    return any(True for _change in changes_of(entry))


def name_of(entry: HistoryEntry) -> str:
    """What the record was called when it was written down."""
    facts = entry.after or entry.before or {}
    tied = " – ".join(facts[name] for name in _TYING if facts.get(name))
    names = ("name_en", *_NAMES) if str(get_locale()) == "en" and facts.get("name") else _NAMES
    own = next((facts[name] for name in names if facts.get(name)), tied)
    return str(own or facts.get("reason") or f"№ {entry.subject_id}")


def kind_of(entry: HistoryEntry) -> Any:
    resource = resource_of(entry.subject)
    return resource.titles[0] if resource else _KINDS.get(entry.subject, entry.subject)


def _told_by(subject: str, name: str) -> tuple[Any, Callable[[Any], Any]]:
    """What the field is called, and how its values are told."""
    resource = resource_of(subject)
    if resource is None or not resource.names(name):
        return _LABELS.get(name, name), told
    return resource.label(name), partial(resource.told, name)


def _of(row: Any) -> Select[HistoryEntry]:
    own = (HistoryEntry.subject == row.__tablename__, HistoryEntry.subject_id == row.id)
    return select(HistoryEntry).where(*own).order_by(HistoryEntry.id.desc())


_NAMES = ("name", "code", "user")
# What a record without a name of its own ties together.
_PEOPLE = ("guest", "escort", "troupe", "officer")
_TYING = ("first", "second", "origin", "destination", *_PEOPLE, "post", "shift", "qualification")
_KINDS = {
    "arrival_run": lazy_gettext("Search for slots at the gates"),
    "attendance": lazy_gettext("Attendance"),
    "feed": lazy_gettext("Calendar feed"),
    "edition": lazy_gettext("Edition"),
    "escort_book": lazy_gettext("Who goes with whom"),
    "escort_run": lazy_gettext("Search for who goes along"),
    "gate_arrivals": lazy_gettext("Slots at the gates of a ceremony"),
    "goal_order": lazy_gettext("Order of goals"),
    "guest_release": lazy_gettext("Release of who goes along"),
    "guest_stop": lazy_gettext("Where guests get in and out"),
    "parade_run": lazy_gettext("Search for the order of a parade"),
    "passport": lazy_gettext("Passport"),
    "membership": lazy_gettext("Membership"),
    "outage": lazy_gettext("Vehicle or driver away"),
    "parameter": lazy_gettext("Number of the rules"),
    "placement": lazy_gettext("Place in the plan"),
    "plan": lazy_gettext("Plan"),
    "proposal": lazy_gettext("Proposal"),
    "release": lazy_gettext("Release"),
    "duty": lazy_gettext("Duty at a post"),
    "ride": lazy_gettext("Ride"),
    "ride_book": lazy_gettext("Rides"),
    "ride_release": lazy_gettext("Release of the rides"),
    "ride_run": lazy_gettext("Search for rides"),
    "ride_telling": lazy_gettext("Told of a release of the rides"),
    "road_notice": lazy_gettext("Road notice"),
    "room_run": lazy_gettext("Search for rooms"),
    "roster": lazy_gettext("Roster"),
    "roster_release": lazy_gettext("Release of the roster"),
    "roster_run": lazy_gettext("Search for a roster"),
    "rule_level": lazy_gettext("Level of a rule"),
    "script_issue": lazy_gettext("Issue of a script"),
    "seating": lazy_gettext("Who sits where"),
    "seating_run": lazy_gettext("Search for a seating"),
    "signature": lazy_gettext("Signature of a department"),
    "signing_duty": lazy_gettext("Duty to sign"),
    "solve_run": lazy_gettext("Search for a plan"),
    "telling": lazy_gettext("Told of a release"),
    "user": lazy_gettext("Person"),
    "waiver": lazy_gettext("Signed exception"),
    "wish_weight": lazy_gettext("Weight of a wish"),
}
_LABELS = {
    "units": lazy_gettext("Order of the units"),
    "driver": lazy_gettext("Driver"),
    "ends": lazy_gettext("End"),
    "expires": lazy_gettext("Expires"),
    "guest": lazy_gettext("Guest"),
    "escort": lazy_gettext("Liaison officer or interpreter"),
    "label": lazy_gettext("Name"),
    "revoked": lazy_gettext("Revoked"),
    "name": lazy_gettext("Name"),
    "names": lazy_gettext("Names people"),
    "order": lazy_gettext("Order held"),
    "role": lazy_gettext("Role"),
    "stage": lazy_gettext("Stage"),
    "stands_for": lazy_gettext("Takes the place of"),
    "starts": lazy_gettext("Start"),
    "stops": lazy_gettext("Stops"),
    "troupe": lazy_gettext("Troupe"),
    "user": lazy_gettext("Person"),
    "vehicle": lazy_gettext("Vehicle"),
}
