"""For whom a transfer is. A delegation or a guest is called by a code alone, and kept so in the language of the office:
one column holds crews in words, which are not translated, and these, which are."""

from __future__ import annotations

import re
from functools import cache

from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

# A code has a number in it and no space; "Đoàn xiếc" is a troupe's own name and stays as it is.
_CODE = r"(?P<code>\S*\d\S*)"
_SLOT = "CODE"


def of_delegation(code: str) -> str:
    """As it is kept."""
    with force_locale("vi"):
        return _("Delegation %(code)s", code=code)


def of_guest(code: str) -> str:
    """As it is kept."""
    with force_locale("vi"):
        return _("Guest %(code)s", code=code)


def in_english(kept: str) -> str:
    """What is kept, said in English; nothing where these are somebody's own words."""
    if (found := _label(of_delegation(_SLOT)).fullmatch(kept)) is not None:
        with force_locale("en"):
            return _("Delegation %(code)s", code=found["code"])
    if (found := _label(of_guest(_SLOT)).fullmatch(kept)) is not None:
        with force_locale("en"):
            return _("Guest %(code)s", code=found["code"])
    return ""


def whom_told(kept: str) -> str:
    """In the reader's language, as far as it can be said in it."""
    return (in_english(kept) if str(get_locale()) == "en" else "") or kept


@cache
def _label(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words).replace(_SLOT, _CODE))
