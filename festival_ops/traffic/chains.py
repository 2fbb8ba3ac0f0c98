"""Chains of segments: whether they hang together, which way they are walked, and whether they close a ring."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Link:
    """A segment in a chain by its name, with the two junctions between which it lies."""

    name: str
    ends: tuple[Hashable, Hashable]


def faults(chain: Sequence[Link], *, rolling: bool, ring: bool = False) -> list[str]:
    """What is wrong with a chain. A procession walks it from end to end and may come back to where it began; what is
    closed at once need only hang together, but unless a `ring` is meant may not shut in the blocks it runs round."""
    found = list(_twice(chain))
    if found:
        return found
    if rolling:
        return list(_gaps(chain))
    found = list(_apart(chain))
    if not found and not ring and returns(chain):
        found.append(
            _(
                "The chain closes a ring, and no vehicle could leave the blocks inside. "
                "Leave one segment out, or write two closures that never hold at once."
            )
        )
    return found


def walk(chain: Sequence[Link]) -> list[bool] | None:
    """For each segment whether it is walked from its second junction to its first; None: there is no such way."""
    for backwards in (False, True):
        turned: list[bool] = []
        at = chain[0].ends[backwards] if chain else None
        for link in chain:
            if at not in link.ends:
                break
            turned.append(at != link.ends[0])
            at = link.ends[turned[-1] is False]
        else:
            return turned
    return None


def returns(chain: Sequence[Link]) -> bool:
    """Whether it is walked back to where it begins."""
    turned = walk(chain)
    return turned is not None and len(turned) > 1 and chain[0].ends[turned[0]] == chain[-1].ends[not turned[-1]]


def _twice(chain: Sequence[Link]) -> Iterator[str]:
    names = [link.name for link in chain]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _("“%(segment)s” stands in the chain twice; leave it out once.", segment=name)


def _gaps(chain: Sequence[Link]) -> Iterator[str]:
    if walk(chain) is not None:
        return
    for place in range(2, len(chain) + 1):
        if walk(chain[:place]) is None:
            before, after = chain[place - 2], chain[place - 1]
            yield _(
                "A procession cannot go from “%(before)s” on to “%(after)s”: the one does not end where the other "
                "begins. Put the segments in the order of the way, or add what lies between them.",
                before=before.name,
                after=after.name,
            )
            return


def _apart(chain: Sequence[Link]) -> Iterator[str]:
    reached: set[Hashable] = set(chain[0].ends) if chain else set()
    for link in chain[1:]:
        if reached.isdisjoint(link.ends):
            yield _(
                "“%(segment)s” touches none of the segments before it. Put the segments in order, add what lies "
                "between them, or write a closure of its own.",
                segment=link.name,
            )
            return
        reached.update(link.ends)
