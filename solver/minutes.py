"""Sets of whole minutes as the bits of one number: a whole edition is a few hundred machine words.

Minute `m` is bit `m - ORIGIN`. Union, meeting and difference are `|`, `&` and `& ~`; a query over ten stages
and nine days takes microseconds, which is what lets the constructor look at every cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.problem import Span

# Set-up may begin before the first midnight; two days before it, and a hundred days after it, nothing stands.
ORIGIN, LATEST = -2880, 100 * 1440


def stretch(starts: int, ends: int) -> int:
    """The minutes from `starts` up to, and not including, `ends`."""
    first, last = max(starts, ORIGIN) - ORIGIN, min(ends, LATEST) - ORIGIN
    return ((1 << (last - first)) - 1) << first if last > first else 0


def union(spans: Iterable[Span]) -> int:
    minutes = 0
    for span in spans:
        minutes |= stretch(span.starts, span.ends)
    return minutes


def every(grid: int, ends: int) -> int:
    """The minutes 0, grid, 2 × grid … and as many before the first midnight, up to `ends`."""
    minutes, width, total = 1 << (-ORIGIN % grid), grid, ends - ORIGIN
    while width < total:
        minutes |= minutes << width
        width *= 2
    return minutes & ((1 << total) - 1)


def runs(free: int, length: int) -> int:
    """The minutes from which `length` minutes in a row are free."""
    done = 1
    while done < length and free:
        step = min(done, length - done)
        free &= free >> step
        done += step
    return free


def earlier(minutes: int, by: int) -> int:
    return minutes >> by if by >= 0 else minutes << -by


def first(minutes: int) -> int:
    """The earliest minute of a set that is not empty."""
    return (minutes & -minutes).bit_length() - 1 + ORIGIN


def last(minutes: int) -> int:
    """The latest minute of a set that is not empty."""
    return minutes.bit_length() - 1 + ORIGIN


def each(minutes: int) -> Iterator[int]:
    """The minutes in order."""
    while minutes:
        lowest = minutes & -minutes
        yield lowest.bit_length() - 1 + ORIGIN
        minutes ^= lowest


class Tally:
    """How many are in use at every minute, as binary digits: digit `k` of all minutes is one number."""

    def __init__(self) -> None:
        self.digits: list[int] = []

    def add(self, minutes: int, quantity: int) -> None:
        place = 0
        while quantity:
            if quantity & 1:
                self._carry(minutes, place)
            quantity >>= 1
            place += 1

    def _carry(self, minutes: int, place: int) -> None:
        while minutes:
            while place >= len(self.digits):
                self.digits.append(0)
            digit = self.digits[place]
            self.digits[place] = digit ^ minutes
            minutes &= digit
            place += 1

    def take(self, minutes: int, quantity: int) -> None:
        place = 0
        while quantity:
            if quantity & 1:
                self._borrow(minutes, place)
            quantity >>= 1
            place += 1

    def _borrow(self, minutes: int, place: int) -> None:
        while minutes and place < len(self.digits):
            digit = self.digits[place]
            self.digits[place] = digit ^ minutes
            minutes &= ~digit
            place += 1

    def above(self, limit: int) -> int:
        """The minutes at which more than `limit` are in use (a negative limit: see `Tally.room`)."""
        higher, equal = 0, -1
        for place in range(max(len(self.digits), limit.bit_length()) - 1, -1, -1):
            digit = self.digits[place] if place < len(self.digits) else 0
            if limit >> place & 1:
                equal &= digit
            else:
                higher |= equal & digit
                equal &= ~digit
        return higher
