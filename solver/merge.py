"""Two plans that began as one, made one again: act by act, whoever has changed something wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.problem import Slot


@dataclass(frozen=True)
class Conflict:
    """Both have changed the act, each in another way; None is without a slot. `ours` is kept."""

    act: int
    base: Slot | None
    theirs: Slot | None
    ours: Slot | None


@dataclass(frozen=True)
class Merged:
    """`taken` are the acts for which theirs was taken, in the order of their ids."""

    slots: tuple[Slot, ...]
    taken: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


def merged(base: Iterable[Slot], theirs: Iterable[Slot], ours: Iterable[Slot]) -> Merged:
    """Ours as it would be if it had been made of theirs instead of `base`."""
    was, they, we = ({slot.act: slot for slot in each} for each in (base, theirs, ours))
    slots, taken, conflicts = [], [], []
    for act in sorted({*was, *they, *we}):
        old, their, our = was.get(act), they.get(act), we.get(act)
        slot = their if our == old else our
        if our != their and our == old:
            taken.append(act)
        elif our != their and their != old:
            conflicts.append(Conflict(act, old, their, our))
        if slot is not None:
            slots.append(slot)
    return Merged(tuple(slots), tuple(taken), tuple(conflicts))
