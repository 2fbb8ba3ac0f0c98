"""Ways along the network: the shortest from place to place, what lies around a junction, where vehicles come in."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise

from festival_ops.traffic.geometry import Point, metres
from festival_ops.traffic.models import Junction, Segment

# A stop lies at a junction if that is no farther away, in metres.
NEAR = 400


class Network:
    """The segments by their junctions. Who walks may go against a one-way street."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments = sorted(segments, key=lambda each: each.code)
        self.at: dict[int, list[Segment]] = {}
        self.junctions: dict[int, Junction] = {}
        for each in self.segments:
            for junction in (each.first, each.second):
                self.at.setdefault(junction.id, []).append(each)
                self.junctions[junction.id] = junction

    def nearest(self, place: Point) -> Junction | None:
        """The junction at a place; None where none is near."""
        found = [(metres([row.point, place]), row.id) for row in self.junctions.values()]
        away, id = min(found, default=(NEAR + 1, 0))
        return self.junctions[id] if away <= NEAR else None

    def way(self, junctions: Sequence[int]) -> list[Segment] | None:
        """The shortest way that comes to the junctions in this order; None where no road leads on."""
        whole: list[Segment] = []
        for origin, destination in pairwise(junctions):
            leg = self._leg(origin, destination)
            if leg is None:
                return None
            whole += leg
        return whole

    def around(self, junctions: Iterable[int], steps: int) -> list[Segment]:
        """What can be reached from one of the junctions along so many segments."""
        found: dict[int, Segment] = {}
        border = set(junctions)
        for _step in range(steps):
            met = [each for junction in sorted(border) for each in self.at.get(junction, ())]
            found |= {each.id: each for each in met}
            border = {end for each in met for end in each.ends}
        return list(found.values())

    def ways_in(self, chain: Iterable[Segment]) -> int:
        """The junctions at which vehicles could come into the chain from elsewhere."""
        closed = {each.id for each in chain}
        ends = {end for each in self.segments if each.id in closed for end in each.ends}
        return sum(any(each.id not in closed for each in self.at[end]) or len(self.at[end]) == 1 for end in ends)

    def _leg(self, origin: int, destination: int) -> list[Segment] | None:
        # Equally long ways are taken in the order in which they are found.
        turn = count()
        waiting: list[tuple[float, int, int, tuple[Segment, ...]]] = [(0.0, origin, next(turn), ())]
        seen: set[int] = set()
        while waiting:
            gone, at, _turn, way = heapq.heappop(waiting)
            if at == destination:
                return list(way)
            if at in seen:
                continue
            seen.add(at)
            for each in self.at.get(at, ()):
                end = each.second_id if each.first_id == at else each.first_id
                if end not in seen:
                    heapq.heappush(waiting, (gone + metres(each.line), end, next(turn), (*way, each)))
        return None


def parts(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Chains that hang together, each in an order in which every segment touches one before it."""
    left = sorted(segments, key=lambda each: each.code)
    while left:
        chain = [left.pop(0)]
        reached = set(chain[0].ends)
        while touching := next((each for each in left if reached.intersection(each.ends)), None):
            left.remove(touching)
            chain.append(touching)
            reached.update(touching.ends)
        yield chain
