"""Letters that every format can carry."""

from __future__ import annotations

import unicodedata

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_UNCARRIED = "\ufeff\ufffe\uffff"


def carried(text: str) -> str:
    """Line ends of every kind become LF; controls, byte order marks and non-characters go.

    Some readers break lines at U+2028 or U+0085, XML refuses U+FFFE and most controls, and a byte order mark at the
    start of a value is taken for one.
    """
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(letter for letter in lines if letter in "\t\n" or _is_carried(letter))


def _is_carried(letter: str) -> bool:
    return letter not in _UNCARRIED and unicodedata.category(letter) not in ("Cc", "Cs")
