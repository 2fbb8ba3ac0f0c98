"""Answers in the words of the trade: days, hours, moments and lists, read and shown by the grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from flask import g
from flask_babel import LazyString, gettext, pgettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from sqlalchemy import func
from wtforms import Field, ValidationError
from wtforms.widgets import TextInput

from festival_ops.database import db, now
from festival_ops.programme import grammar
from festival_ops.programme.models import Stage
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import Between, TextField, WrittenField
from festival_ops.web.scope import visible
from festival_ops.web.telling import lasting
from festival_ops.words import fold

LONGEST_FEATURES = 300
MOST_KNOWN = 50


def near() -> date:
    """The day around which dates without a year are meant."""
    return g.edition.first_day if g.get("edition") else now().date()


def known(model: type[Any], column: str) -> list[str]:
    """What stands in this column of the edition so far, the most frequent first."""
    value = getattr(model, column)
    rows = visible(model, Secrecy.PLAN).with_only_columns(value).where(value != "").group_by(value)
    return list(db.session.scalars(rows.order_by(func.count().desc(), value).limit(MOST_KNOWN)))


def features_offered() -> dict[str, str]:
    """Every feature that some stage of the edition has, as it is spelt, by its folded letters."""
    stages: Iterable[Any] = db.session.scalars(visible(Stage, Secrecy.PLAN).order_by(Stage.sort_key))
    return {fold(feature): feature for stage in stages for feature in stage.feature_names}


class DayField(WrittenField):
    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("hint", _("For example 08/06/2024."))
        super().__init__(label, read=self._read, show=self._show, **more)

    def _read(self, text: str) -> date:
        return grammar.parse_date(text, near())

    def _show(self, day: date) -> str:
        return f"{day:%d/%m}/{day.year:04d}"


class ClockField(WrittenField):
    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("hint", _("For example 19:30."))
        super().__init__(label, read=grammar.parse_clock, show=grammar.show_clock, **more)

    def _value(self) -> str:
        """Midnight counts as nothing to the base, but is an hour like any other."""
        return self.show(self.data) if isinstance(self.data, time) and not self.raw_data else super()._value()


class MomentField(WrittenField):
    """A day and an hour in the clock of the festival; kept in UTC, so that the same moment is the same value."""

    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("hint", _("For example 07/06/2024 19:30."))
        super().__init__(label, read=self._read, show=self._show, **more)

    def _read(self, text: str) -> datetime:
        return grammar.parse_moment(text, g.edition.tz, near()).astimezone(UTC)

    def _show(self, moment: datetime) -> str:
        return grammar.show_moment(moment, g.edition.tz)


class MinutesField(WrittenField):
    def __init__(self, label: Any, *, least: int = 0, most: int = 1440, **more: Any) -> None:
        more.setdefault("hint", _("In minutes, for example 40 or 1h30."))
        super().__init__(label, read=grammar.parse_minutes, show=grammar.show_minutes, **more)
        self.validators: list[Any] = [*self.validators, Between(least, most)]

    def told(self) -> str:
        return lasting(self.data) if isinstance(self.data, int) else super().told()


class NameField(TextField):
    """A name that also stands in lists, where `;` separates."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, required=True, **more)
        self.validators: list[Any] = [*self.validators, _listable]


class KnownField(TextField):
    """A word of the house: the browser offers those that other records already use."""

    def __init__(self, label: Any, *, of: type[Any], column: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.known_of, self.column = of, column

    def widget(self, _field: Field, **marks: Any) -> Markup:
        offered = known(self.known_of, self.column or self.short_name)
        options = Markup().join(Markup('<option value="{}"></option>').format(word) for word in offered)
        list_id = f"{self.id}-known"
        box = TextInput()(self, list=list_id, **marks)
        return box + Markup('<datalist id="{}">{}</datalist>').format(list_id, options)


class FeaturesField(WrittenField):
    """Kept as one text, as in `sàn gỗ, màn LED`, each spelt as the stages already spell it."""

    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("hint", LazyString(_features_hint))
        super().__init__(label, read=self._read, show=str, empty="", **more)

    def _read(self, text: str) -> str:
        known = features_offered()
        shown = grammar.show_features(known.get(fold(feature), feature) for feature in grammar.parse_features(text))
        if len(shown) > LONGEST_FEATURES:
            raise ValueError(
                gettext(
                    "The features have %(length)d letters; at most %(most)d fit.",
                    length=len(shown),
                    most=LONGEST_FEATURES,
                )
            )
        return shown


class PartsField(WrittenField):
    """Rows that belong to the record alone, one a line. What stays the same keeps its row.

    `facts` are the columns that a line says; rows are the same when they agree in `key` (by default in all facts).
    """

    def __init__(
        self,
        label: Any,
        *,
        part: type[Any],
        facts: tuple[str, ...],
        read: Callable[[str], Iterable[Any]],
        show: Callable[[Iterable[Any]], str],
        key: tuple[str, ...] = (),
        **more: Any,
    ) -> None:
        super().__init__(label, read=lambda text: list(read(text)), show=show, lines=True, empty=[], **more)
        self.part, self.facts, self.key = part, facts, key or facts

    def process_data(self, value: Any) -> None:
        self.data = list(value or ())

    def populate_obj(self, obj: Any, name: str) -> None:
        kept = list(getattr(obj, name))
        spare = list(kept)
        laid = [self._row(part, spare) for part in self.data]
        if spare or len(laid) > len(kept):
            setattr(obj, name, laid)

    def _row(self, part: Any, spare: list[Any]) -> Any:
        same = (row for row in spare if all(getattr(row, fact) == getattr(part, fact) for fact in self.key))
        row = next(same, None)
        if row is None:
            return self.part(**{fact: getattr(part, fact) for fact in self.facts})
        spare.remove(row)
        for fact in self.facts:
            if getattr(row, fact) != getattr(part, fact):
                setattr(row, fact, getattr(part, fact))
        return row


def _features_hint() -> str:
    offered = sorted(features_offered().values())
    if not offered:
        return gettext("Separated by commas, for example: wooden floor, LED wall.")
    return gettext("Separated by commas. Stages have so far: %(offered)s.", offered=", ".join(offered))


def source_field() -> Any:
    return TextField(_("Source"), most=500, hint=_("Where this is known from."))


class StatusField(TextField):
    """Any word; those that the hint names are told in the reader's language."""

    def told(self) -> str:
        return self.tell(self.data or "")

    @staticmethod
    def tell(word: str) -> str:
        known = {
            "published": pgettext("how sure", "published"),
            "actual": pgettext("how sure", "actual"),
            "estimate": pgettext("how sure", "estimate"),
            "plan": pgettext("how sure", "plan"),
            "synthetic": pgettext("how sure", "synthetic"),
        }
        return known.get(word, word)


def status_field() -> Any:
    return StatusField(_("Status"), most=30, hint=_("How sure it is: published, actual, estimate, plan or synthetic."))


def _listable(form: Any, field: Field) -> None:
    if ";" in (field.data or ""):
        raise ValidationError(gettext("A name cannot hold “;”: it separates names in lists. Use a comma or a dash."))
