"""Filters of the board: everything stays where it stands, and what does not match steps back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from festival_ops.planning.desk import Desk
from festival_ops.words import sort_key

CLASHES, CHANGED, OPEN = STATES = ("clashes", "changed", "open")


@dataclass(frozen=True)
class Filters:
    """Each may be empty; `state` is one of STATES: breaks a rule, differs from the release, is not held fast."""

    troupe: int | None = None
    genre: str = ""
    state: str = ""

    @classmethod
    def asked(cls, address: Mapping[str, str]) -> Filters:
        troupe, state = address.get("troupe", ""), address.get("state", "")
        number = int(troupe) if troupe.isascii() and troupe.isdecimal() and len(troupe) < 10 else None
        return cls(number, address.get("genre", "")[:100], state if state in STATES else "")

    def __bool__(self) -> bool:
        return bool(self.troupe or self.genre or self.state)

    @property
    def words(self) -> dict[str, str | int | None]:
        """As an address carries them."""
        return {"troupe": self.troupe, "genre": self.genre or None, "state": self.state or None}

    def passed_over(self, desk: Desk) -> frozenset[int]:
        """The acts that do not match."""
        if not self:
            return frozenset()
        marks = {act: {mark.state for mark in held} for act, held in desk.marks(desk.findings).items()}
        return frozenset(act.id for act in desk.problem.acts if not self._matches(desk, act.id, marks[act.id]))

    def _matches(self, desk: Desk, id: int, states: set[str]) -> bool:
        act = desk.problem.act(id)
        return (
            (not self.troupe or self.troupe in act.troupes)
            and (not self.genre or act.genre == self.genre)
            and (self.state != CLASHES or bool(states & {"block", "warn"}))
            and (self.state != CHANGED or bool(states & {"changed", "new"}))
            and (self.state != OPEN or not states & {"announced", "pinned"})
        )


def genres(desk: Desk) -> list[str]:
    return sorted({act.genre for act in desk.problem.acts} - {""}, key=sort_key)


def troupes(desk: Desk) -> list[tuple[int, str]]:
    """Those that the reader may know to play."""
    known = {troupe for act in desk.problem.acts for troupe in act.troupes}
    return sorted(
        ((one.id, one.name) for one in desk.problem.troupes if one.id in known), key=lambda it: sort_key(it[1])
    )
