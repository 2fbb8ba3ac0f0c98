"""The words of ceremonies: what they are, whose side of the hall it is, and what became of an invitation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

OPENING = "opening"
CEREMONIES = [
    (OPENING, _("Opening")),
    ("closing", _("Closing")),
    ("rite", _("Rite")),
    ("banquet", _("Banquet")),
    ("meeting", _("Meeting")),
    ("other", _("Other occasion")),
]
CAMERAS = [("", _("None, or everywhere alike")), ("left", _("The left side")), ("right", _("The right side"))]
EVERYBODY, PARTED = "", "parted"
BLOCK_SIDES = [
    (EVERYBODY, _("Hosts and guests together")),
    ("guest", _("Guests only")),
    ("host", _("Hosts only")),
    (PARTED, _("Hosts and guests on either side of the middle")),
]
LEFT, ACROSS, RIGHT = "left", "across", "right"
LIES = [(LEFT, _("Left of the middle")), (ACROSS, _("Across the middle")), (RIGHT, _("Right of the middle"))]
NO_AISLE, INNER, OUTER, BOTH = "none", "inner", "outer", "both"
AISLES = [
    (BOTH, _("At both ends")),
    (INNER, _("At the end towards the middle, or on the left")),
    (OUTER, _("At the outer end, or on the right")),
    (NO_AISLE, _("At no end")),
]
INVITED, SENT, ACCEPTED, REGRETTED = "invited", "sent", "accepted", "regretted"
ANSWERS = [(SENT, _("Invitation sent")), (ACCEPTED, _("Accepts")), (REGRETTED, _("Regrets"))]
