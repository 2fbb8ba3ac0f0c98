"""The words for what a post is, how risky its place is, and what makes people be asked for there."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

PLACES = [
    ("gate", _("Gate")),
    ("stage", _("Stage front")),
    ("crowd", _("Among the crowd")),
    ("perimeter", _("Perimeter")),
    ("crossing", _("Road crossing")),
    ("guests", _("Guests of honour")),
    ("backstage", _("Backstage")),
    ("parking", _("Parking")),
    ("first aid", _("First aid")),
    ("other", _("Other place")),
]
RISKS = [("low", _("Low")), ("medium", _("Medium")), ("high", _("High"))]
# Whatever the programme shows, the first holds for every hour in which the post is manned.
BASE, CROWD, GUESTS, PARADE, FIREWORKS = "base", "crowd", "guests", "parade", "fireworks"
CAUSES = [
    (BASE, _("Every hour it is manned")),
    (CROWD, _("The crowd expected")),
    (GUESTS, _("Parties of honour")),
    (PARADE, _("A parade that passes")),
    (FIREWORKS, _("Fireworks")),
]
VENUE, SECTOR = "venue", "sector"
REACHES = [(VENUE, _("What its venue shows")), (SECTOR, _("What its whole sector shows"))]
# Where a post says nothing of it.
PLAIN_PLACE, PLAIN_RISK = "other", "medium"
