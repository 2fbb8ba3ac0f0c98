"""Shortages and working time of the roster in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.telling import weekday
from festival_ops.programme.models import Edition
from solver.crew.shortage import BUSY, Shortage

MOST_POSTS = 8


@dataclass(frozen=True)
class Told:
    """A shortage as people read it: what is missing, why nobody else can come, and what would help."""

    day: date
    sentence: str
    why: list[str]
    help: list[str]
    posts: list[tuple[int, str, int]]
    missing: int


def told(edition: Edition, stands: Standing, short: Shortage) -> Told:
    problem = stands.problem
    keys = [NeedOn.of(need, edition.first_day) for need in short.needs]
    sentence = _(
        "%(weekday)s %(day)s, %(hours)s: %(function)s, %(missing)s of %(wanted)s missing.",
        weekday=weekday(keys[0].day),
        day=f"{keys[0].day:%d/%m}",
        hours=stands.clock_of(problem.need(short.needs[0])),
        missing=short.missing,
        wanted=short.wanted,
        function=problem.function(short.function).name,
    )
    posts = [
        (problem.need(need).post, problem.post(problem.need(need).post).name, stands.ground.shift_of[key.need])
        for need, key in zip(short.needs[:MOST_POSTS], keys, strict=False)
    ]
    return Told(keys[0].day, sentence, _why(short), _help(short), posts, short.missing)


def quality(found: Mapping[str, Any]) -> str:
    """How much better a roster could still be, as far as it is proven."""
    value, bound = found["value"], found["bound"]
    if value <= bound:
        return _("proven best: no better roster exists")
    percent = max(1, round(100 * (value - bound) / max(1, value)))
    return _("at most %(percent)s %% better exists", percent=percent)


def smallness(outline: Mapping[str, int]) -> str:
    """How small the change of a repair is, and whether a smaller one could do or a longer search find more people."""
    told = _changes(outline)
    proven = outline.get("short_bound", outline["missing"])
    if outline["missing"] <= proven:
        return told
    longer = _(
        "It is proven of %(proven)s of those missing only that nobody can come; another repair goes on from this one.",
        proven=proven,
    )
    return f"{told} {longer}"


def _changes(outline: Mapping[str, int]) -> str:
    calls, ends = outline["new"], outline["ended"]
    if not calls and not ends:
        return _("Nothing needs to change.")
    given = ngettext("%(num)s duty is given anew.", "%(num)s duties are given anew.", calls)
    told = given + " " + ngettext("%(num)s duty ends.", "%(num)s duties end.", ends)
    if calls <= outline["called_bound"] and ends <= outline["released_bound"]:
        return told + " " + _("It is proven that fewer changes cannot do.")
    facts = {"calls": outline["called_bound"], "ends": outline["released_bound"]}
    return told + " " + _("In any case at least %(calls)s must be given and %(ends)s must end.", **facts)


def _why(short: Shortage) -> list[str]:
    if not short.holders:
        return [_("Nobody on record holds this qualification.")]
    first = ngettext("%(num)s person holds this qualification.", "%(num)s people hold it.", short.holders)
    return [first, *(_hindrance(rule, people) for rule, people in short.hindered.items())]


def _hindrance(rule: str, people: int) -> str:
    match rule:
        case "qualified":
            return ngettext("For %(num)s it runs out before.", "For %(num)s it runs out before.", people)
        case "available":
            return ngettext("%(num)s is away.", "%(num)s are away.", people)
        case "one-place-at-a-time":
            return ngettext(
                "%(num)s could not be there in time from another post.",
                "%(num)s could not be there in time from other posts.",
                people,
            )
        case "relieved":
            return ngettext(
                "%(num)s could not be there for the hand-over.", "%(num)s could not be there for the hand-over.", people
            )
        case "rest-between-duties":
            return ngettext("%(num)s must rest.", "%(num)s must rest.", people)
        case "weekly-rest":
            return ngettext("%(num)s must have the weekly rest.", "%(num)s must have their weekly rest.", people)
        case "hours-a-day" | "hours-a-week" | "hours-a-month":
            return ngettext("%(num)s has no working hours left.", "%(num)s have no working hours left.", people)
        case "longest-run":
            return ngettext("%(num)s must have a free day.", "%(num)s must have a free day.", people)
    if rule != BUSY:
        raise ValueError(f"No sentence says how {rule} keeps people away.")
    return ngettext("%(num)s is on duty elsewhere then.", "%(num)s are on duty elsewhere then.", people)


def _help(short: Shortage) -> list[str]:
    """What would bring people, the surest first; each number is how many it could bring at most."""
    ways = []
    free = short.holders - short.wanted + short.missing - sum(short.hindered.values())
    if free > 0:
        ways.append(
            ngettext(
                "%(num)s person is free and can be called at once.",
                "%(num)s people are free and can be called at once.",
                free,
            )
        )
    if late := short.hindered.get("qualified", 0):
        ways.append(
            ngettext(
                "Renewing the qualification would let %(num)s person come.",
                "Renewing the qualification would let %(num)s people come.",
                late,
            )
        )
    if away := short.hindered.get("available", 0):
        ways.append(ngettext("%(num)s absence could be called off.", "%(num)s absences could be called off.", away))
    if not ways or free < short.missing:
        ways.append(
            ngettext(
                "Ask an agency for %(num)s more person with this qualification, or lower the need.",
                "Ask agencies for %(num)s more people with this qualification, or lower the need.",
                short.missing,
            )
        )
    return ways
