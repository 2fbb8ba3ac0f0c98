"""Accepting some changes of a proposal: with each come those without which it would break a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from solver.check import check
from solver.plan import Plan
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE


def laid(before: Iterable[Slot], after: Iterable[Slot], acts: Collection[int]) -> tuple[Slot, ...]:
    """The plan before, with these acts as they stand after."""
    kept = [slot for slot in before if slot.act not in acts]
    return (*kept, *(slot for slot in after if slot.act in acts))


def pulled_in(
    problem: Problem, before: Iterable[Slot], after: Iterable[Slot], chosen: Collection[int]
) -> frozenset[int]:
    """The chosen acts, and of those that move with the proposal whatever they need so that no new rule blocks."""
    before, after = tuple(before), tuple(after)
    differing = {slot.act for slot in set(before) ^ set(after)}
    had, wanted = _blocking(problem, before), set(chosen) & differing
    while True:
        new = _blocking(problem, laid(before, after, wanted)).items() - had.items()
        more = {act for _subject, acts in new for act in acts if act in differing} - wanted
        if not more:
            return frozenset(wanted)
        wanted |= more


def _blocking(problem: Problem, slots: tuple[Slot, ...]) -> dict[str, tuple[int, ...]]:
    blocking = {
        rule.key for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE) and not rule.always_priced
    }
    return {each.subject: each.acts for each in check(problem, Plan(slots)) if each.rule in blocking}
