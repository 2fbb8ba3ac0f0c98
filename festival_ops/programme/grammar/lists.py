"""Names, features, a parade's stops and the equipment a performance needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from festival_ops.programme.grammar.clock import parse_minutes
from festival_ops.programme.grammar.reading import UnreadableError, each, items, parse_count
from festival_ops.words import fold

_STOP = re.compile(r"(?P<name>.+)\s\+\s?(?P<offset>\S+)\s(?P<minutes>\S+)")
_NEED = re.compile(r"(?P<name>.+?)\s[×xX*]\s?(?P<quantity>\d[\d.,]*)")
_NEED_FIRST = re.compile(r"(?P<quantity>\d[\d.,]*)\s?[×xX*]\s(?P<name>.+)")


@dataclass(frozen=True)
class Stop:
    """One place on a parade's way: reached `offset` minutes after the start, left `minutes` later."""

    name: str
    offset: int
    minutes: int


@dataclass(frozen=True)
class Need:
    name: str
    quantity: int = 1


def parse_names(text: str) -> list[str]:
    """Names, one a line or after `;`; a comma belongs to the name."""
    return each(text, lambda item: [item])


def show_names(names: Iterable[str]) -> str:
    return "\n".join(names)


def parse_features(text: str) -> list[str]:
    """Features of a stage or wanted of one; here a comma separates too, and `LED` is the same as `led`."""
    found: dict[str, str] = {}
    for feature in each(text.replace(",", ";"), lambda item: [item]):
        found.setdefault(fold(feature), feature)
    return list(found.values())


def show_features(features: Iterable[str]) -> str:
    return ", ".join(features)


def parse_stops(text: str) -> list[Stop]:
    """`Stage name +35 40`: there 35 minutes after the start, for 40 minutes; in the order of the way."""

    def read(item: str) -> Iterator[Stop]:
        match = _STOP.fullmatch(item)
        if match is None:
            raise UnreadableError(
                _("A stop needs its stage, the minutes after the start and its length; write it as Ngọ Môn +35 40.")
            )
        yield Stop(match["name"].strip(), parse_minutes(match["offset"]), parse_minutes(match["minutes"]))

    return each(text, read)


def show_stops(stops: Iterable[Stop]) -> str:
    return "\n".join(f"{stop.name} +{stop.offset} {stop.minutes}" for stop in stops)


def parse_needs(text: str) -> list[Need]:
    """`LED wall × 2` or `2 × LED wall`; without a number it is one."""

    def read(item: str) -> Iterator[Need]:
        match = _NEED.fullmatch(item) or _NEED_FIRST.fullmatch(item)
        need = Need(match["name"].strip(), parse_count(match["quantity"])) if match else Need(item)
        if need.quantity < 1:
            raise UnreadableError(_("Nothing is needed of it; leave the line out or write a number from 1."))
        yield need

    found = each(text, read)
    if len({need.name for need in found}) < len(items(text)):
        raise UnreadableError(_("The same equipment stands in the list twice; write one line with the sum."))
    return found


def show_needs(needs: Iterable[Need]) -> str:
    return "\n".join(f"{need.name} × {need.quantity}" for need in needs)
