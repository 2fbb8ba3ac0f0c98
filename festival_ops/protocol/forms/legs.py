"""The form of how somebody comes or goes."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import MomentField, source_field, status_field
from festival_ops.protocol import sense
from festival_ops.protocol.forms.fields import ProtocolForm, guarded
from festival_ops.protocol.kinds import ARRIVAL, CANCELLED, DEPARTURE, FLIGHT, LEG_STATES, MODES, PLANNED, WAYS
from festival_ops.protocol.models import Delegation, Guest, GuestPlace, Leg
from festival_ops.web.fields import ChoiceField, CountField, TextField
from festival_ops.web.telling import moment


class LegForm(ProtocolForm):
    delegation = guarded(_("Delegation"), of=Delegation, required=True)
    guest = guarded(_("Only this guest of it"), of=Guest, nothing=_("– all of them –"))
    way = ChoiceField(_("Arrival or departure"), choices=WAYS, default=ARRIVAL)
    mode = ChoiceField(_("By what"), choices=MODES, default=FLIGHT)
    number = TextField(
        _("Flight, train or car"), most=40, hint=_("For example VN 1540; of a car its plate, if it is known.")
    )
    at = MomentField(_("When"), required=True, hint=_("Landing or take-off, for example 07/06/2024 10:40."))
    place = guarded(_("Place of arrival or departure"), of=GuestPlace, required=True)
    people = CountField(_("People"), required=True, least=1, most=2000)
    luggage = CountField(_("Suitcases"), empty=0, default=0, most=5000)
    formalities = TextField(
        _("Formalities"),
        most=500,
        hint=_("At the border gate or airport, for example: VIP gate, passports kept ready."),
    )
    state = ChoiceField(_("How it stands"), choices=LEG_STATES, default=PLANNED)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from sense.leg_faults(self.data, g.edition)
        delegation, guest, at = self.delegation.data, self.guest.data, self.at.data
        if delegation is None or at is None or self.state.data == CANCELLED:
            return
        theirs = Leg.guest_id == guest.id if guest else Leg.guest_id.is_(None)
        for other in self.others(Leg, Leg.delegation_id == delegation.id, theirs, Leg.state != CANCELLED):
            yield from self._beside(other)

    def _beside(self, other: Leg) -> Iterable[tuple[str, str]]:
        """What this and another leg of the same people contradict."""
        at, told = self.at.data, moment(other.at)
        if other.way == self.way.data and other.number == (self.number.data or ""):
            yield "number", gettext("They have this one already, on %(moment)s; tell the two apart by their number.",
                                    moment=told)  # fmt: skip
        if self.way.data == DEPARTURE and other.way == ARRIVAL and at <= other.at:
            yield "at", gettext("They leave before they arrive, on %(moment)s.", moment=told)
        if self.way.data == ARRIVAL and other.way == DEPARTURE and at >= other.at:
            yield "at", gettext("They arrive after they leave, on %(moment)s.", moment=told)
