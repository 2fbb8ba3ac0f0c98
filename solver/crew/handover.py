"""Whose duty begins with a hand-over: a post is not empty while one shift leaves and the next comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from solver.crew.problem import Need


def with_handovers(needs: Iterable[Need], minutes: Mapping[int, int]) -> list[Need]:
    """The needs, each with the `minutes` of its post where others in the same function end there as it begins."""
    known = list(needs)
    ending = {(need.post, need.function, need.span.ends) for need in known}
    return [
        replace(need, handover=minutes.get(need.post, 0))
        if (need.post, need.function, need.span.starts) in ending
        else need
        for need in known
    ]
