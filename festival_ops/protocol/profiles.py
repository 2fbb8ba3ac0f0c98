"""Lists of protocol for others, each with what its readers need and nothing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import selectinload

from festival_ops.database import db
from festival_ops.protocol import queries
from festival_ops.protocol.kinds import CANCELLED, LEG_STATES, MODES, ROOMS, WAYS
from festival_ops.protocol.models import Delegation, Escort, Guest, Pass
from festival_ops.protocol.pass_kinds import BEARERS, GONE, STATES
from festival_ops.spreadsheets.extracts import Extract
from festival_ops.spreadsheets.leaving import PASSES
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible
from festival_ops.web.telling import by_name, day, moment

FULL, HOTEL, TRANSPORT, CHECK, HANDOUT, COUNTS = "full", "hotel", "transport", "check", "handout", "counts"
# What goes in and out whole: these lists come back through the importer.
WHOLE = ("delegations", "guests", "legs", "lodgings", "escorts", "invitations")


@dataclass(frozen=True)
class Field:
    """A column: its heading, and what stands in it for a row."""

    title: Any
    told: Callable[[Any], Raw]


@dataclass(frozen=True)
class Part:
    """A list of a profile; `sheet` is the one to which its rows belong."""

    sheet: str
    title: Any
    rows: Callable[[], Iterable[Any]]
    fields: Sequence[Field]

    def extract(self) -> Extract:
        rows = [[field.told(row) for field in self.fields] for row in self.rows()]
        return Extract(self.sheet, str(self.title), [str(field.title) for field in self.fields], rows)


@dataclass(frozen=True)
class Profile:
    """`whom` it is for, what it `shows` and what it `leaves_out`, each as a sentence."""

    name: str
    title: Any
    whom: Any
    shows: Any
    leaves_out: Any
    parts: Sequence[Part] = ()


def _lodgings() -> Iterable[Any]:
    return queries.lodgings()


def _legs() -> Iterable[Any]:
    return [leg for leg in queries.legs() if leg.state != CANCELLED]


def _guests() -> Iterable[Guest]:
    rows = visible(Guest, Secrecy.GUARDED).where(Guest.erased_at.is_(None)).order_by(Guest.sort_key, Guest.id)
    return list(db.session.scalars(rows.options(selectinload(Guest.delegation))))


def _escorts() -> Iterable[Escort]:
    return list(db.session.scalars(visible(Escort, Secrecy.GUARDED).order_by(Escort.sort_key, Escort.id)))


def _passes() -> Iterable[Pass]:
    rows = visible(Pass, Secrecy.GUARDED).where(Pass.state.not_in(GONE)).order_by(Pass.number)
    named = (selectinload(each) for each in (Pass.kind, Pass.guest, Pass.delegation, Pass.escort, Pass.troupe))
    return list(db.session.scalars(rows.options(*named)))


def _bearer(row: Pass) -> str:
    return by_name(row.who) if row.who is not None else row.holder or str(dict(BEARERS)[row.kind.bearer])


def _own_delegation(row: Pass) -> str:
    held = row.delegation or (row.guest.delegation if row.guest else None)
    return held.code if held else ""


def _delegations() -> list[Delegation]:
    return list(db.session.scalars(visible(Delegation, Secrecy.GUARDED).order_by(Delegation.code)))


def _countries() -> Iterable[tuple[str, int, int]]:
    """Country, delegations, people; most people first."""
    held, people = Counter[str](), Counter[str]()
    for row in _delegations():
        held[row.country] += 1
        people[row.country] += row.people
    return [(country, held[country], people[country]) for country in sorted(held, key=lambda each: -people[each])]


def _hotel(row: Any) -> str:
    return by_name(row.allotment.place) if row.allotment else gettext("no room yet")


def _room(row: Any) -> str:
    return str(dict(ROOMS)[row.allotment.kind]) if row.allotment else ""


def _office(row: Guest) -> str:
    return (row.office_en if str(get_locale()) == "en" else "") or row.office


def _duty(row: Escort) -> str:
    duties = ((row.liaison, gettext("Liaison officer")), (row.interpreter, gettext("Interpreter")))
    return ", ".join(duty for held, duty in duties if held)


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            FULL,
            _("Everything"),
            _("For protocol itself."),
            _("All columns of delegations, guests, journeys, rooms, escorts and invitations; it comes back unchanged."),
            _("It leaves out passports alone, so it stays in this room."),
        ),
        Profile(
            HOTEL,
            _("For hotels"),
            _("For the reception of a hotel."),
            _("Names, nights, the kind of room, and who shares one."),
            _("It leaves out offices, kinds of guests, delegations, journeys, telephone numbers and diet."),
            (
                Part(
                    "lodgings",
                    _("Rooms of guests"),
                    _lodgings,
                    (
                        Field(_("Hotel"), _hotel),
                        Field(_("Kind of room"), _room),
                        Field(_("Room number"), lambda row: row.room),
                        Field(_("Guest"), lambda row: by_name(row.guest)),
                        Field(
                            _("Shares the room with"), lambda row: by_name(row.shares_with) if row.shares_with else ""
                        ),
                        Field(_("First night"), lambda row: day(row.first_night)),
                        Field(_("Last night"), lambda row: day(row.last_night)),
                    ),
                ),
            ),
        ),
        Profile(
            TRANSPORT,
            _("For transport"),
            _("For those who drive, and for airports and stations."),
            _("Codes of delegations, how many people and suitcases come or go, when and where."),
            _("It leaves out all names and offices, and whatever was written down about formalities."),
            (
                Part(
                    "legs",
                    _("Arrivals and departures"),
                    _legs,
                    (
                        Field(_("Delegation"), lambda row: row.delegation.code),
                        Field(_("Arrival or departure"), lambda row: str(dict(WAYS)[row.way])),
                        Field(_("By what"), lambda row: str(dict(MODES)[row.mode])),
                        Field(_("Flight, train or car"), lambda row: row.number),
                        Field(_("When"), lambda row: moment(row.at)),
                        Field(_("Place"), lambda row: by_name(row.place)),
                        Field(_("People"), lambda row: row.people),
                        Field(_("Suitcases"), lambda row: row.luggage),
                        Field(_("How it stands"), lambda row: str(dict(LEG_STATES)[row.state])),
                    ),
                ),
            ),
        ),
        Profile(
            CHECK,
            _("For the security check"),
            _("For those who let people in."),
            _("Names, offices and countries of guests; names and duties of escorts."),
            _("It leaves out journeys, hotels, telephone numbers, diet, access needs and erased names."),
            (
                Part(
                    "guests",
                    _("Guests"),
                    _guests,
                    (
                        Field(_("Name"), by_name),
                        Field(_("Office"), _office),
                        Field(
                            _("Country or province"),
                            lambda row: row.country or (row.delegation.country if row.delegation else ""),
                        ),
                    ),
                ),
                Part(
                    "escorts",
                    _("Liaison officers and interpreters"),
                    _escorts,
                    (Field(_("Name"), by_name), Field(_("Duty"), _duty)),
                ),
            ),
        ),
        Profile(
            HANDOUT,
            _("For the desk that hands out passes"),
            _("For those who give passes to their bearers."),
            _("Number, kind, bearer, delegation, heads, and what has become of each pass."),
            _("It leaves out the letters behind the number, hours, zones, offices, and passes that are lost or void."),
            (
                Part(
                    PASSES,
                    _("Passes"),
                    _passes,
                    (
                        Field(_("Number on the pass"), str),
                        Field(_("Kind of pass"), lambda row: by_name(row.kind)),
                        Field(_("Borne by"), _bearer),
                        Field(_("Delegation"), _own_delegation),
                        Field(_("Heads"), lambda row: row.heads),
                        Field(_("State"), lambda row: str(dict(STATES)[row.state])),
                    ),
                ),
            ),
        ),
        Profile(
            COUNTS,
            _("In numbers, without names"),
            _("For the press and for reports."),
            _("How many delegations and people come from which country or province, and how many each delegation is."),
            _("It leaves out every name, of people and of delegations; a delegation is its code."),
            (
                Part(
                    "delegations",
                    _("By country or province"),
                    _countries,
                    (
                        Field(_("Country or province"), lambda row: row[0] or gettext("not written down")),
                        Field(_("Delegations"), lambda row: row[1]),
                        Field(_("People"), lambda row: row[2]),
                    ),
                ),
                Part(
                    "delegations",
                    _("By delegation"),
                    _delegations,
                    (
                        Field(_("Delegation"), lambda row: row.code),
                        Field(_("Country or province"), lambda row: row.country),
                        Field(_("People"), lambda row: row.people),
                    ),
                ),
            ),
        ),
    )
}


def about(profile: Profile) -> list[str]:
    """What the first page of the workbook says."""
    edition = gettext("Edition: %(edition)s", edition=by_name(g.edition))
    return [str(profile.title), edition, *(str(told) for told in (profile.whom, profile.shows, profile.leaves_out))]
