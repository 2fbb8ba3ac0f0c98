"""What people would say has changed from one version of a programme to another: swapped, replaced, moved, shortened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from solver.problem import Problem, Slot

Kind = Literal["swapped", "replaced", "moved", "shortened", "lengthened", "cancelled", "added"]


@dataclass(frozen=True)
class Standing:
    """Where an act stands in a version, and how many minutes its show takes there: a release keeps its own length."""

    act: int
    stage: int
    starts: int
    minutes: int

    @property
    def ends(self) -> int:
        return self.starts + self.minutes

    @property
    def place(self) -> tuple[int, int]:
        return self.stage, self.starts


@dataclass(frozen=True)
class Difference:
    """One act that stands otherwise. `other` is the second of two that changed places, or who took its slot over."""

    act: int
    kind: Kind
    before: Standing | None
    after: Standing | None
    other: Difference | None = None

    @property
    def acts(self) -> tuple[int, ...]:
        return (self.act,) if self.other is None else (self.act, self.other.act)

    @property
    def stage(self) -> bool:
        """Whether it stands on another stage; the same act is meant on both sides."""
        return self.before is not None and self.after is not None and self.before.stage != self.after.stage

    @property
    def longer(self) -> int:
        """By how many minutes the show is longer than before; negative: shorter."""
        return self.after.minutes - self.before.minutes if self.before and self.after else 0

    @property
    def at(self) -> int:
        """The minute by which it is sorted."""
        return min(each.starts for each in (self.before, self.after) if each is not None)


def standings(problem: Problem, slots: Iterable[Slot]) -> list[Standing]:
    """A plan as a version, each show as long as its act is now."""
    return [Standing(slot.act, slot.stage, slot.starts, problem.act(slot.act).duration) for slot in slots]


def slots_of(version: Iterable[Standing]) -> tuple[Slot, ...]:
    return tuple(Slot(each.act, each.stage, each.starts) for each in version)


def lasting(problem: Problem, minutes: Mapping[int, int]) -> Problem:
    """The same festival where the shows of these acts take so many minutes."""
    acts = tuple(
        act if minutes.get(act.id, act.duration) == act.duration else replace(act, duration=minutes[act.id])
        for act in problem.acts
    )
    return problem if acts == problem.acts else replace(problem, acts=acts)


def differences(before: Iterable[Standing], after: Iterable[Standing]) -> list[Difference]:
    """Each act that differs is told once, in the order of time; acts need not exist any more.

    Two acts are swapped if each starts where and when the other did, or if they fill the same time of one stage the
    other way round. One is replaced if it stands no longer and one that stood nowhere has the greatest part of its
    time on its stage.
    """
    old, new = {each.act: each for each in before}, {each.act: each for each in after}
    found = {act: _alone(act, old.get(act), new.get(act)) for act in {**old, **new} if old.get(act) != new.get(act)}
    for first, second in (*_swapped(found), *_replaced(found)):
        kind: Kind = "replaced" if first.after is None else "swapped"
        found[first.act] = Difference(first.act, kind, first.before, first.after, found.pop(second.act))
    return sorted(found.values(), key=lambda each: (each.at, each.act))


def _alone(act: int, old: Standing | None, new: Standing | None) -> Difference:
    if old is None or new is None:
        return Difference(act, "added" if old is None else "cancelled", old, new)
    if old.place != new.place:
        return Difference(act, "moved", old, new)
    return Difference(act, "shortened" if new.minutes < old.minutes else "lengthened", old, new)


def _swapped(found: Mapping[int, Difference]) -> Iterator[tuple[Difference, Difference]]:
    moved = sorted((each for each in found.values() if each.kind == "moved"), key=lambda each: (each.at, each.act))
    came, left = (_by_place(moved, side) for side in ("after", "before"))
    taken: set[int] = set()
    for number, first in enumerate(moved):
        # Of two that change places one at least comes to where the other was.
        partners = sorted({*came.get(_place(first.before), ()), *left.get(_place(first.after), ())})
        for second in (moved[other] for other in partners if other > number):
            if not {first.act, second.act} & taken and _changed_places(first, second):
                taken |= {first.act, second.act}
                yield first, second


def _by_place(moved: Iterable[Difference], side: str) -> dict[tuple[int, int] | None, list[int]]:
    """The numbers of those that stand at each place on that side."""
    found: dict[tuple[int, int] | None, list[int]] = {}
    for number, each in enumerate(moved):
        found.setdefault(_place(getattr(each, side)), []).append(number)
    return found


def _place(standing: Standing | None) -> tuple[int, int] | None:
    return standing.place if standing else None


def _changed_places(first: Difference, second: Difference) -> bool:
    one, two, new_one, new_two = first.before, second.before, first.after, second.after
    if one is None or two is None or new_one is None or new_two is None:
        return False
    if one.place == new_two.place and two.place == new_one.place:
        return True
    turned = one.place == new_two.place and two.ends == new_one.ends
    back = two.place == new_one.place and one.ends == new_two.ends
    return len({each.stage for each in (one, two, new_one, new_two)}) == 1 and (turned or back)


def _replaced(found: Mapping[int, Difference]) -> list[tuple[Difference, Difference]]:
    gone = [each for each in found.values() if each.kind == "cancelled"]
    come = [each for each in found.values() if each.kind == "added"]
    pairs = [(_common(one.before, two.after), one, two) for one, two in product(gone, come)]
    taken: set[int] = set()
    chosen = []
    for common, one, two in sorted(pairs, key=lambda pair: (-pair[0], pair[1].act, pair[2].act)):
        if common > 0 and not {one.act, two.act} & taken:
            taken |= {one.act, two.act}
            chosen.append((one, two))
    return chosen


def _common(old: Standing | None, new: Standing | None) -> int:
    """Minutes that both take of the same stage."""
    if old is None or new is None or old.stage != new.stage:
        return 0
    return min(old.ends, new.ends) - max(old.starts, new.starts)
