"""What Decree 145/2013 and good order ask of a ceremony: each rule with its source, told in sentences.

The decree is data of the day: what is marked [K] is custom, to be confirmed by the text before it is relied on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from festival_ops.planning.ceremony.script import Script
from festival_ops.protocol.script_kinds import (
    CHEST_FLOWERS,
    EMBLEM,
    FLAG,
    FOREIGN_FLAG,
    GIFT,
    GREETING,
    LEFT,
    NATIONAL_FLAG,
    SPEECH,
)
from festival_ops.web.telling import called, clock, lasting

DECREE = lazy_gettext("Decree 145/2013/NĐ-CP")
CUSTOM = lazy_gettext("Custom; to be confirmed by the text of the decree")
ORDER = lazy_gettext("Order of the script")
BLOCK, BLOCK_RELEASE, WARN, IGNORE = "block", "block release", "warn", "ignore"


@dataclass(frozen=True)
class DecreeRule:
    key: str
    title: object
    source: object
    level: str
    breaches: Callable[[Script], Iterator[str]]


@dataclass(frozen=True)
class Breach:
    rule: DecreeRule
    level: str
    sentence: str


def breaches(script: Script, levels: Mapping[str, str]) -> list[Breach]:
    """The strictest first; rules that the edition ignores say nothing."""
    asked = [(rule, levels.get(f"decree:{rule.key}", rule.level)) for rule in DECREE_RULES]
    found = [Breach(rule, level, told) for rule, level in asked if level != IGNORE for told in rule.breaches(script)]
    return sorted(found, key=lambda breach: (BLOCK, BLOCK_RELEASE, WARN).index(breach.level))


def _greeted(script: Script) -> Iterator[str]:
    ranks = {each.invitation.id: each for each in script.people}
    for line in script.lines:
        who = ranks.get(line.row.invitation_id or 0)
        if line.row.kind == GREETING and who is not None and not who.group.greeted:
            yield _(
                "Line %(position)s greets %(guest)s by name and title; only the highest leaders are, and "
                "“%(group)s” are not among them. Greet them as a group.",
                position=line.row.position,
                guest=called(who.guest),
                group=called(who.group),
            )


def _no_gifts(script: Script) -> Iterator[str]:
    for line in script.lines:
        if line.row.kind == GIFT:
            yield _("Line %(position)s hands over gifts or emblems; leave it out.", position=line.row.position)
    for item in script.items:
        if item.kind in (GIFT, EMBLEM):
            yield _("“%(item)s” is a gift or an emblem; none is handed over.", item=called(item))


def _no_chest_flowers(script: Script) -> Iterator[str]:
    for item in script.items:
        if item.kind == CHEST_FLOWERS:
            yield _("“%(item)s” is worn on the chest; nobody wears badges, bows or flowers there.", item=called(item))


def _national_flag(script: Script) -> Iterator[str]:
    flags = [item for item in script.items if item.kind == NATIONAL_FLAG]
    if not flags:
        yield _("No national flag is on the list of what stands on the stage.")
    for flag in flags:
        if flag.side != LEFT:
            yield _("“%(item)s” does not hang on the left of the stage, seen from the seats.", item=called(flag))


def _foreign_flags(script: Script) -> Iterator[str]:
    """Of every country whose guests come, and of no other."""
    flags = {item.country for item in script.items if item.kind == FOREIGN_FLAG}
    for country in script.countries:
        if country not in flags:
            yield _("Guests from %(country)s come, and their flag is not on the list.", country=country)
    for country in sorted(flags - set(script.countries)):
        yield _("The flag of %(country)s is on the list, and nobody from there comes.", country=country)


def _in_order(script: Script) -> Iterator[str]:
    first = {line.row.kind: line.row.position for line in reversed(script.lines)}
    for earlier, later, told in (
        (FLAG, GREETING, _("The guests are introduced before the salute to the flag.")),
        (GREETING, SPEECH, _("Somebody speaks before the guests are introduced.")),
    ):
        if earlier in first and later in first and first[later] < first[earlier]:
            yield told


def _who_acts_comes(script: Script) -> Iterator[str]:
    for line in script.lines:
        row = line.row
        if row.invitation is not None and row.invitation.guest is not None and not row.invitation.comes:
            yield _(
                "Line %(position)s is for %(guest)s, who has regretted. Name somebody else, or the substitute.",
                position=row.position,
                guest=called(row.invitation.guest),
            )


def _in_time(script: Script) -> Iterator[str]:
    for line in script.lines:
        if line.late:
            yield _(
                "Line %(position)s cannot begin at its mark: the lines before it take %(late)s longer.",
                position=line.row.position,
                late=lasting(line.late),
            )
    if script.hours and script.ends and script.ends > script.hours.ends:
        over = int((script.ends - script.hours.ends).total_seconds() // 60)
        yield _(
            "The script ends at %(ends)s, %(over)s after the ceremony does.",
            ends=clock(script.ends),
            over=lasting(over),
        )


DECREE_RULES = (
    DecreeRule("greeted", lazy_gettext("Only the highest leaders are greeted by name"), DECREE, WARN, _greeted),
    DecreeRule("gifts", lazy_gettext("No gifts and no emblems"), DECREE, WARN, _no_gifts),
    DecreeRule("chest", lazy_gettext("Nothing worn on the chest"), DECREE, WARN, _no_chest_flowers),
    DecreeRule("national", lazy_gettext("The national flag hangs where it belongs"), CUSTOM, WARN, _national_flag),
    DecreeRule("foreign", lazy_gettext("A flag for every country that comes"), CUSTOM, WARN, _foreign_flags),
    DecreeRule("order", lazy_gettext("Flag, introduction, speeches"), ORDER, WARN, _in_order),
    DecreeRule("present", lazy_gettext("Whoever acts has not regretted"), ORDER, BLOCK_RELEASE, _who_acts_comes),
    DecreeRule("time", lazy_gettext("Every line at its time"), ORDER, WARN, _in_time),
)
