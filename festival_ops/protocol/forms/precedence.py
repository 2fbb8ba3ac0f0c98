"""Forms of kinds of guests and of rules of precedence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.programme.forms.fields import NameField, PartsField, source_field, status_field
from festival_ops.programme.lookup import Lookup
from festival_ops.protocol import grammar, sense
from festival_ops.protocol.forms.fields import ProtocolForm
from festival_ops.protocol.kinds import BESIDE, FIRST_SEATS, GUEST, HANDS, INTERPRETERS, LEFT, SIDES, TIES
from festival_ops.protocol.models import GuestGroup, PrecedenceGroup
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, ManyWordsField, TextField, YesField
from festival_ops.web.scope import visible
from festival_ops.web.telling import called


@dataclass(frozen=True)
class GroupAt:
    """A kind of guests that has been found, at its place in the order."""

    group: GuestGroup
    position: int


def _read_order(text: str) -> list[GroupAt]:
    lookup: Lookup[GuestGroup] = Lookup(db.session.scalars(visible(GuestGroup, Secrecy.GUARDED)))
    groups = lookup.find_all(grammar.parse_order(text))
    return [GroupAt(group, position) for position, group in enumerate(groups, start=1)]


def _show_order(rows: Iterable[Any]) -> str:
    return "\n".join(called(row.group) for row in rows)


def order_field() -> PartsField:
    return PartsField(
        _("Order of kinds"),
        part=PrecedenceGroup,
        facts=("group", "position"),
        key=("group",),
        read=_read_order,
        show=_show_order,
        hint=_("One code a line, the highest first: A0, then A1-F. What follows the code is only for reading."),
    )


class GuestGroupForm(ProtocolForm):
    code = NameField(_("Code"), most=12, hint=_("Short, as A1-F; lists and orders of precedence use it."))
    name = NameField(_("Kind of guests"))
    name_en = TextField(_("Name in English"))
    side = ChoiceField(_("Side"), choices=SIDES, default=GUEST, hint=_("Hosts receive; they sit on the hosts' side."))
    fewest = CountField(_("At least"), most=100_000, hint=_("How many an opening has of them; an estimate will do."))
    most = CountField(_("At most"), most=100_000)
    seats = TextField(_("Where they sit"), hint=_("In words, for example: front row, centre."))
    seated = YesField(_("Has a chair"), default=True, hint=_("Press at a riser or a public that stands has none."))
    greeted = YesField(_("Greeted by name and title"), hint=_("From the stage; the others are greeted as a kind."))
    liaison = YesField(_("Has a liaison officer"))
    interpreter = YesField(_("Has an interpreter"))
    vehicle = TextField(_("Vehicle"), hint=_("In words, for example: car with pennant."))
    lodging = CountField(
        _("Class of hotel"), least=0, most=5, empty=0, default=0, hint=_("In stars; 0 means that no room is kept.")
    )
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return sense.group_faults(self.data, g.edition)


class PrecedenceSetForm(ProtocolForm):
    name = NameField(_("Name"), hint=_("For example: opening on a stage; banquet at round tables."))
    name_en = TextField(_("Name in English"))
    order = order_field()
    guest_side = ChoiceField(_("Guests sit"), choices=HANDS, default=LEFT, hint=_("The hosts sit on the other hand."))
    first = ChoiceField(_("The best seat of a row"), choices=FIRST_SEATS, default="centre")
    even = ChoiceField(
        _("With an even number of seats, the better one is"),
        choices=HANDS,
        default=LEFT,
        hint=_("Two seats then share the middle."),
    )
    interpreters = ChoiceField(_("Interpreters sit"), choices=INTERPRETERS, default=BESIDE)
    ties = ManyWordsField(
        _("Equals are told apart by"), choices=TIES, hint=_("In this order; without any, by the alphabet.")
    )
    note = TextField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return ()
