"""What of ceremonies can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.models import Edition
from festival_ops.protocol.sense import AROUND

Fault = tuple[str, str]
Facts = Mapping[str, Any]


def ceremony_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    starts, ends = facts.get("starts"), facts.get("ends")
    if facts.get("performance") is not None and (starts or ends):
        yield "starts", _("It has the hours of its performance; leave these empty, or take the performance away.")
    elif facts.get("performance") is None and not (starts and ends):
        yield ("ends" if starts else "starts"), _("Say when it starts and ends, or choose its performance.")
    if starts and ends and ends <= starts:
        yield "ends", _("The end is before the start.")
    for key in ("starts", "ends"):
        if (moment := facts.get(key)) is not None:
            day = edition.local(moment).date()
            if not edition.first_day - AROUND <= day <= edition.last_day + AROUND:
                told = f"{day:%d/%m/%Y}"
                yield key, _("%(day)s is far from the days of the edition; is the year right?", day=told)
    doors, closed = facts.get("doors"), facts.get("closed")
    if doors is not None and closed is not None and doors <= closed:
        yield "closed", _("The doors close before they open; write fewer minutes than %(doors)s.", doors=doors)


def block_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    first, rows, places = facts.get("first_row") or 1, facts.get("rows"), facts.get("places")
    if not rows or not places:
        return
    missing = set(facts.get("missing") or ())
    for key in ("missing", "step_free", "held"):
        for chair in facts.get(key) or ():
            row, number = map(int, chair.split("-"))
            if not (first <= row < first + rows and 1 <= number <= places):
                until = first + rows - 1
                yield key, _("Chair %(chair)s is not in this block: its rows are %(first)s to %(until)s, with numbers "
                             "up to %(places)s.", chair=chair, first=first, until=until, places=places)  # fmt: skip
                break
            if key != "missing" and chair in missing:
                yield key, _("Chair %(chair)s is missing, so it cannot be marked.", chair=chair)
                break


def invitation_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    guest = facts.get("guest")
    if (guest is None) == (facts.get("escort") is None):
        yield "guest", _("Choose either a guest or an escort.")
    for key in ("stands_for", "interprets_for"):
        if guest is not None and facts.get(key) is guest:
            yield key, _("Nobody stands or speaks for himself or herself; choose the other guest.")
    if facts.get("stands_for") is not None and guest is None:
        yield "stands_for", _("Only a guest stands for a guest.")


def tie_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    if facts.get("first") is not None and facts.get("first") is facts.get("second"):
        yield "second", _("Two different guests are needed.")
    if not facts.get("together") and facts.get("between") == 0:
        yield "between", _("Without a chair between them they are not kept apart; write 1 or more.")
