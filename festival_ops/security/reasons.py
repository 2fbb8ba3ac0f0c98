"""Why a need asks for so many: as somebody wrote it, or what was counted by which ratio, in the reader's language."""

from __future__ import annotations

from typing import Any, TypedDict

from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from festival_ops.security.kinds import BASE, CROWD, GUESTS, PARADE, SECTOR

MOST = 1000
_MINUTES_A_DAY = 24 * 60


class Counted(TypedDict):
    """What one standard asked for when it was taken over: `ratio` people for each `per` of `amount`, of which `share`
    per cent concern `posts` posts, make `count`. `shows` are names in both languages with minutes of the edition;
    `more` are not named."""

    cause: str
    reach: str
    ratio: int
    per: int | None
    share: int
    amount: int
    posts: int
    count: int
    shows: list[tuple[str, str, int, int]]
    more: int


# Somebody's own words, or {"counted": [Counted, …]}.
Reason = str | dict[str, Any]


def reason_told(reason: Reason | None) -> str:
    if reason is None or isinstance(reason, str):
        return reason or ""
    told = " ".join(map(_told, reason["counted"]))
    return told if len(told) <= MOST else f"{told[: MOST - 1]}…"


def reason_given(now: Reason | None, text: str) -> Reason:
    """What stands after somebody has sent the text: what was counted stays that as long as it is told the same."""
    return now if now is not None and reason_told(now) == text else text


def _told(part: Counted) -> str:
    if part["cause"] == BASE and part["per"] is None:
        return _("At all hours: %(count)s.", count=part["count"])
    cause = _held(part) if part["cause"] == BASE else _shown(part)
    if part["per"] is None:
        return _("%(cause)s: %(count)s.", cause=cause, count=part["count"])
    return _("%(cause)s; %(ratio)s: %(count)s.", cause=cause, ratio=_ratio(part), count=part["count"])


def _held(part: Counted) -> str:
    people = format_decimal(part["amount"])
    if part["reach"] == SECTOR:
        return _("The venues of the sector hold %(people)s people", people=people)
    return _("The venue holds %(people)s people", people=people)


def _shown(part: Counted) -> str:
    shows, amount = _shows(part), part["amount"]
    if part["cause"] == CROWD:
        return _("%(people)s people expected at %(shows)s", people=format_decimal(amount), shows=shows)
    if part["cause"] == GUESTS:
        return ngettext(
            "%(num)s party of honour at %(shows)s", "%(num)s parties of honour at %(shows)s", amount, shows=shows
        )
    if part["cause"] == PARADE:
        return _("%(shows)s passes", shows=shows) if amount == 1 else _("%(shows)s pass", shows=shows)
    return _("Fireworks at %(shows)s", shows=shows)


def _ratio(part: Counted) -> str:
    """1 for 250, of 40 %, shared by 4 posts."""
    told = [_("%(count)s for %(per)s", count=part["ratio"], per=format_decimal(part["per"] or 1))]
    if part["share"] < 100:
        told.append(_("of %(share)s %%", share=part["share"]))
    if part["posts"] > 1:
        told.append(ngettext("shared by %(num)s post", "shared by %(num)s posts", part["posts"]))
    return ", ".join(told)


def _shows(part: Counted) -> str:
    english = str(get_locale()) == "en"
    named = [
        _("“%(name)s” %(hours)s", name=name_en if english else name, hours=_hours(starts, ends))
        for name, name_en, starts, ends in part["shows"]
    ]
    if part["more"]:
        named.append(ngettext("%(num)s more", "%(num)s more", part["more"]))
    if len(named) < 2:
        return "".join(named)
    return _("%(these)s and %(last)s", these=", ".join(named[:-1]), last=named[-1])


def _hours(*minutes: int) -> str:
    clocks = (divmod(minute % _MINUTES_A_DAY, 60) for minute in minutes)
    return "–".join(f"{hour:02}:{minute:02}" for hour, minute in clocks)
