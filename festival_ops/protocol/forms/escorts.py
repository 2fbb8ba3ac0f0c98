"""The form of liaison officers and interpreters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import (
    MinutesField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.programme.grammar import parse_opening_hours, show_opening_hours
from festival_ops.protocol import grammar, sense
from festival_ops.protocol.forms.fields import ProtocolForm, code_field, guarded, reads_private
from festival_ops.protocol.models import EscortHours, EscortLanguage, GuestPlace
from festival_ops.web.fields import TextField, YesField


class EscortForm(ProtocolForm):
    """The number is a field only for whoever may read it."""

    code = code_field(_("Stands wherever no name may. For example L07."))
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    phone = TextField(_("Phone"), most=40)
    liaison = YesField(_("Liaison officer"), default=True)
    interpreter = YesField(_("Interpreter"))
    languages = PartsField(
        _("Languages"),
        part=EscortLanguage,
        facts=("language", "level"),
        key=("language",),
        read=grammar.parse_spoken,
        show=grammar.show_spoken,
        hint=_("Beside Vietnamese, one a line with its level: English 3. 1 in conversation, 2 in talks, 3 on a stage."),
    )
    hours = PartsField(
        _("Available hours"),
        part=EscortHours,
        facts=("on", "starts", "ends"),
        read=lambda text: parse_opening_hours(text, near()),
        show=lambda rows: show_opening_hours(rows, near()),
        hint=_("One a line: 08/06 18:00–23:00, or 06:00–21:00 for every day. Empty means always."),
    )
    day_minutes = MinutesField(
        _("A day at most"), least=60, hint=_("Minutes at work on one festival day; empty is no limit.")
    )
    home = guarded(_("Begins the day at"), of=GuestPlace, nothing=_("– wherever the guests are –"))
    told_needs = YesField(
        _("Is told what the guests eat and need"),
        hint=_("At his or her own desk, of the delegations that he or she goes along with."),
    )
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reads_private():
            del self.phone

    def faults(self) -> Iterable[tuple[str, str]]:
        return sense.escort_faults(self.data, g.edition)
