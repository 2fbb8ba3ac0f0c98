"""Accepting some changes of a proposal: with each come those without which it would break a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from solver.check import check
from solver.differences import Standing, lasting, slots_of
from solver.plan import Plan
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE

Stands = TypeVar("Stands", Slot, Standing)


def laid(before: Iterable[Stands], after: Iterable[Stands], acts: Collection[int]) -> tuple[Stands, ...]:
    """The plan before, with these acts as they stand after."""
    kept = tuple(each for each in before if each.act not in acts)
    return kept + tuple(each for each in after if each.act in acts)


def pulled_in(
    problem: Problem, before: Iterable[Standing], after: Iterable[Standing], chosen: Collection[int]
) -> frozenset[int]:
    """The chosen acts, and of those that stand otherwise after whatever they need so that no new rule blocks."""
    before, after = tuple(before), tuple(after)
    differing = {each.act for each in set(before) ^ set(after)}
    wanted = set(chosen) & differing
    had = _blocking(problem, before) if wanted < differing else {}
    while wanted < differing:
        new = _blocking(problem, laid(before, after, wanted)).items() - had.items()
        more = {act for _subject, acts in new for act in acts if act in differing} - wanted
        if not more:
            break
        wanted |= more
    return frozenset(wanted)


def _blocking(problem: Problem, version: tuple[Standing, ...]) -> dict[str, tuple[int, ...]]:
    blocking = {
        rule.key for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE) and not rule.always_priced
    }
    found = check(lasting(problem, {each.act: each.minutes for each in version}), Plan(slots_of(version)))
    return {each.subject: each.acts for each in found if each.rule in blocking}
