"""How strict an edition is, as one value: to be read, tried out, compared and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from festival_ops.planning.parameters import NUMBERS, Number
from festival_ops.planning.telling import level_name, minute_clock
from solver.problem import CAREFUL, STEADY, WISHFUL, Problem, Settings
from solver.rules import RULES
from solver.wishes import WISHES
from solver.words import title

GOALS = {"careful": CAREFUL, "steady": STEADY, "wishful": WISHFUL}
GOAL_NAMES = {
    "careful": lazy_gettext("Safety, contracts, no new warnings, least change, quality"),
    "steady": lazy_gettext("Safety, contracts, least change, no new warnings, quality"),
    "wishful": lazy_gettext("Safety, contracts, no new warnings, quality, least change"),
}


@dataclass(frozen=True)
class Strictness:
    """Every rule's level, every number with its source, every wish's weight, the order of goals; defaults included."""

    levels: Mapping[str, str]
    numbers: Mapping[str, int]
    sources: Mapping[str, str]
    weights: Mapping[str, int]
    goals: str

    @property
    def stamp(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:32]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Strictness:
        """From the JSON that `asdict` gave."""
        return cls(**kept)


@dataclass(frozen=True)
class Setting:
    """One setting as people read it, before and after."""

    name: str
    before: str
    after: str


def under(problem: Problem, settings: Strictness | None) -> Problem:
    """The same festival with these settings, or with its own where there are none."""
    if settings is None:
        return problem
    return replace(
        problem,
        levels=settings.levels,
        weights=settings.weights,
        settings=Settings(**settings.numbers),
        goals=GOALS[settings.goals],
    )


def differing(before: Strictness, after: Strictness) -> list[Setting]:
    return [*_levels(before, after), *_numbers(before, after), *_weights(before, after), *_goals(before, after)]


def number_told(value: int, number: Number) -> str:
    return minute_clock(value) if number.unit == "clock" else str(value)


def _levels(before: Strictness, after: Strictness) -> Iterator[Setting]:
    for rule in RULES:
        one, other = before.levels[rule.key], after.levels[rule.key]
        if one != other:
            yield Setting(_(title(rule.key)), level_name(one), level_name(other))


def _numbers(before: Strictness, after: Strictness) -> Iterator[Setting]:
    for number in NUMBERS:
        one, other = (number_told(each.numbers[number.key], number) for each in (before, after))
        if one != other:
            yield Setting(str(number.title), one, other)
        if before.sources[number.key] != after.sources[number.key]:
            name = _("Source of: %(number)s", number=number.title)
            yield Setting(name, before.sources[number.key] or "–", after.sources[number.key] or "–")


def _weights(before: Strictness, after: Strictness) -> Iterator[Setting]:
    for wish in WISHES:
        one, other = before.weights[wish.key], after.weights[wish.key]
        if one != other:
            yield Setting(_(title(wish.key)), str(one), str(other))


def _goals(before: Strictness, after: Strictness) -> Iterator[Setting]:
    if before.goals != after.goals:
        yield Setting(_("Order of goals in a repair"), str(GOAL_NAMES[before.goals]), str(GOAL_NAMES[after.goals]))
