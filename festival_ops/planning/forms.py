"""What people are asked about a place in the plan, a pin, a run, a waiver, a release."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, ValidationError
from wtforms.validators import AnyOf

from festival_ops.planning.clock import Clock
from festival_ops.planning.evening import Assumed
from festival_ops.planning.models.signing import REFUSED, SIGNED
from festival_ops.planning.telling import WAYS, weekday
from festival_ops.programme.forms.fields import ClockField, MinutesField, MomentField
from festival_ops.programme.models import Stage
from festival_ops.web.fields import ChoiceField, CountField, ParagraphField, TextField, YesField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import ManyRowsField, OneRowField


class DayChoice(ChoiceField):
    """One of the edition's festival days; a day itself is the answer."""

    def __init__(self, label: Any, *, nothing: Any = None, **more: Any) -> None:
        super().__init__(label, choices=(), coerce=_day, **more)
        self.nothing = nothing
        # Templates draw it as what it is.
        self.type = "ChoiceField"

    def iter_choices(self) -> Any:
        days = [(day.isoformat(), f"{weekday(day)} {day:%d/%m/%Y}") for day in g.edition.days]
        self.choices = [("", str(self.nothing)), *days] if self.nothing is not None else days
        return super().iter_choices()

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in g.edition.days:
            raise ValidationError(gettext("This is no day of the edition; please choose one of the list."))


def _day(text: Any) -> date | None:
    if isinstance(text, date) or not text:
        return text or None
    try:
        return date.fromisoformat(text)
    except ValueError:
        # A day before all editions: no list offers it.
        return date.min


def minute_of(moment: datetime | None) -> int | None:
    return None if moment is None else Clock.of(g.edition).minute(moment)


class PlacementForm(Form):
    """`version` is the revision of the plan that its sender saw."""

    stage = OneRowField(_("Stage"), of=Stage, required=True)
    day = DayChoice(_("Festival day"), required=True, hint=_("Hours after midnight belong to the evening before."))
    starts = ClockField(_("The show starts at"), required=True)


class LengthForm(Form):
    """`version` is the length that its sender saw, in minutes."""

    minutes = MinutesField(_("Length of the show"), required=True, least=1)


class PinForm(Form):
    """`placed`: whether the performance stands somewhere, so that it has an order to be held."""

    placed = True
    day = DayChoice(_("Hold the day"), nothing=_("Any day"))
    stage = OneRowField(_("Hold the stage"), of=Stage, nothing=_("Any stage"))
    starts = ClockField(_("Hold the start"), hint=_("For example 19:30; it needs the day as well."))
    order = YesField(
        _("Hold the order"),
        hint=_("Whoever plays before it or after it on its stage that evening stays before it or after it."),
    )
    reason = TextField(_("Reason"), required=True, most=300, hint=_("Whoever meets the pin later will read this."))
    expires = MomentField(_("Holds until"), hint=_("For example 07/06/2024 18:00. Leave it empty to hold for good."))

    def validate_starts(self, field: Any) -> None:
        if field.data is not None and self.day.data is None:
            raise ValidationError(gettext("A start is held on a day; please choose the day too."))

    def validate_order(self, field: Any) -> None:
        if field.data and not self.placed:
            raise ValidationError(
                gettext("It has no place yet, so nobody plays before it or after it; place it first.")
            )

    def validate_reason(self, field: Any) -> None:
        if not (self.day.data or self.stage.data or self.starts.data or self.order.data):
            raise ValidationError(gettext("Please say what is to be held: the day, the stage, the start or the order."))


class RunForm(Form):
    seconds = CountField(
        _("Seconds to search"),
        required=True,
        least=5,
        most=3600,
        hint=_("The first complete plan usually stands within ten seconds; more time makes it better."),
    )
    seed = CountField(
        _("Starting number"),
        required=True,
        least=0,
        most=1_000_000,
        hint=_("The same number searches in the same way again; another may find another plan."),
    )


class ScenarioForm(Form):
    """`version` is the stamp of the name and reason that its sender was shown."""

    name = TextField(_("Name"), required=True, most=120, hint=_("For example: rain on the opening night."))
    note = ParagraphField(_("What it is for"), most=500, hint=_("Whoever finds it later will read this."))


class ReasonForm(Form):
    reason = ParagraphField(_("Why this is acceptable"), required=True, most=500)


class ReleaseForm(Form):
    """`version` is the stamp of the preview that its sender read."""

    note = ParagraphField(_("What people should know about this release"), most=2000)


class SignatureForm(Form):
    """`version` is the stamp of the slice that its sender read; `verdict` is the button that was pressed."""

    remark = ParagraphField(
        _("Remark, or the reason for refusing"),
        most=500,
        hint=_("Whoever prepares the release reads this; please name no guest of honour in it."),
    )
    verdict = HiddenField(validators=[AnyOf((SIGNED, REFUSED))])

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if self.verdict.data == REFUSED and not self.remark.data:
            self.remark.errors = [gettext("Please say why you refuse, so that the planners can put it right.")]
            return False
        return sound


class DutyForm(Form):
    """Who must sign besides the programme; `version` names those who had to when it was opened."""

    security = YesField(_("Security"))
    traffic = YesField(_("Traffic"))
    protocol = YesField(_("Protocol"))


class TellingForm(Form):
    line = HiddenField()
    how = ChoiceField(_("How they were told"), choices=[(how, name) for how, name in WAYS.items()])


class HoleForm(Form):
    """Asked by its address, so that a hole can be looked at again and sent to a colleague."""

    stage = OneRowField(_("Stage"), of=Stage, required=True)
    day = DayChoice(_("Festival day"), required=True)
    starts = ClockField(_("Free from"), required=True, hint=_("Get-in is inside the hole too."))
    ends = ClockField(_("Free until"), required=True)


class AssumptionsForm(Form):
    """What goes wrong of itself in an evening; asked by its address, as a hole is."""

    overrun = CountField(
        _("Overrun at worst, in percent of a show's length"),
        required=True,
        most=200,
        default=Assumed().overrun,
    )
    late = CountField(
        _("Shows that begin late of themselves, in percent"), required=True, most=100, default=Assumed().late
    )
    tolerance = CountField(_("Minutes late that nobody minds"), required=True, most=120, default=Assumed().tolerance)


class RepairForm(Form):
    """What the solver may move; whatever stands against a rule, or nowhere, it always may."""

    day = DayChoice(_("Only on the day"), nothing=_("Any day"))
    stages = ManyRowsField(_("Only on these stages"), of=Stage, hint=_("None chosen means every stage."))
    unplaced = YesField(_("Move nothing that stands well; only place what waits"))
    frozen_until = MomentField(
        _("Leave what begins before"), hint=_("For example 08/06/2024 18:00: whoever plays sooner keeps their place.")
    )
    seconds = CountField(_("Seconds to search"), required=True, least=5, most=600, default=15)


class RoomForm(Form):
    stage = CountField(_("Stage"), required=True)
    starts = CountField(_("The show starts at"), required=True, least=-100_000, most=1_000_000)
