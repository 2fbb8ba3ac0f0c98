"""What the forms of this room share: guarded rows, stars, languages, and what makes sense only together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import DayField, NameField
from festival_ops.protocol.kinds import HOST, LANGUAGES
from festival_ops.protocol.models import Guest, GuestGroup
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import CountField, ManyWordsField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import visible


class ProtocolForm(RowForm):
    """Asks what makes sense only together, once everything could be read."""

    def faults(self) -> Iterable[tuple[str, str]]:
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        for key, fault in self.faults():
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return bool(sound)

    def others(self, model: type[Any], *conditions: Any) -> list[Any]:
        """Rows of the edition, other than this one, that meet the conditions."""
        rows = visible(model, Secrecy.GUARDED).where(*conditions)
        if isinstance(self.row, model):
            rows = rows.where(model.id != self.row.id)
        return list(db.session.scalars(rows.order_by(model.id)))


def reads_private() -> bool:
    """Whether the person reads numbers of people, and what they eat and need: contacts are a class of their own."""
    return bool(g.access.sees_all(Secrecy.CONTACTS))


def code_field(hint: Any) -> NameField:
    return NameField(_("Code"), most=20, hint=hint)


def guarded(label: Any, *, of: type[Any], **more: Any) -> OneRowField:
    return OneRowField(label, of=of, secrecy=Secrecy.GUARDED, **more)


def host_field() -> OneRowField:
    return guarded(
        _("Host"),
        of=Guest,
        among=_hosts,
        nothing=_("– nobody yet –"),
        hint=_("Who receives them on the part of the hosts."),
    )


def stars_field(label: Any, hint: Any) -> CountField:
    return CountField(label, least=1, most=5, hint=hint)


def languages_field(hint: Any) -> ManyWordsField:
    return ManyWordsField(_("Languages"), choices=LANGUAGES, hint=hint)


def kept_field() -> DayField:
    return DayField(
        _("Names kept until"), hint=_("From then on names may be erased, for example 31/12/2024. Empty is not decided.")
    )


def _hosts(model: type[Any], secrecy: Secrecy) -> Select[Any]:
    return visible(model, secrecy).where(model.group.has(GuestGroup.side == HOST))
