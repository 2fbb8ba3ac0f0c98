"""Heads that agencies promise by function: which of them have names, and what the others are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from festival_ops.security.models import Agency, Contingent, Officer, Qualification

# The qualifications that people of a kind hold at least.
Kind = frozenset[int]

_LONGEST = 90


def filled(contingents: Iterable[Contingent], people: Iterable[Kind]) -> Counter[Kind]:
    """How many heads of each kind have names. Everybody counts once: for what asks most of him, and those who can be
    counted for little first."""
    left = {part.kind: part.heads for part in contingents}
    counted: Counter[Kind] = Counter()
    choices = ([kind for kind in left if kind <= held] for held in people)
    for kinds in sorted(choices, key=len):
        for kind in sorted(kinds, key=lambda kind: (-len(kind), sorted(kind))):
            if counted[kind] < left[kind]:
                counted[kind] += 1
                break
    return counted


def opened(contingents: Sequence[Contingent], people: Iterable[Kind]) -> Counter[Kind]:
    """How many heads of each kind have none."""
    named = filled(contingents, people)
    return Counter({part.kind: part.heads - named[part.kind] for part in contingents})


def called(agency: Agency, held: Sequence[Qualification], number: int) -> tuple[str, str]:
    """What a head is called in Vietnamese and in English: by agency, function and number, never by a person."""
    plain, english = _function([each.name for each in held]), _function([each.name_en or each.name for each in held])
    return (
        f"{agency.name[:_LONGEST]} · {plain[:_LONGEST]} số {number}",
        f"{(agency.name_en or agency.name)[:_LONGEST]} · {english[:_LONGEST]} no. {number}",
    )


def name_again(head: Officer) -> None:
    """Gives an unnamed head the words that its agency and qualifications have now."""
    held = sorted((part.qualification for part in head.holdings), key=lambda each: (each.leads, each.code))
    words = called(head.agency, held, head.number or 0)
    if (head.name, head.name_en) != words:
        head.name, head.name_en = words


def _function(names: Sequence[str]) -> str:
    return f"{names[0]} ({', '.join(names[1:])})" if names[1:] else "".join(names)
