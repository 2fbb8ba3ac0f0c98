"""The kinds of answers a form may ask for. Each says what is wrong with an answer in a whole sentence.

All take a label and, by name, `required` and `hint`. `sent` is what a browser would send, `told` what people read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation, ValidationError

from festival_ops.words import tidy


class Filled:
    """Something must stand here."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data and not isinstance(field.data, int | float) and not field.process_errors:
            raise StopValidation(_("Please fill in “%(field)s”.", field=field.label.text))


class AtMost:
    def __init__(self, letters: int) -> None:
        self.letters = letters
        self.field_flags = {"maxlength": letters}

    def __call__(self, form: Any, field: Field) -> None:
        if len(field.data or "") > self.letters:
            raise ValidationError(
                _("This has %(length)d letters; at most %(most)d fit.", length=len(field.data), most=self.letters)
            )


class Between:
    def __init__(self, least: float | None, most: float | None) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Any, field: Field) -> None:
        if field.data is None:
            return
        if self.least is not None and field.data < self.least:
            raise ValidationError(_("The number must be %(least)s or more.", least=self.least))
        if self.most is not None and field.data > self.most:
            raise ValidationError(_("The number must be %(most)s or less.", most=self.most))


def checks(required: bool, *others: Any) -> list[Any]:
    return [Filled() if required else Optional(), *others]


class TextField(StringField):
    """One line, tidied as it is stored."""

    def __init__(self, label: Any, *, required: bool = False, most: int = 200, hint: Any = "", **more: Any) -> None:
        super().__init__(label, checks(required, AtMost(most)), description=hint, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = tidy(valuelist[0])


class ParagraphField(TextAreaField):
    """Several lines, each tidied."""

    def __init__(self, label: Any, *, required: bool = False, most: int = 2000, hint: Any = "", **more: Any) -> None:
        super().__init__(label, checks(required, AtMost(most)), description=hint, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = "\n".join(tidy(line) for line in valuelist[0].splitlines()).strip()


class SecretField(PasswordField):
    """A password: kept letter by letter."""

    def __init__(self, label: Any, *, required: bool = True, hint: Any = "", **more: Any) -> None:
        super().__init__(label, checks(required), description=hint, **more)

    def sent(self) -> list[str]:
        return []


class WrittenField(Field):
    """A value that has a grammar: `read` makes it of a text or raises a ValueError with a sentence, `show` the reverse.

    `lines` gives room for a list.
    """

    def __init__(
        self,
        label: Any,
        *more_checks: Any,
        read: Callable[[str], Any],
        show: Callable[[Any], str],
        required: bool = False,
        lines: bool = False,
        hint: Any = "",
        empty: Any = None,
        **more: Any,
    ) -> None:
        super().__init__(label, checks(required, *more_checks), description=hint, **more)
        self.read, self.show, self.lines, self.empty = read, show, lines, empty
        self.widget = (TextAreaField if lines else StringField).widget

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            text = valuelist[0].strip()
            self.data = self.read(text) if text else self.empty

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.show(self.data) if self.data or self.data == 0 else ""

    def told(self) -> str:
        return self._value()


class CountField(WrittenField):
    """A whole number; “6.100” and “6 100” are read as people mean them."""

    def __init__(
        self, label: Any, *, required: bool = False, least: int | None = 0, most: int | None = 10**9, **more: Any
    ) -> None:
        more.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, Between(least, most), read=_whole, show=str, required=required, **more)


class NumberField(WrittenField):
    """A number with decimals, after a comma or a point."""

    def __init__(
        self, label: Any, *, required: bool = False, least: float | None = None, most: float | None = None, **more: Any
    ) -> None:
        more.setdefault("render_kw", {"inputmode": "decimal"})
        super().__init__(label, Between(least, most), read=_decimal, show=str, required=required, **more)


class YesField(BooleanField):
    def __init__(self, label: Any, *, hint: Any = "", **more: Any) -> None:
        super().__init__(label, description=hint, **more)

    def sent(self) -> list[str]:
        return ["y"] if self.data else []

    def told(self) -> str:
        return _("Yes") if self.data else _("No")


class ChoiceField(SelectField):
    """One of a few words: pairs of what is stored and what people read."""

    def __init__(
        self,
        label: Any,
        *,
        choices: Iterable[tuple[Any, Any]],
        required: bool = False,
        hint: Any = "",
        **more: Any,
    ) -> None:
        pairs = [SelectChoice(value=value, label=shown) for value, shown in choices]
        more.setdefault("invalid_choice_message", lazy_gettext("Please choose one of the list."))
        super().__init__(label, checks(required), choices=pairs, description=hint, **more)

    def sent(self) -> list[str]:
        return ["" if self.data is None else str(self.data)]

    def told(self) -> str:
        return next((str(option.label) for option in self.iter_choices() if option.selected), "")


class ManyWordsField(SelectMultipleField):
    """Any number of a few words: pairs of what is stored and what people read. Kept in the order of the list."""

    def __init__(
        self, label: Any, *, choices: Iterable[tuple[Any, Any]], required: bool = False, hint: Any = "", **more: Any
    ) -> None:
        pairs = [SelectChoice(value=value, label=shown) for value, shown in choices]
        more.setdefault("invalid_choice_message", lazy_gettext("Please choose from the list."))
        super().__init__(label, checks(required), choices=pairs, description=hint, **more)

    def process_data(self, value: Any) -> None:
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        chosen = set(valuelist)
        known = [option.value for option in self.iter_choices()]
        self.data = [word for word in known if word in chosen] + sorted(chosen.difference(known))

    def sent(self) -> list[str]:
        return list(self.data or ())

    def told(self) -> str:
        return ", ".join(str(option.label) for option in self.iter_choices() if option.selected)


def _whole(text: str) -> int:
    plain = text.replace(" ", "").replace("\u00a0", "")
    grouped = plain.replace(".", "").replace(",", "") if _is_grouped(plain) else plain
    if not grouped.removeprefix("-").isdecimal() or not grouped.isascii() or len(grouped) > 12:
        raise ValueError(_("“%(text)s” is not a whole number.", text=text[:40]))
    return int(grouped)


def _is_grouped(text: str) -> bool:
    parts = text.replace(",", ".").removeprefix("-").split(".")
    return len(parts) > 1 and 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def _decimal(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e12:
        raise ValueError(_("“%(text)s” is not a number; write it as 16.4637.", text=text[:40]))
    return number
