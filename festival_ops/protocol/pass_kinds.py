"""The words of passes: whom they are for, what becomes of them, and how zones are told apart."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

GUEST, DELEGATION, ESCORT, TROUPE, VEHICLE, OTHER = "guest", "delegation", "escort", "troupe", "vehicle", "other"
BEARERS = [
    (GUEST, _("A guest, by name")),
    (DELEGATION, _("Those of a delegation who are not named")),
    (ESCORT, _("A liaison officer or interpreter")),
    (TROUPE, _("A troupe, for all its heads")),
    (VEHICLE, _("A vehicle")),
    (OTHER, _("Somebody else, written down by hand: press, crew")),
]
MADE, PRINTED, HANDED, RETURNED, LOST, VOID = "made", "printed", "handed", "returned", "lost", "void"
STATES = [
    (MADE, _("Not printed yet")),
    (PRINTED, _("Printed")),
    (HANDED, _("Handed out")),
    (RETURNED, _("Given back")),
    (LOST, _("Lost")),
    (VOID, _("Void")),
]
# What is on paper and may be in somebody's hands.
OUT = frozenset({PRINTED, HANDED})
# Whoever had one of these may be given another.
GONE = frozenset({LOST, VOID})
# What may become of a pass by hand; printing is noted for many at once.
NEXT = {
    MADE: (VOID,),
    PRINTED: (HANDED, LOST, VOID),
    HANDED: (RETURNED, LOST, VOID),
    RETURNED: (HANDED, LOST, VOID),
    LOST: (HANDED, VOID),
    VOID: (),
}
# Each with its own letter and sign as well: nobody has to tell colours apart.
COLOURS = [
    ("red", _("Red")),
    ("orange", _("Orange")),
    ("yellow", _("Yellow")),
    ("green", _("Green")),
    ("blue", _("Blue")),
    ("violet", _("Violet")),
    ("grey", _("Grey")),
]
SIGNS = [
    ("star", _("Star")),
    ("microphone", _("Microphone")),
    ("masks-theater", _("Masks")),
    ("armchair", _("Chair")),
    ("file-text", _("Sheet of paper")),
    ("parking", _("Parking")),
    ("barrier-block", _("Barrier")),
    ("tool", _("Tool")),
    ("flag", _("Flag")),
    ("users", _("Two people")),
    ("door-enter", _("Door")),
]
