"""Forms of agencies, qualifications, squads, the people in them and when they are away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import (
    MinutesField,
    MomentField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.programme.grammar import UnreadableError
from festival_ops.programme.lookup import Lookup
from festival_ops.programme.models import Venue
from festival_ops.security import grammar
from festival_ops.security.models import Absence, Agency, Contingent, Force, Holding, Officer, Qualification, Squad
from festival_ops.security.models.people import UNWANTED
from festival_ops.security.sense import (
    absence_fault,
    heads_fault,
    limits_fault,
    phone_fault,
    squad_fault,
)
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField
from festival_ops.web.row_fields import OneRowField

ABSENCES = [
    ("ill", _("Ill")),
    ("leave", _("On leave")),
    ("other", _("Other work")),
    (UNWANTED, _("Would rather be free")),
]


def absence_kind(absence: Absence) -> Any:
    return dict(ABSENCES).get(absence.kind, absence.kind)


def contingents_field(label: Any) -> PartsField:
    return PartsField(
        label,
        part=Contingent,
        facts=("qualification", "leading", "heads"),
        key=("qualification", "leading"),
        read=lambda text: _read_contingents(text),
        show=lambda rows: grammar.show_heads(
            grammar.Heads(tuple(each.code for each in held_by(row)), row.heads) for row in rows
        ),
        hint=_(
            "One kind a line: BV × 25. With a qualification that leads: BV + CH × 2. These stand on the roster before "
            "their names are known."
        ),
    )


class PromisingForm(RowForm):
    """Promised in all must be no fewer than promised by function."""

    heads: CountField
    contingents: PartsField

    def validate_heads(self, field: Any) -> None:
        if readable(field, self.contingents) and (fault := heads_fault(field.data, self.contingents.data)):
            raise ValidationError(fault)


class AgencyForm(PromisingForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    force = OneRowField(_("Force"), of=Force, secrecy=Secrecy.GUARDED, required=True)
    contact_point = TextField(_("Contact point"), hint=_("Whom to ask there, by duty."))
    heads = CountField(
        _("People promised"), most=100_000, hint=_("How many it will send; their names can be filled in later.")
    )
    contingents = contingents_field(_("Of them by function"))
    source = source_field()
    status = status_field()


class QualificationForm(RowForm):
    code = NameField(_("Code"), most=20, hint=_("As it is written in spreadsheets, for example BV."))
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    leads = YesField(_("Those who hold it lead others"))
    source = source_field()
    status = status_field()


class SquadForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    agency = OneRowField(_("Agency"), of=Agency, secrecy=Secrecy.GUARDED, required=True)
    source = source_field()
    status = status_field()

    def validate_name(self, field: Any) -> None:
        agency = self.agency.data
        if agency and self.another(Squad, Squad.agency_id == agency.id, Squad.name == field.data):
            raise ValidationError(
                gettext("%(agency)s has a squad called “%(name)s” already.", agency=agency.name, name=field.data)
            )


class OfficerForm(RowForm):
    code = NameField(_("Code"), most=40, hint=_("For example the number of the badge."))
    name = NameField(_("Name"), hint=_("The family name first."))
    agency = OneRowField(_("Agency"), of=Agency, secrecy=Secrecy.GUARDED, required=True)
    squad = OneRowField(_("Squad"), of=Squad, secrecy=Secrecy.GUARDED)
    holdings = PartsField(
        _("Qualifications"),
        part=Holding,
        facts=("qualification", "expires"),
        key=("qualification",),
        read=lambda text: _read_holdings(text),
        show=lambda rows: _show_holdings(rows),
        hint=_("One a line, by code or name, with the last day if there is one: medic 30/06/2024."),
    )
    phone = TextField(_("Phone"), most=40)
    languages = TextField(_("Languages"), most=100)
    home_venue = OneRowField(_("Barracks or home area"), of=Venue, nothing=_("– not known –"))
    day_minutes = MinutesField(
        _("On duty a day at most"),
        least=60,
        hint=_("Of this person alone, in minutes or as 6h; empty is as long as the force allows."),
    )
    week_minutes = MinutesField(
        _("On duty in any seven days at most"),
        least=60,
        most=10_080,
        hint=_("Of this person alone, in minutes or as 30h; empty is as long as the force allows."),
    )
    longest_run = CountField(
        _("Days on duty in a row at most"),
        least=1,
        most=60,
        hint=_("Of this person alone; empty is as many as the force allows."),
    )
    note = TextField(_("Note"), most=300)
    source = source_field()
    status = status_field()

    def validate_phone(self, field: Any) -> None:
        if fault := phone_fault(field.data):
            raise ValidationError(fault)

    def validate_week_minutes(self, field: Any) -> None:
        if fault := limits_fault(self.day_minutes.data, field.data):
            raise ValidationError(fault)

    def validate_squad(self, field: Any) -> None:
        if field.data is None or self.agency.data is None:
            return
        if fault := squad_fault(field.data.agency.name, self.agency.data.name):
            raise ValidationError(fault)


class AbsenceForm(RowForm):
    officer = OneRowField(_("Person"), of=Officer, secrecy=Secrecy.GUARDED, required=True)
    kind = ChoiceField(_("Reason"), choices=ABSENCES, default="leave")
    starts = MomentField(_("From"), required=True)
    ends = MomentField(_("To"), required=True)
    note = TextField(_("Note"), most=300)

    def validate_ends(self, field: Any) -> None:
        if not readable(field, self.starts):
            return
        officer = self.officer.data
        others = [Absence.officer_id == (officer.id if officer is not None else None)]
        if isinstance(self.row, Absence):
            others.append(Absence.id != self.row.id)
        if fault := absence_fault(db.session(), str(officer), self.starts.data, field.data, *others):
            raise ValidationError(fault)


class _Promised:
    """Heads whose qualifications have been found."""

    def __init__(self, qualification: Qualification, leading: Qualification | None, heads: int) -> None:
        self.qualification, self.leading, self.heads = qualification, leading, heads


def held_by(row: Any) -> Iterable[Qualification]:
    return [each for each in (row.qualification, row.leading) if each is not None]


def _read_contingents(text: str) -> list[_Promised]:
    known = _qualifications()
    found: list[_Promised] = []
    for some in grammar.parse_heads(text):
        kind = grammar.in_order(known.find_all(some.names), lambda each: each.leads)
        if any((one.qualification, one.leading) == kind for one in found):
            raise UnreadableError(gettext("The same kind stands in the list twice; write one line with the sum."))
        found.append(_Promised(*kind, some.count))
    return found


class _Found:
    """A holding whose qualification has been found."""

    def __init__(self, qualification: Qualification, expires: Any) -> None:
        self.qualification, self.expires = qualification, expires


def _read_holdings(text: str) -> list[_Found]:
    held = grammar.parse_holdings(text, near())
    known = _qualifications()
    if len(known.find_all(each.name for each in held)) < len(held):
        raise UnreadableError(gettext("The same qualification stands in the list twice; leave only one."))
    return [_Found(known.find(each.name), each.expires) for each in held]


def _qualifications() -> Lookup[Any]:
    """Whoever may enter people needs the words for what they are trained for, an agency's liaison too."""
    return Lookup(db.session.scalars(select(Qualification).where(Qualification.edition_id == g.edition.id)))


def _show_holdings(holdings: Iterable[Any]) -> str:
    return grammar.show_holdings(grammar.Held(each.qualification.code, each.expires) for each in holdings)
