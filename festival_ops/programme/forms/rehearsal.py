"""The form of a rehearsal: of what, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import MinutesField, MomentField, NameField, source_field, status_field
from festival_ops.programme.models import Performance, Stage, Work
from festival_ops.programme.rehearsing import clashes, in_the_way
from festival_ops.programme.sense import rehearsal_faults
from festival_ops.web.fields import ChoiceField, TextField, YesField
from festival_ops.web.row_fields import OneRowField

KINDS = [
    ("technical", _("Technical rehearsal")),
    ("dress", _("Dress rehearsal")),
    ("other", _("Other rehearsal")),
]


class RehearsalForm(RowForm):
    name = NameField(_("Rehearsal"), hint=_("For example: Dress rehearsal of the opening."))
    name_en = TextField(_("Name in English"), most=200)
    kind = ChoiceField(_("Kind"), choices=KINDS, default="dress")
    performance = OneRowField(
        _("Of the performance"), of=Performance, hint=_("Its troupes rehearse, and it is shown after its rehearsal.")
    )
    work = OneRowField(_("Or of the work"), of=Work, hint=_("Then the troupes of all its performances rehearse."))
    stage = OneRowField(_("Stage"), of=Stage, required=True)
    starts = MomentField(_("Start"), required=True)
    minutes = MinutesField(_("Length"), required=True, least=1, most=1440)
    active = YesField(_("Takes place"), default=True, hint=_("Switched off it keeps nobody and nothing."))
    note = TextField(_("Note"), most=300)
    source = source_field()
    status = status_field()

    def validate(self, extra_validators: object = None) -> bool:
        sound = super().validate(extra_validators)
        for key, fault in rehearsal_faults(g.edition, self.data):
            self[key].errors = [*self[key].errors, fault]
            sound = False
        if sound and self.active.data:
            for key, fault in self._clashes():
                self[key].errors = [*self[key].errors, fault]
                sound = False
        return bool(sound)

    def _clashes(self) -> Iterator[tuple[str, str]]:
        starts, performance = self.starts.data, self.performance.data
        shows = [performance] if performance else self.work.data.performances
        troupes = {troupe for show in shows if show.cancellation is None for troupe in show.troupes}
        if any(show.cancellation is None for show in shows):
            others = in_the_way(starts, starts + timedelta(minutes=self.minutes.data), self.row)
            yield from clashes(self.stage.data, troupes, others)
