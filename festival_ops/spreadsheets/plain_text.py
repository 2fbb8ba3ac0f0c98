"""Comma-separated text as offices really send it: several encodings, several separators."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from festival_ops.spreadsheets.refusal import Refusal, RefusalError

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 30
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rows_of_text(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    separator, text = _separator(text)
    csv.field_size_limit(1_000_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise RefusalError(Refusal.DAMAGED) from None


def decoded(content: bytes) -> str:
    """The text in the encoding it was written in: Unicode, or the Vietnamese one of old Windows programs."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None) or _unmarked_utf16(content)
    if encoding is None and b"\0" in content:
        raise RefusalError(Refusal.NUL, line=content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as fault:
        if encoding is not None:
            raise RefusalError(Refusal.ENCODING) from None
        return _old_windows(content, fault.start)
    if "\0" in text:
        raise RefusalError(Refusal.NUL, line=text[: text.index("\0")].count("\n") + 1)
    return text


def _unmarked_utf16(content: bytes) -> str | None:
    """Separators, digits and line ends have a zero byte on one side only; accented letters need not."""
    even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
    if len(content) % 2 or 8 * max(even, odd) < min(len(content), 2000) or not max(even, odd):
        return None
    if not even:
        return "utf-16-le"
    return "utf-16-be" if not odd else None


def _old_windows(content: bytes, at: int) -> str:
    lines = content.split(b"\n")
    if any(_is_utf8_beyond_ascii(line) for line in lines):
        raise RefusalError(Refusal.MIXED, line=content[:at].count(b"\n") + 1)
    try:
        return content.decode("cp1258")
    except UnicodeDecodeError:
        raise RefusalError(Refusal.ENCODING) from None


def _is_utf8_beyond_ascii(line: bytes) -> bool:
    try:
        return not line.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _separator(text: str) -> tuple[str, str]:
    """The separator that cuts the most lines into the same number of cells, or the one Excel was told by `sep=`."""
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"').lower()
    if declared.startswith("sep=") and len(declared) == 5:
        return declared[4], "\n" + rest
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator)), text


def _agreement(sample: str, separator: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator) if row)
    except csv.Error:
        return 0, 0
    return max(((lines, width) for width, lines in widths.items() if width > 1), default=(0, 0))
