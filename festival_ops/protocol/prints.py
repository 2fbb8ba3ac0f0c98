"""Pages with names of guests that are made to be printed: whoever opens one takes it away, and that is written down."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from festival_ops.spreadsheets import leaving

PLAN, CARDS, NAMES, ROWS = "seating-plan", "seating-cards", "seating-names", "seating-rows"
BADGES, SCRIPT, DAY, SLOTS, ARRIVALS = "badges", "script", "day-sheet", "gate-slots", "arrivals"
PRINTS = {
    PLAN: _("Printed page: seating plan"),
    CARDS: _("Printed page: cards for chairs"),
    NAMES: _("Printed page: chairs by name"),
    ROWS: _("Printed page: chairs by row"),
    BADGES: _("Printed page: badges"),
    SCRIPT: _("Printed page: script of a ceremony"),
    DAY: _("Printed page: day sheet of a ceremony"),
    SLOTS: _("Printed page: arrivals at the gates"),
    ARRIVALS: _("Printed page: arrivals and departures of a day"),
}


def given(page: str, print: str, about: str, **people: int) -> str:
    """The page, once it is written down that it is opened; `about` says of what, `people` how many of each list stand
    on it. It is drawn already: what is written down ends the transaction in which it was read."""
    leaving.write_page_down(about[:255], list(people.items()), print)
    return page
