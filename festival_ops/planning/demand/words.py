"""Why so many: what was counted, by which ratio, in whole sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from festival_ops.planning.demand.counting import Part, Rule
from festival_ops.planning.demand.kept import Demand
from festival_ops.planning.demand.lines import Line
from festival_ops.security.kinds import BASE, CROWD, GUESTS, PARADE, SECTOR
from solver.problem import MINUTES_A_DAY

NAMED = 3
MOST = 1000


def reason(found: Demand, line: Line) -> str:
    """Each standard with its ratio; empty where nothing is asked for."""
    if line.asked is None:
        return ""
    told = " ".join(_told(found, found.rules[part.standard], part) for part in line.asked.parts)
    return told if len(told) <= MOST else f"{told[: MOST - 1]}…"


def movement(found: Demand, line: Line) -> str:
    """What a stale need is told with."""
    if line.asked is None:
        return _("The programme has moved: nobody is asked for now instead of %(old)s.", old=line.old)
    if line.old == line.new:
        return _("The standards ask for another number of leaders now: %(reason)s", reason=reason(found, line))
    return _(
        "The programme or the standards have changed: %(new)s are asked for now instead of %(old)s. %(reason)s",
        new=line.new,
        old=line.old,
        reason=reason(found, line),
    )


@dataclass(frozen=True)
class Basis:
    """By what was counted, how the draft differs from it, and what has no place in it."""

    basis: str
    drifted: str
    waiting: str


def basis_of(found: Demand) -> Basis:
    shown = found.programme
    drifted = ngettext(
        "In the draft %(num)s performance stands otherwise; it counts once it is released.",
        "In the draft %(num)s performances stand otherwise; they count once they are released.",
        shown.drifted,
    )
    waiting = ngettext(
        "%(num)s performance has no place in it, so nothing is asked for on its account.",
        "%(num)s performances have no place in it, so nothing is asked for on their account.",
        shown.waiting,
    )
    return Basis(_basis(found), drifted if shown.drifted else "", waiting if shown.waiting else "")


def _basis(found: Demand) -> str:
    number = found.programme.release
    if number is None:
        return _("Nothing is released yet: what follows is counted by the draft of the plan.")
    return _("What follows is counted by release %(number)s.", number=number)


def why(found: Demand) -> str:
    """What the history says of needs that were taken over."""
    number = found.programme.release
    if number is None:
        return _("Worked out from the standards and the draft of the plan.")
    return _("Worked out from the standards and release %(number)s.", number=number)


def _told(found: Demand, rule: Rule, part: Part) -> str:
    shows = _shows(found, part)
    if rule.cause == BASE:
        return _base(rule, part)
    if rule.cause == CROWD:
        cause = _("%(people)s people expected at %(shows)s", people=format_decimal(part.amount), shows=shows)
    elif rule.cause == GUESTS:
        cause = ngettext("%(num)s party of honour at %(shows)s", "%(num)s parties of honour at %(shows)s", part.amount,
                         shows=shows)  # fmt: skip
    elif rule.cause == PARADE:
        cause = _("%(shows)s passes", shows=shows) if part.amount == 1 else _("%(shows)s pass", shows=shows)
    else:
        cause = _("Fireworks at %(shows)s", shows=shows)
    if rule.per is None:
        return _("%(cause)s: %(count)s.", cause=cause, count=part.count)
    return _("%(cause)s; %(ratio)s: %(count)s.", cause=cause, ratio=_ratio(rule, part), count=part.count)


def _base(rule: Rule, part: Part) -> str:
    if rule.per is None:
        return _("At all hours: %(count)s.", count=part.count)
    people = format_decimal(part.amount)
    sector = _("The venues of the sector hold %(people)s people", people=people)
    holds = sector if rule.reach == SECTOR else _("The venue holds %(people)s people", people=people)
    return _("%(cause)s; %(ratio)s: %(count)s.", cause=holds, ratio=_ratio(rule, part), count=part.count)


def _ratio(rule: Rule, part: Part) -> str:
    """1 for 250, of 40 %, shared by 4 posts."""
    told = [_("%(count)s for %(per)s", count=rule.count, per=format_decimal(rule.per or 1))]
    if rule.share < 100:
        told.append(_("of %(share)s %%", share=rule.share))
    if part.posts > 1:
        told.append(ngettext("shared by %(num)s post", "shared by %(num)s posts", part.posts))
    return ", ".join(told)


def _shows(found: Demand, part: Part) -> str:
    english = str(get_locale()) == "en"
    named = [
        _("“%(name)s” %(hours)s", name=found.names[act][1 if english else 0], hours=_hours(starts, ends))
        for act, starts, ends in part.shows[:NAMED]
    ]
    rest = len(part.shows) - NAMED
    if rest > 0:
        named.append(ngettext("%(num)s more", "%(num)s more", rest))
    return _and(named)


def _and(named: list[str]) -> str:
    if len(named) < 2:
        return "".join(named)
    return _("%(these)s and %(last)s", these=", ".join(named[:-1]), last=named[-1])


def _hours(*minutes: int) -> str:
    clocks: Iterable[tuple[int, int]] = (divmod(minute % MINUTES_A_DAY, 60) for minute in minutes)
    return "–".join(f"{hour:02}:{minute:02}" for hour, minute in clocks)
