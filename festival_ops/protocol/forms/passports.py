"""Forms of passports. They never hold what is stored: whoever replaces a passport writes it down anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from festival_ops.programme.forms.fields import DayField
from festival_ops.programme.models import Troupe
from festival_ops.protocol.forms.fields import guarded
from festival_ops.protocol.models import Escort, Guest, Passport
from festival_ops.protocol.passports import Facts
from festival_ops.protocol.reasons import fault_of
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import TextField, WrittenField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import visible

_PRINTED = ("number", "country", "expires", "name", "born")
_NUMBER = re.compile(r"[A-Z0-9]{5,20}")


def _read_number(text: str) -> str:
    number = re.sub(r"[\s.\-]", "", text).upper()
    if not (_NUMBER.fullmatch(number) and re.search(r"\d", number)):
        raise ValueError(
            gettext("A passport number has 5 to 20 Latin letters and digits, for example C1234567; this is another.")
        )
    return number


class PassportForm(Form):
    """What stands in it; the kinds below say whose it is."""

    number = WrittenField(
        _("Passport number"),
        read=_read_number,
        show=str,
        required=True,
        hint=_("As it is printed; spaces may stay."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40},
    )
    country = TextField(_("Issued by (country)"), required=True, most=80, render_kw={"autocomplete": "off"})
    expires = DayField(_("Valid until"), required=True, hint=_("For example 31/05/2029."))
    name = TextField(
        _("Name as it is printed"),
        hint=_("Only where the passport writes it in another way."),
        render_kw={"autocomplete": "off"},
    )
    born = DayField(_("Date of birth"), hint=_("Only where the list for the border asks for it."))

    def facts(self) -> Facts:
        return Facts(*(self[key].data for key in _PRINTED))

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if any(field.process_errors for field in self.asked):
            return False
        for key, fault in self.faults():
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return sound

    def faults(self) -> Iterator[tuple[str, str]]:
        born, expires = self.born.data, self.expires.data
        if born and expires and born >= expires:
            yield "born", gettext("Nobody is born after the passport has run out; please look at both dates.")

    @property
    def order(self) -> tuple[str, ...]:
        """Whose it is stands first."""
        return (*(key for key in ("troupe", "holder", "guest", "escort") if key in self), *_PRINTED)

    def put_into(self, row: Passport) -> None:
        """Whose it is; what stands in it is sealed."""


class ArtistForm(PassportForm):
    troupe = OneRowField(_("Troupe"), of=Troupe, required=True)
    holder = TextField(_("Artist"), required=True, hint=_("The name by which the troupe knows her or him."))

    def put_into(self, row: Passport) -> None:
        row.troupe, row.holder = self.troupe.data, self.holder.data


class ArtistAgainForm(PassportForm):
    """The troupe stays; the name may be put right."""

    holder = TextField(_("Artist"), required=True)

    def put_into(self, row: Passport) -> None:
        row.holder = self.holder.data


def _without(model: type[Any], column: Any) -> Any:
    """Rows whose passport nobody has handed in yet."""

    def rows(_model: type[Any], secrecy: Secrecy) -> Select[Any]:
        held = select(column).where(column.is_not(None))
        return visible(model, secrecy).where(model.id.not_in(held))

    return rows


class GuestPassportForm(PassportForm):
    guest = guarded(_("Guest"), of=Guest, required=True, among=_without(Guest, Passport.guest_id))

    def put_into(self, row: Passport) -> None:
        row.guest = self.guest.data


class EscortPassportForm(PassportForm):
    escort = guarded(
        _("Liaison officer or interpreter"), of=Escort, required=True, among=_without(Escort, Passport.escort_id)
    )

    def put_into(self, row: Passport) -> None:
        row.escort = self.escort.data


ARTIST, GUEST, ESCORT = "artist", "guest", "escort"
NEW: dict[str, type[PassportForm]] = {ARTIST: ArtistForm, GUEST: GuestPassportForm, ESCORT: EscortPassportForm}


class OpeningForm(Form):
    """Asks why, before anything is shown."""

    reason = TextField(
        _("Why do you open it?"),
        required=True,
        most=300,
        hint=_("It is written down for good, so write no name. For example: list for the border gate on 6 June."),
    )

    def __init__(self, *args: Any, row: Passport, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, **kwargs)

    def validate_reason(self, field: Any) -> None:
        if field.data and (fault := fault_of(field.data, self.row)):
            field.errors = [fault]
