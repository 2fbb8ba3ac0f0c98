"""Who takes over from whom at a post, of whatever stands there from one moment to another."""

from __future__ import annotations

from typing import Any, Protocol


class Manned(Protocol):
    """A span of the core, or a turn with its moments."""

    @property
    def starts(self) -> Any: ...

    @property
    def ends(self) -> Any: ...


def comes_after(later: Manned, earlier: Manned) -> bool:
    """Whether some come as others are there or have gone, and stay on when those are gone."""
    return bool(later.starts > earlier.starts and later.ends > earlier.ends)


def takes_over(later: Manned, earlier: Manned) -> bool:
    """The same without leaving the post empty in between."""
    return comes_after(later, earlier) and bool(later.starts <= earlier.ends)
