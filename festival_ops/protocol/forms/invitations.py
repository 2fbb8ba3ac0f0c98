"""Forms of invitations and of the answers to them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import source_field, status_field
from festival_ops.protocol import ceremony_sense
from festival_ops.protocol.ceremony_kinds import ACCEPTED, ANSWERS
from festival_ops.protocol.forms.fields import ProtocolForm, guarded
from festival_ops.protocol.models import Ceremony, Escort, Guest, GuestGroup
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, TextField, YesField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import ManyRowsField


class InvitationForm(ProtocolForm):
    ceremony = guarded(_("Ceremony"), of=Ceremony, required=True)
    guest = guarded(_("Guest"), of=Guest)
    escort = guarded(_("Or an escort"), of=Escort, hint=_("An interpreter who has a chair of his or her own."))
    card = TextField(_("Number of the card"), most=20)
    speaker = YesField(_("Speaks"), hint=_("Sits near an aisle."))
    on_camera = YesField(_("In the picture"), hint=_("Sits where the broadcast sees best."))
    stands_for = guarded(_("Stands for"), of=Guest, hint=_("And takes the rank of that guest, who does not come."))
    interprets_for = guarded(_("Interprets for"), of=Guest)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return ceremony_sense.invitation_faults(self.data, g.edition)


class ReplyForm(Form):
    kind = ChoiceField(_("Answer"), choices=ANSWERS, default=ACCEPTED)
    substitute = guarded(
        _("Sends instead"), of=Guest, nothing=_("– nobody –"), hint=_("With a regret: is invited and takes the rank.")
    )
    note = TextField(_("Note"), most=300)


class InviteForm(Form):
    groups = ManyRowsField(
        _("Kinds of guests"),
        of=GuestGroup,
        secrecy=Secrecy.GUARDED,
        required=True,
        hint=_("Everybody of these kinds who is not invited yet."),
    )
