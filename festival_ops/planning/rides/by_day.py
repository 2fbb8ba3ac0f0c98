"""Transfers as the page shows them: by festival day, with what is wrong, beside what the programme asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from festival_ops.planning.rides.asked_for import BY_HAND, CHANGED, ENDED, NEW, Drafting, Line
from festival_ops.planning.rides.hours import Asked
from festival_ops.programme.models import Edition

GROUPS = (
    (NEW, _("Asked for anew"), "plus"),
    (CHANGED, _("Asked for otherwise since it was drafted"), "refresh"),
    (ENDED, _("No longer asked for"), "x"),
    (BY_HAND, _("Changed by hand, and asked for otherwise"), "user-check"),
)


@dataclass(frozen=True)
class Group:
    state: str
    title: Any
    icon: str
    lines: list[Line]


def groups_of(found: Drafting) -> list[Group]:
    """By what is to be done; groups without a line are left out."""
    held = {state: [line for line in found.lines if line.state == state] for state, _title, _icon in GROUPS}
    return [Group(state, title, icon, held[state]) for state, title, icon in GROUPS if held[state]]


def days_of(edition: Edition, asked: Iterable[Asked]) -> dict[date, list[Asked]]:
    """The days of the edition, and those before and after it on which somebody is to be driven."""
    held: dict[date, list[Asked]] = {day: [] for day in edition.days}
    for each in asked:
        if each.fault is None and each.starts is not None:
            held.setdefault(edition.festival_day(each.starts), []).append(each)
    return dict(sorted(held.items()))
