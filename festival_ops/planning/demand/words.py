"""Why so many: what was counted, by which ratio, in whole sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.demand.counting import Part, Rule
from festival_ops.planning.demand.kept import Demand
from festival_ops.planning.demand.lines import Line
from festival_ops.security.models import Need
from festival_ops.security.reasons import Counted, Reason, reason_told

NAMED = 3


def reason(found: Demand, line: Line) -> str:
    """Each standard with its ratio; empty where nothing is asked for."""
    return reason_told(counted(found, line))


def counted(found: Demand, line: Line) -> Reason:
    """The same as a need keeps it, for readers of either language."""
    if line.asked is None:
        return ""
    return {"counted": [_facts(found, found.rules[part.standard], part) for part in line.asked.parts]}


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


def beyond(people: Mapping[Need, int]) -> str:
    """Where more stand than needs allow: they stay, and somebody decides."""
    told = [
        _("%(need)s, %(day)s: %(count)s", need=str(need), day=f"{need.day:%d/%m}", count=count)
        for need, count in list(people.items())[:NAMED]
    ]
    if len(people) > NAMED:
        told.append(ngettext("%(num)s other need", "%(num)s other needs", len(people) - NAMED))
    return ngettext(
        "%(num)s person more is on duty than the needs allow now, and stays until somebody decides: %(where)s.",
        "%(num)s people more are on duty than the needs allow now, and stay until somebody decides: %(where)s.",
        sum(people.values()),
        where="; ".join(told),
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


def _facts(found: Demand, rule: Rule, part: Part) -> Counted:
    return {
        "cause": rule.cause,
        "reach": rule.reach,
        "ratio": rule.count,
        "per": rule.per,
        "share": rule.share,
        "amount": part.amount,
        "posts": part.posts,
        "count": part.count,
        "shows": [(*found.names[act], starts, ends) for act, starts, ends in part.shows[:NAMED]],
        "more": max(0, len(part.shows) - NAMED),
    }
