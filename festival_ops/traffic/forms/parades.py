"""Forms of a parade and of those who walk in it."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import KnownField, MinutesField, NameField, source_field, status_field
from festival_ops.programme.forms.performance import LOUDNESS
from festival_ops.programme.models import Performance, Troupe
from festival_ops.traffic.chains import Link
from festival_ops.traffic.forms.fields import chain_field, halts_field
from festival_ops.traffic.kinds import ANYWHERE, HELD
from festival_ops.traffic.models import Parade, ParadeSegment, ParadeUnit, StopPlace
from festival_ops.traffic.sense import halt_faults, parade_faults
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, ParagraphField, TextField, YesField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import visible
from festival_ops.web.telling import called

LONGEST = 2000
FARTHEST = 1000


def _on_a_way(model: type[Any], secrecy: Secrecy) -> Select[Any]:
    """Performances that pass several places."""
    return visible(model, secrecy).where(Performance.stops.any())


def _asked_parade() -> Parade | None:
    """The parade from whose page somebody adds a unit."""
    asked = request.args.get("parade", type=int)
    return db.session.scalar(visible(Parade, Secrecy.ROADS).where(Parade.id == asked)) if asked else None


class ParadeForm(RowForm):
    performance = OneRowField(_("Performance"), of=Performance, required=True, among=_on_a_way)
    chain = chain_field(_("Way"), ParadeSegment)
    assembly = TextField(_("Where units gather"), most=300)
    call = MinutesField(_("Minutes there before stepping off"), default=30, empty=0, most=600)
    dispersal = TextField(_("Where they part"), most=300)
    buses = OneRowField(_("Buses wait at"), of=StopPlace, secrecy=Secrecy.ROADS)
    walk = MinutesField(_("Minutes from the end of the way to the buses"), default=5, empty=0, most=600)
    gap = CountField(_("Metres between units"), required=True, default=15, most=FARTHEST)
    apart = CountField(
        _("Metres between loud units"),
        required=True,
        default=40,
        most=FARTHEST,
        hint=_("Also between a loud unit and one that needs quiet."),
    )
    halts = halts_field(
        hint=_(
            "Where the whole parade stands still when its head comes there: one junction a line with its minutes, "
            "as Ngã tư Hùng Vương 5."
        )
    )
    note = ParagraphField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        links = [Link(called(laid.segment), laid.segment.ends) for laid in self.chain.data]
        for key, fault in parade_faults(links):
            self[key].errors = [*self[key].errors, fault]
            sound = False
        way = [junction for laid in self.chain.data for junction in (laid.segment.first, laid.segment.second)]
        if strange := list(halt_faults((halt.junction for halt in self.halts.data), way)):
            self.halts.errors = [*self.halts.errors, *strange]
        return bool(sound) and not strange


class ParadeUnitForm(RowForm):
    parade = OneRowField(_("Parade"), of=Parade, secrecy=Secrecy.ROADS, required=True, default=_asked_parade)
    name = NameField(_("Unit"), hint=_("A troupe, or a group in words: flags, a float, a school."))
    name_en = TextField(_("Name in English"))
    troupe = OneRowField(_("Troupe"), of=Troupe, hint=_("Its shows before and after the parade are reckoned with."))
    people = CountField(_("People"), least=1, most=10_000)
    length = CountField(_("Length in metres"), required=True, least=1, most=LONGEST)
    pace = CountField(_("Pace in metres a minute"), required=True, least=5, most=200)
    gap = CountField(_("Metres to those in front"), most=FARTHEST, hint=_("Empty means as in the whole parade."))
    loudness = ChoiceField(_("Loudness"), choices=LOUDNESS, coerce=int, default=2)
    needs_quiet = YesField(_("Needs quiet around it"))
    kind = KnownField(_("Kind"), of=ParadeUnit, most=40, hint=_("Two of a kind had better not follow each other."))
    held = ChoiceField(_("Place held"), choices=HELD, default=ANYWHERE)
    behind = OneRowField(_("Walks behind"), of=ParadeUnit, secrecy=Secrecy.ROADS)
    halts = halts_field(
        hint=_(
            "Where this unit stops to perform: one junction a line with its minutes, as Ngã tư Hùng Vương 5. "
            "Those behind it wait."
        )
    )
    bus = TextField(_("Bus"), most=80)
    source = source_field()
    status = status_field()

    def validate_halts(self, field: Any) -> None:
        parade = self.parade.data
        way = [row for each in parade.segments for row in (each.first, each.second)] if parade else []
        if parade and (strange := list(halt_faults((halt.junction for halt in field.data), way))):
            raise ValidationError(" ".join(strange))

    def validate_behind(self, field: Any) -> None:
        if field.data is not None and field.data.parade is not self.parade.data:
            raise ValidationError(gettext("It walks in another parade; please choose a unit of this one."))
        if field.data is not None and field.data is self.row:
            raise ValidationError(gettext("A unit cannot walk behind itself."))
