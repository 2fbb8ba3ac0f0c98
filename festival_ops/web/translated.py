"""The few words that the form library itself says, from our catalogue: its own has no Vietnamese."""

from __future__ import annotations

from flask_babel import gettext, ngettext


class Translated:
    def gettext(self, text: str) -> str:
        return str(gettext(text)) if text else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(ngettext(one, many, number))
