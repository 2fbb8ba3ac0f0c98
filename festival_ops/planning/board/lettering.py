"""How much room words take, so that a name is shortened on the server and never cut by its frame."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Shares of the letter size, measured in the house typeface; marks add nothing to a letter's width.
_GROUPS = {"Iil.,j:;'’!| ": 0.3, '1/rt()"[]·': 0.43, "zsđ": 0.53, "mwM—…@%": 0.9, "W": 1.05}
_SHARES = {letter: share for letters, share in _GROUPS.items() for letter in letters}


def width(text: str, size: float) -> float:
    """Pixels that the text takes in letters of that size."""
    return sum(_share(letter) for letter in unicodedata.normalize("NFC", text)) * size


def fitting(forms: Iterable[str], room: float, size: float) -> str:
    """The first form that fits; else the shortest one cut with an ellipsis; nothing where not three letters fit."""
    known = [form for form in forms if form]
    for form in known:
        if width(form, size) <= room:
            return form
    if not known:
        return ""
    cut = min(known, key=len)
    while cut and width(f"{cut}…", size) > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…" if len(cut) >= 3 else ""


def _share(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    return _SHARES.get(base, 0.73 if base.isupper() else 0.64)
