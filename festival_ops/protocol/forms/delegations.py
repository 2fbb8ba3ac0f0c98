"""Forms of delegations and of guests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import DayField, KnownField, NameField, source_field, status_field
from festival_ops.programme.models import Party
from festival_ops.protocol import sense
from festival_ops.protocol.forms.fields import (
    ProtocolForm,
    code_field,
    guarded,
    host_field,
    kept_field,
    languages_field,
    reads_private,
)
from festival_ops.protocol.models import Delegation, Guest, GuestGroup
from festival_ops.web.fields import CountField, TextField, YesField


class DelegationForm(ProtocolForm):
    code = code_field(_("Stands wherever no name may: in the history, with traffic, in rides. For example D07."))
    name = NameField(_("Delegation"))
    name_en = TextField(_("Name in English"))
    group = guarded(_("Kind of guests"), of=GuestGroup, required=True)
    country = KnownField(_("Country or province"), of=Delegation, most=80)
    languages = languages_field(_("In which they are spoken to; without any, Vietnamese."))
    people = CountField(
        _("People"), required=True, least=1, most=2000, hint=_("All who come, also without a name yet.")
    )
    host = host_field()
    party = guarded(
        _("Guests of honour in the programme"),
        of=Party,
        hint=_("The code under which the programme keeps shows free for this delegation."),
    )
    kept_until = kept_field()
    note = TextField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from sense.delegation_faults(self.data, g.edition)
        if self.party.data and (other := self.others(Delegation, Delegation.party_id == self.party.data.id)):
            yield "party", gettext("That is delegation %(code)s.", code=other[0].code)
        written = len(self.row.guests) if isinstance(self.row, Delegation) else 0
        if self.people.data and written > self.people.data:
            yield "people", gettext("%(num)s guests of it are written down; it is that many at least.", num=written)


class GuestForm(ProtocolForm):
    """Numbers of people, and what they eat and need, are fields only for whoever may read them."""

    code = code_field(_("Stands wherever no name may: in the history, with traffic, in rides. For example G012."))
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"), hint=_("As it stands on English cards."))
    address = TextField(_("Form of address"), most=80, hint=_("As it is said, for example: Ngài Đại sứ."))
    address_en = TextField(_("Form of address in English"), most=80, hint=_("For example: His Excellency."))
    office = TextField(_("Office"), most=300)
    office_en = TextField(_("Office in English"), most=300)
    office_since = DayField(
        _("Office held since"), hint=_("For example 01/07/2021. Of two who are equal the earlier goes first.")
    )
    country = KnownField(_("Country or province"), of=Guest, most=80)
    delegation = guarded(_("Delegation"), of=Delegation, nothing=_("– comes alone –"))
    position = CountField(_("Place in the delegation"), least=1, most=2000, hint=_("1 is the head."))
    group = guarded(_("Kind of guests"), of=GuestGroup, required=True)
    position_in_group = CountField(
        _("Place within the kind"), least=1, most=2000, hint=_("1 is the highest; empty where the office decides.")
    )
    languages = languages_field(_("In which he or she is spoken to; without any, that of the delegation."))
    host = host_field()
    phone = TextField(_("Phone"), most=40)
    email = TextField(_("E-mail"), most=255)
    step_free = YesField(_("Needs ways and seats without steps"))
    diet = TextField(_("Diet"), most=300, hint=_("Shown on this page alone."))
    access_needs = TextField(_("Access needs"), most=300, hint=_("Shown on this page alone."))
    gifts = YesField(_("May be given a gift"), hint=_("Rules of the guest's own house may forbid it."))
    kept_until = kept_field()
    note = TextField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reads_private():
            del self.phone, self.email, self.diet, self.access_needs

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from sense.guest_faults(self.data, g.edition)
        if self.host.data is not None and self.host.data is self.row:
            yield "host", gettext("Nobody receives himself or herself; choose another host.")
        if (delegation := self.delegation.data) is None:
            return
        members = self.others(Guest, Guest.delegation_id == delegation.id)
        for other in members:
            if self.position.data and other.position == self.position.data:
                yield "position", gettext("%(guest)s has this place already; give another.", guest=other)
        if len(members) >= delegation.people:
            yield (
                "delegation",
                gettext("It has %(people)s people, and all of them are written down.", people=delegation.people),
            )
