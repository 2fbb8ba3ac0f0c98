"""Forms of a script's lines and of what stands on the stage."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import MinutesField, NameField, source_field, status_field
from festival_ops.protocol.models import Ceremony, Invitation, ScriptLine
from festival_ops.protocol.script_kinds import ITEMS, LINES, STAGE_SIDES
from festival_ops.protocol.script_sense import item_faults
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import visible


def ceremony_field() -> OneRowField:
    return OneRowField(_("Ceremony"), of=Ceremony, secrecy=Secrecy.GUARDED, required=True)


class ScriptLineForm(RowForm):
    ceremony = ceremony_field()
    position = CountField(_("No."), required=True, least=1, most=999)
    kind = ChoiceField(_("Kind of line"), choices=LINES, default="other")
    text = TextField(
        _("Content of the line"),
        required=True,
        most=500,
        hint=_("Guests who are greeted need not be named: the script does it."),
    )
    text_en = TextField(_("Content in English"), most=500)
    minutes = MinutesField(_("Minutes"), default=0, empty=0, most=600)
    at = CountField(
        _("Fixed mark"),
        least=-720,
        most=720,
        hint=_("Minutes after the ceremony starts, before it with a minus; empty follows the line before."),
    )
    invitation = OneRowField(
        _("Who speaks or acts"), of=Invitation, secrecy=Secrecy.GUARDED, nothing=_("– nobody of the guests –")
    )
    by = TextField(_("Carried out by"), most=200)
    sound = TextField(_("Sound"), most=200)
    light = TextField(_("Light and screens"), most=200)
    props = TextField(_("Props"), most=200)
    mc = TextField(_("Master of ceremonies"), most=300)
    broadcast = TextField(_("Broadcast"), most=200)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def validate_position(self, field: Any) -> None:
        if not readable(self.ceremony, field):
            return
        rows = visible(ScriptLine, Secrecy.GUARDED).where(ScriptLine.ceremony_id == self.ceremony.data.id)
        rows = rows.where(ScriptLine.position == field.data, ScriptLine.id != (self.row.id if self.row else 0))
        if taken := db.session.scalar(rows.limit(1)):
            raise ValidationError(
                gettext(
                    "Line %(position)s of this ceremony is “%(text)s” already.", position=field.data, text=taken.text
                )
            )

    def validate_invitation(self, field: Any) -> None:
        if readable(self.ceremony, field) and field.data.ceremony_id != self.ceremony.data.id:
            raise ValidationError(gettext("This guest is invited to another ceremony."))


class StageItemForm(RowForm):
    ceremony = ceremony_field()
    name = NameField(_("What stands there"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of thing"), choices=ITEMS, default="other")
    country = TextField(_("Country of the flag"), most=80, hint=_("As it is written at its delegation."))
    quantity = CountField(_("How many"), default=1, empty=1, least=1, most=999)
    side = ChoiceField(_("Side of the stage"), choices=STAGE_SIDES, default="")
    place = TextField(_("Where exactly"), most=200)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def validate_country(self, field: Any) -> None:
        for _key, fault in item_faults(self.data):
            raise ValidationError(fault)
