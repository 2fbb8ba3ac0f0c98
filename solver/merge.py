"""Two plans that began as one, made one again: act by act, whoever has changed something wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.differences import Standing


@dataclass(frozen=True)
class Conflict:
    """Both have changed the act's place, or both its length, each in another way; None is without a slot.

    Ours is kept.
    """

    act: int
    base: Standing | None
    theirs: Standing | None
    ours: Standing | None


@dataclass(frozen=True)
class Merged:
    """`taken` are the acts of which the place or the length was taken from theirs, in the order of their ids."""

    standings: tuple[Standing, ...]
    taken: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


def merged(base: Iterable[Standing], theirs: Iterable[Standing], ours: Iterable[Standing]) -> Merged:
    """Ours as it would be if it had been made of theirs instead of `base`."""
    was, they, we = ({each.act: each for each in version} for version in (base, theirs, ours))
    standings, taken, conflicts = [], [], []
    for act in sorted({*was, *they, *we}):
        old, their, our = was.get(act), they.get(act), we.get(act)
        stands, contested = _one(old, their, our)
        if stands != our:
            taken.append(act)
        if contested:
            conflicts.append(Conflict(act, old, their, our))
        if stands is not None:
            standings.append(stands)
    return Merged(tuple(standings), tuple(taken), tuple(conflicts))


def _one(old: Standing | None, their: Standing | None, our: Standing | None) -> tuple[Standing | None, bool]:
    """Where one act stands then and how long, and whether both have changed the same of it."""
    if old is None or their is None or our is None:
        return (their if our == old else our), our not in (old, their) and their != old
    place, both_moved = (their.place if our.place == old.place else our.place), _both(old.place, their.place, our.place)
    lasts = their.minutes if our.minutes == old.minutes else our.minutes
    stands = replace(our, stage=place[0], starts=place[1], minutes=lasts)
    return stands, both_moved or _both(old.minutes, their.minutes, our.minutes)


def _both(old: object, their: object, our: object) -> bool:
    return our not in (old, their) and their != old
