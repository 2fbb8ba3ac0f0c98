"""Forms of ceremonies, their blocks of chairs, and who sits together or apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.programme.forms.fields import (
    MinutesField,
    MomentField,
    NameField,
    PartsField,
    source_field,
    status_field,
)
from festival_ops.programme.lookup import Lookup
from festival_ops.programme.models import Performance
from festival_ops.protocol import ceremony_sense, grammar
from festival_ops.protocol.ceremony_kinds import (
    ACROSS,
    AISLES,
    BLOCK_SIDES,
    BOTH,
    CAMERAS,
    CEREMONIES,
    EVERYBODY,
    LIES,
    OPENING,
)
from festival_ops.protocol.chair_grammar import parse_chairs, show_chairs
from festival_ops.protocol.forms.fields import ProtocolForm, guarded
from festival_ops.protocol.models import Ceremony, Guest, GuestGroup, GuestPlace, PrecedenceSet, SeatBlockGroup
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField, WrittenField, YesField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import visible


def chairs_field(label: Any, hint: Any) -> WrittenField:
    return WrittenField(label, read=parse_chairs, show=show_chairs, empty=[], hint=hint)


class CeremonyForm(ProtocolForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Occasion"), choices=CEREMONIES, default=OPENING)
    performance = OneRowField(
        _("Performance"), of=Performance, hint=_("Then it has the hours of the performance and moves with it.")
    )
    starts = MomentField(_("Starts"))
    ends = MomentField(_("Ends"))
    place = guarded(_("Place"), of=GuestPlace)
    precedence = guarded(
        _("Order of precedence"), of=PrecedenceSet, required=True, hint=_("By which guests are ranked and seated.")
    )
    host = guarded(_("Host of the ceremony"), of=Guest)
    doors = MinutesField(_("Doors open before the start"), default=60, empty=60, most=720)
    closed = MinutesField(_("Guests are seated before the start"), default=10, empty=10, most=720)
    camera = ChoiceField(
        _("The broadcast sees best"), choices=CAMERAS, default="", hint=_("Left and right as seen from the seats.")
    )
    note = TextField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return ceremony_sense.ceremony_faults(self.data, g.edition)


class SeatBlockForm(ProtocolForm):
    ceremony = guarded(_("Ceremony"), of=Ceremony, required=True)
    code = NameField(_("Code"), most=12, hint=_("Short, as A; chairs are called A-1-4: block, row, number."))
    position = CountField(_("Place from the middle"), required=True, least=1, most=100, default=1)
    lies = ChoiceField(_("Place in the hall"), choices=LIES, default=ACROSS, hint=_("As seen from the seats."))
    first_row = CountField(
        _("First row"), required=True, least=1, most=100, default=1, hint=_("Counted from the stage.")
    )
    rows = CountField(_("Rows"), required=True, least=1, most=60)
    places = CountField(_("Chairs a row"), required=True, least=1, most=80)
    aisle = ChoiceField(_("Aisles"), choices=AISLES, default=BOTH)
    side = ChoiceField(_("Who sits there"), choices=BLOCK_SIDES, default=EVERYBODY)
    groups = PartsField(
        _("Only these kinds of guests"),
        part=SeatBlockGroup,
        facts=("group",),
        read=lambda text: _read_groups(text),
        show=lambda rows: "\n".join(str(row.group) for row in rows),
        hint=_("One code a line; empty is for all kinds."),
    )
    missing = chairs_field(_("Places without a chair"), _("Row and number, as 1-4; 3-7..9 are three chairs of a row."))
    step_free = chairs_field(_("Chairs without steps"), _("Reached and used without a step."))
    held = chairs_field(_("Chairs kept free"), _("For cameras, guards or late guests."))
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return ceremony_sense.block_faults(self.data, g.edition)


class SeatTieForm(ProtocolForm):
    ceremony = guarded(_("Ceremony"), of=Ceremony, nothing=_("– wherever both are invited –"))
    first = guarded(_("Guest"), of=Guest, required=True)
    second = guarded(_("And guest"), of=Guest, required=True)
    together = YesField(_("Sit side by side"), hint=_("Otherwise they are kept apart."))
    between = CountField(_("Chairs between them"), least=0, most=50, default=3, empty=3)
    reason = TextField(_("Reason"), most=300, hint=_("Only people of the protocol room read it."))
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return ceremony_sense.tie_faults(self.data, g.edition)


class _InBlock:
    def __init__(self, group: GuestGroup) -> None:
        self.group = group


def _read_groups(text: str) -> list[_InBlock]:
    lookup: Lookup[GuestGroup] = Lookup(db.session.scalars(visible(GuestGroup, Secrecy.GUARDED)))
    return [_InBlock(group) for group in lookup.find_all(grammar.parse_order(text))]
