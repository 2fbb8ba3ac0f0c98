"""Reasons that are kept for good, where nothing may stand by which somebody is known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from flask_babel import gettext as _

from festival_ops.protocol import passports
from festival_ops.protocol.models import Passport
from festival_ops.protocol.seals import BrokenSealError, LostKeyError
from festival_ops.words import fold

SHORTEST = 2


def fault_of(reason: str, row: Passport) -> str | None:
    """Why the reason may not be written down for this passport: it holds a word of a name of its holder, or the number.

    Of a passport that cannot be opened the number is not known, and none is written down.
    """
    names = [row.holder, *(getattr(row.whose, key, "") for key in ("name", "name_en"))]
    number = ""
    try:
        facts = passports.looked_at(row)
        names, number = [*names, facts.name], facts.number
    except (LostKeyError, BrokenSealError):
        pass
    if number and _letters(number) in _letters(reason):
        return _("The reason holds the number of the passport, and it is kept for good; write it without the number.")
    if word := word_of_a_name(reason, names):
        return _("“%(word)s” is a part of the holder's name, and the reason is kept for good; say it in another word.",
                 word=word)  # fmt: skip
    return None


def word_of_a_name(reason: str, names: Iterable[str]) -> str | None:
    """The first word of the reason that is also one of a name, however it is accented."""
    held = {fold(word) for name in names for word in _words(name)}
    held = {word for word in held if len(word) >= SHORTEST}
    return next((word for word in _words(reason) if fold(word) in held), None)


def _words(told: str) -> list[str]:
    """Runs of letters and digits with their marks, which Arabic writes beside its letters."""
    return "".join(each if each.isalnum() or unicodedata.combining(each) else " " for each in told).split()


def _letters(told: str) -> str:
    """Spaces and dashes do not hide a number."""
    return "".join(_words(fold(told)))
