"""Why a closure is asked for and what differs, in whole sentences of the reader's language."""

from __future__ import annotations

from typing import Any

from flask_babel import format_decimal, lazy_gettext, ngettext
from flask_babel import gettext as _

from festival_ops.planning.roads.drafting.asked import Asked
from festival_ops.planning.roads.drafting.lines import BY_HAND, ENDED, OTHERWISE, STANDS, Drafts, Line
from festival_ops.traffic.kinds import (
    BUILD,
    CROWD,
    EXEMPTIONS,
    FIREWORKS,
    MEASURES,
    PARADE,
    ROLLING,
    VEHICLES,
    WITHDRAWN,
)
from festival_ops.web.telling import by_name, clock, lasting

FACTS = {
    "performance": lazy_gettext("Performance"),
    "chain": lazy_gettext("Segments"),
    "measure": lazy_gettext("Measure"),
    "vehicles": lazy_gettext("Which vehicles"),
    "exemptions": lazy_gettext("Who may pass"),
    "before": lazy_gettext("Before the show"),
    "after": lazy_gettext("After the show"),
    "nights": lazy_gettext("Nights before the show"),
    "night_from": lazy_gettext("At night from"),
    "night_until": lazy_gettext("At night until"),
    "crew": lazy_gettext("People needed"),
    "barriers": lazy_gettext("Barriers needed"),
}
WORDS: dict[str, dict[str, Any]] = {
    "measure": dict(MEASURES),
    "vehicles": dict(VEHICLES),
    "exemptions": dict(EXEMPTIONS),
}


def why(line: Line) -> str:
    """What asks for the closure, or why nothing does any more."""
    if line.asked is not None:
        return _asked(line.asked)
    if line.closure is not None and line.closure.performance and line.closure.performance.cancellation:
        return _("%(show)s is cancelled.", show=by_name(line.closure.performance))
    return _("No standard asks for it now: the show stands elsewhere, or the standard has changed.")


def becomes(drafts: Drafts, line: Line) -> list[str]:
    """What taking it over would change, or why it is left alone."""
    told = _differences(drafts, line)
    if line.state == ENDED:
        return [_("It would be withdrawn.")]
    if line.state == OTHERWISE and line.closure is not None and line.closure.state == WITHDRAWN:
        return [_("It was withdrawn when nothing asked for it, and would hold again."), *told]
    if line.state == BY_HAND and line.closure is not None and line.closure.state == WITHDRAWN:
        return [_("Somebody has withdrawn it; it stays so until somebody gives it another state.")]
    if line.state == BY_HAND and line.asked is None:
        return [_("Somebody has changed it by hand; it stays, though nothing asks for it.")]
    if line.state == BY_HAND:
        return [_("It was written by hand and stays. By the standard it would be otherwise:"), *told]
    return told if line.state != STANDS else []


def _differences(drafts: Drafts, line: Line) -> list[str]:
    if line.asked is None or line.closure is None:
        return []
    names = {each.id: each.code for each in drafts.ground.network.segments}
    stands, asked = line.closure.asked, line.asked.facts
    told = []
    for key in line.differing:
        old, new = (_value(names, key, facts[key]) for facts in (stands, asked))
        told.append(_("%(what)s: %(new)s instead of %(old)s.", what=FACTS[key], new=new, old=old))
    return told


def _value(names: dict[int, str], key: str, value: Any) -> str:
    if key == "chain":
        return ", ".join(names.get(id, "?") for id in value) or _("not said")
    if key in ("before", "after"):
        return lasting(value)
    if key in WORDS:
        chosen = [value] if isinstance(value, str) else value
        return ", ".join(str(WORDS[key].get(each, each)) for each in chosen) or _("not said")
    return _("not said") if value in (None, "") else str(value)


def _asked(asked: Asked) -> str:
    row = asked.standard
    facts = {"show": by_name(asked.show.row), "before": lasting(row.before), "after": lasting(row.after)}
    if row.cause == PARADE:
        return _parade(asked, facts)
    facts["venue"] = by_name(asked.show.venue) if asked.show.venue else _("a place not known yet")
    if row.cause == BUILD:
        return _build(asked, facts)
    if row.cause == CROWD:
        crowd = {"count": format_decimal(asked.show.row.crowd), "least": format_decimal(row.least)}
        return _(
            "%(count)s people are expected at %(show)s, %(venue)s, and roads are closed from %(least)s people on: "
            "from %(before)s before it to %(after)s after it.",
            **facts,
            **crowd,
        )
    if row.cause == FIREWORKS:
        return _(
            "A permit for fireworks names %(show)s, %(venue)s: roads are closed from %(before)s before it to "
            "%(after)s after it.",
            **facts,
        )
    return _(
        "%(show)s, %(venue)s, is a ceremony: roads are closed from %(before)s before it to %(after)s after it.",
        **facts,
    )


def _parade(asked: Asked, facts: dict[str, Any]) -> str:
    stops = asked.show.row.stops
    facts |= {"first": by_name(stops[0].stage), "last": by_name(stops[-1].stage)}
    if asked.standard.measure == ROLLING:
        return _(
            "%(show)s walks from %(first)s to %(last)s; each segment is closed from %(before)s before the procession "
            "comes to %(after)s after it has passed.",
            **facts,
        )
    return _(
        "%(show)s walks from %(first)s to %(last)s; its way is closed from %(before)s before it to %(after)s after it.",
        **facts,
    )


def _build(asked: Asked, facts: dict[str, Any]) -> str:
    row = asked.standard
    return ngettext(
        "The stage for %(show)s, %(venue)s, is built on %(num)s night before it, from %(starts)s to %(ends)s.",
        "The stage for %(show)s, %(venue)s, is built on the %(num)s nights before it, from %(starts)s to %(ends)s.",
        row.nights,
        show=facts["show"],
        venue=facts["venue"],
        starts=clock(row.night_from) if row.night_from else "",
        ends=clock(row.night_until) if row.night_until else "",
    )
