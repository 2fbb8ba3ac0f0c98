"""The numbers that rules use: what each is called, its bounds, and what it is where an edition says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from solver.problem import Settings

Unit = Literal["minutes", "count", "clock", "loudness"]


@dataclass(frozen=True)
class Number:
    """`unit` says how people read it: "clock" is minutes after the midnight that begins a festival day."""

    key: str
    title: LazyString
    unit: Unit
    most: int

    @property
    def default(self) -> int:
        return int(getattr(Settings(), self.key))


NUMBERS: tuple[Number, ...] = (
    Number("rest", _("Rest of a troupe between two shows, where the troupe names none"), "minutes", 1440),
    Number("shows_a_day", _("Shows of a troupe on one festival day, where the troupe names no limit"), "count", 20),
    Number("latest", _("Latest end of a troupe's evening, where the troupe names none"), "clock", 1800),
    Number("travel_unknown", _("Way between two venues that nobody has measured"), "minutes", 600),
    Number("loud_from", _("Loudness from which a show disturbs a quiet one beside it"), "loudness", 3),
    Number("party_travel", _("Time that guests of honour need beyond the way itself"), "minutes", 240),
    Number("evening_from", _("Hour at which the evening begins"), "clock", 1800),
    Number("clearing", _("Time in which a crowd leaves its venue"), "minutes", 240),
    Number("street_flow", _("People a minute who walk off by each metre of a street's width"), "count", 1000),
    Number("heavy_from", _("Get-in from which a stage build is heavy, with trucks that come and go"), "minutes", 1440),
    Number("morning_rush_from", _("Beginning of the morning rush hour on working days"), "clock", 1440),
    Number("morning_rush_to", _("End of the morning rush hour on working days"), "clock", 1440),
    Number("evening_rush_from", _("Beginning of the evening rush hour on working days"), "clock", 1440),
    Number("evening_rush_to", _("End of the evening rush hour on working days"), "clock", 1440),
)
