"""What all rows of this room share: they belong to one edition, tell their source, and are guarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.web.access import Secrecy


class OfProtocol(OfEdition, Sourced):
    """Sources and notes are free words: a letter from somebody, a remark on somebody."""

    secrecy = Secrecy.GUARDED
    untold: tuple[str, ...] = ("source",)


class Coded:
    """Somebody who has a code for every place where no name may stand: the history, searches, rides, prints for others.

    `str()` gives the code alone; people who may read the row are shown the name beside it.
    """

    code: Any

    def __str__(self) -> str:
        return str(self.code)

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.code} · {name(self)}"
