"""Forms of zones, of kinds of passes, and of a pass by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from festival_ops.database import db
from festival_ops.programme.forms.fields import MinutesField, MomentField, NameField, source_field, status_field
from festival_ops.programme.models import Edition, Venue
from festival_ops.protocol import pass_sense
from festival_ops.protocol.forms.fields import ProtocolForm, guarded
from festival_ops.protocol.models import GuestGroup, Pass, PassKind, PassZone
from festival_ops.protocol.pass_kinds import BEARERS, COLOURS, OTHER, SIGNS
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField
from festival_ops.web.row_fields import ManyRowsField, OneRowField


def zones_field(label: Any, hint: Any) -> ManyRowsField:
    return ManyRowsField(label, of=PassZone, secrecy=Secrecy.GUARDED, hint=hint)


class PassZoneForm(ProtocolForm):
    code = NameField(_("Letter"), most=4, hint=_("Large on badges and at the gate, as A or B2; each zone has its own."))
    name = NameField(_("Zone"), hint=_("For example: backstage."))
    name_en = TextField(_("Name in English"))
    venue = OneRowField(
        _("Venue"), of=Venue, nothing=_("– wherever it is called so –"), hint=_("A zone at one venue, or at all.")
    )
    colour = ChoiceField(_("Colour"), choices=COLOURS, default="grey")
    sign = ChoiceField(
        _("Picture"), choices=SIGNS, default="door-enter", hint=_("For whoever cannot tell the colours.")
    )
    roads = YesField(
        _("Closed roads"), hint=_("What closures keep free for vehicles with a badge; vehicles pass while they hold.")
    )
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return pass_sense.zone_faults(self.data, g.edition)


class PassKindForm(ProtocolForm):
    code = NameField(_("Code"), most=12, hint=_("Short, as VIP; it stands on the badge."))
    name = NameField(_("Kind of pass"))
    name_en = TextField(_("Name in English"))
    bearer = ChoiceField(_("Who bears it"), choices=BEARERS, default=OTHER)
    zones = zones_field(_("Zones"), _("Of these it opens those where its bearer is wanted."))
    groups = ManyRowsField(
        _("Only for these kinds of guests"),
        of=GuestGroup,
        secrecy=Secrecy.GUARDED,
        hint=_("None means all that no other kind of pass is for."),
    )
    before = MinutesField(_("Holds before"), default=90, empty=0, hint=_("Of the ceremony, the get-in or the task."))
    after = MinutesField(_("Holds after"), default=60, empty=0)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return pass_sense.pass_kind_faults(self.data, g.edition)


class PassForm(ProtocolForm):
    """A drafted pass follows the plan; what people know better about it is its kind, its heads and more zones."""

    kind = guarded(_("Kind of pass"), of=PassKind, required=True)
    holder = TextField(_("Borne by"), hint=_("Only of passes by hand: a name, a newspaper, a team."))
    heads = CountField(_("Heads"), least=1, most=2000, default=1, empty=1, hint=_("So many badges are printed of it."))
    more = zones_field(_("More zones"), _("Beside those of its kind."))
    starts = MomentField(_("Opens from"), hint=_("Only of passes by hand; empty is while the festival lasts."))
    ends = MomentField(_("Opens until"))
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        kind = self.kind.data
        row: Pass | None = self.row
        facts = {**self.data, "bearer": kind.bearer if kind else "", "drafted": row is not None and row.grounds}
        yield from pass_sense.pass_faults(facts, g.edition)
        if row is not None and kind is not None and kind.bearer != row.kind.bearer:
            yield "kind", gettext("This kind is for other bearers; choose one for the same.")

    def populate_obj(self, obj: Any) -> None:
        super().populate_obj(obj)
        if obj.number is None:
            obj.number = next_number(g.edition)


def next_number(edition: Edition) -> int:
    """Whoever asks holds the edition until the pass is stored, so that nobody gets the same."""
    db.session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    most = select(func.max(Pass.number)).where(Pass.edition_id == edition.id)
    return (db.session.scalar(most) or 0) + 1
