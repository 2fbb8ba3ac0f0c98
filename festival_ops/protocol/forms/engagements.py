"""The form of what a delegation does, and who is needed beside it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import MinutesField, MomentField, NameField, source_field, status_field
from festival_ops.protocol.engagement_kinds import ENGAGEMENTS, OTHER
from festival_ops.protocol.engagement_sense import engagement_faults
from festival_ops.protocol.forms.fields import ProtocolForm, guarded, languages_field
from festival_ops.protocol.models import Ceremony, Delegation, Engagement, GuestPlace, Leg
from festival_ops.web.fields import ChoiceField, CountField, TextField


class EngagementForm(ProtocolForm):
    delegation = guarded(_("Delegation"), of=Delegation, required=True)
    kind = ChoiceField(_("What it is"), choices=ENGAGEMENTS, default=OTHER)
    name = NameField(_("Name"), hint=_("For example: Talks with the province."))
    name_en = TextField(_("Name in English"))
    leg = guarded(
        _("Follows the journey"),
        of=Leg,
        nothing=_("– no journey –"),
        hint=_("Then it has the hour of the arrival or departure and moves with it."),
    )
    ceremony = guarded(
        _("Follows the ceremony"),
        of=Ceremony,
        nothing=_("– no ceremony –"),
        hint=_("Then it has the hours of the ceremony and moves with it."),
    )
    starts = MomentField(_("Starts"))
    ends = MomentField(_("Ends"))
    before = MinutesField(_("Somebody is there before"), default=0, empty=0, most=720)
    after = MinutesField(_("And stays after"), default=0, empty=0, most=720)
    place = guarded(
        _("Place"), of=GuestPlace, nothing=_("– not known –"), hint=_("Of a journey: where it leads, or begins.")
    )
    liaisons = CountField(_("Liaison officers"), default=1, empty=0, most=9)
    interpreters = CountField(_("Interpreters of each language"), default=0, empty=0, most=9)
    languages = languages_field(_("Interpreted into Vietnamese and back; empty means the languages of the delegation."))
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from engagement_faults(self.data, g.edition)
        delegation, name = self.delegation.data, self.name.data
        if delegation is not None and name:
            alike = Engagement.delegation_id == delegation.id, Engagement.name == name
            if self.others(Engagement, *alike):
                yield "name", gettext("This delegation has an engagement of that name; tell the two apart.")
