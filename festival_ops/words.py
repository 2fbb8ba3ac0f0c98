"""Vietnamese letters: folding for search and a key that sorts as the alphabet does."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary order
# A name that turns the direction of writing turns the rest of its line too, and can pass for another.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def tidy(text: str) -> str:
    """Text as it is stored: composed, without control characters, single spaces, no ends."""
    composed = unicodedata.normalize("NFC", text).translate(_TURNING)
    if not composed.isprintable():
        composed = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in composed)
    return " ".join(composed.split())


def fold(text: str) -> str:
    """What search compares: "Đoàn Huế" becomes "doan hue"."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """A string that sorts bytewise as Vietnamese dictionaries do: letters first, tones only to break ties."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", text).casefold():
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in _TONES), "")
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark != tone or not tone))
        letters.append(_RANK.get(base, base))
        tones.append(str(_TONES.index(tone) + 1) if tone else "0")
    return "".join(letters) + " " + "".join(tones)
