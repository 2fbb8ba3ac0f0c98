"""Words of planning: names of states, levels and changes, days of the week, clock times of minutes."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from festival_ops.planning.clock import Clock

MARKS = {
    "block": lazy_gettext("A rule is broken"),
    "warn": lazy_gettext("A warning nobody has signed"),
    "announced": lazy_gettext("Announced, stands fast"),
    "pinned": lazy_gettext("Pinned"),
    "changed": lazy_gettext("Changed since the last release"),
    "new": lazy_gettext("Not yet released"),
    "moved": lazy_gettext("Moved by this proposal"),
}
LEVELS = {
    "block": lazy_gettext("Blocks"),
    "block release": lazy_gettext("Blocks the release"),
    "warn": lazy_gettext("Warns"),
    "ignore": lazy_gettext("Is ignored"),
}
CHANGES = {
    "added": lazy_gettext("New"),
    "moved": lazy_gettext("Another place"),
    "retimed": lazy_gettext("Another time"),
    "cancelled": lazy_gettext("Cancelled"),
    "postponed": lazy_gettext("Postponed"),
    "restored": lazy_gettext("Takes place after all"),
    "reworded": lazy_gettext("Other details"),
}
DIFFERENCES = {
    "moved": lazy_gettext("Moved"),
    "swapped": lazy_gettext("Swapped"),
    "replaced": lazy_gettext("Replaced"),
    "shortened": lazy_gettext("Shortened"),
    "lengthened": lazy_gettext("Lengthened"),
    "cancelled": lazy_gettext("Taken out"),
    "added": lazy_gettext("Added"),
}
DEPARTMENTS = {
    "programme": lazy_gettext("Programme"),
    "security": lazy_gettext("Security"),
    "traffic": lazy_gettext("Traffic"),
    "protocol": lazy_gettext("Protocol"),
}
WAYS = {
    "phone": lazy_gettext("by phone"),
    "mail": lazy_gettext("by mail"),
    "zalo": lazy_gettext("by Zalo"),
    "in person": lazy_gettext("in person"),
}
WEEKDAYS = (
    lazy_gettext("Monday"),
    lazy_gettext("Tuesday"),
    lazy_gettext("Wednesday"),
    lazy_gettext("Thursday"),
    lazy_gettext("Friday"),
    lazy_gettext("Saturday"),
    lazy_gettext("Sunday"),
)


def mark_name(state: str) -> str:
    return str(MARKS[state])


def level_name(level: str) -> str:
    return str(LEVELS[level])


def change_name(kind: str) -> str:
    return str(CHANGES[kind])


def difference_name(kind: str) -> str:
    return str(DIFFERENCES[kind])


def department_name(department: str) -> str:
    return str(DEPARTMENTS[department])


def way_name(how: str) -> str:
    return str(WAYS[how])


def weekday(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def minute_clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def minute_moment(clock: Clock, minute: int) -> str:
    """The clock time and the festival day that people speak of: 00:30 stands on the evening it belongs to."""
    day = clock.day_of(minute)
    return _("%(time)s, %(weekday)s %(date)s", time=minute_clock(minute), weekday=weekday(day), date=f"{day:%d/%m}")
