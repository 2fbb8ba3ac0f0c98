"""What delegations do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ARRIVAL, CEREMONY, DEPARTURE, OTHER = "arrival", "ceremony", "departure", "other"
ENGAGEMENTS = [
    (ARRIVAL, _("Being met")),
    (CEREMONY, _("Ceremony")),
    ("meeting", _("Talks")),
    ("meal", _("Meal")),
    ("visit", _("Visit")),
    (DEPARTURE, _("Being seen off")),
    (OTHER, _("Something else")),
]
