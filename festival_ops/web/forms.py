"""What every form of the house brings along: tidy texts, the version its sender had seen, and a one-time key."""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField
from wtforms.csrf.core import CSRFTokenField
from wtforms.widgets import HiddenInput

from festival_ops.web.translated import Translated

Written = dict[str, list[str]]


class Form(FlaskForm):
    """`version` and `original` are what the sender was shown; `key` makes a second click of “Save” harmless."""

    version = HiddenField()
    original = HiddenField()
    key = HiddenField(default=lambda: secrets.token_urlsafe(16))

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Translated:
            return Translated()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.original.raw_data is None:
            self.original.data = json.dumps(self.written(), ensure_ascii=False)

    @property
    def asked(self) -> list[Field]:
        """The fields a person fills in."""
        silent = ("version", "original", "key")
        return [f for f in self if f.name not in silent and not isinstance(f, CSRFTokenField)]

    def populate_obj(self, obj: Any) -> None:
        for field in self.asked:
            field.populate_obj(obj, field.short_name)

    def written(self) -> Written:
        """What a browser would send back if nobody touched the form."""
        return {field.name: _sent(field) for field in self.asked}

    def received(self) -> Written:
        """What its sender wrote, letter by letter."""
        return {field.name: [str(value) for value in field.raw_data or []] for field in self.asked}

    def seen(self) -> Written:
        """What stood in the form when its sender opened it."""
        try:
            kept = json.loads(self.original.data or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) and all(map(_is_sent, kept.values())) else {}

    def told(self) -> dict[str, str]:
        """Each field's content as people read it."""
        return {field.name: told_by(field) for field in self.asked}

    def reading(self, written: Written) -> Form:
        """The same form, filled with something else; only for showing."""
        return type(self)(formdata=MultiDict(written))


def told_by(field: Any) -> str:
    if hasattr(field, "told"):
        return str(field.told())
    return ", ".join(_sent(field))


def _is_sent(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _sent(field: Any) -> list[str]:
    if hasattr(field, "sent"):
        return list(field.sent())
    return [] if isinstance(field.widget, HiddenInput) else [str(field._value())]
