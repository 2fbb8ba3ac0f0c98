"""The words of scripts: kinds of lines, things on the stage, and where they stand."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ENTRY, SEATED, FLAG, GREETING, SPEECH, GIFT = "entry", "seated", "flag", "greeting", "speech", "gift"
LINES = [
    (ENTRY, _("Guests come in")),
    (SEATED, _("The audience is seated")),
    (FLAG, _("Salute to the flag")),
    (GREETING, _("Introduction of the guests")),
    (SPEECH, _("Speech")),
    ("rite", _("Rite")),
    (GIFT, _("Gifts or emblems are handed over")),
    ("art", _("Artistic part")),
    ("fireworks", _("Fireworks")),
    ("exit", _("The guests leave")),
    ("other", _("Other part")),
]
NATIONAL_FLAG, FOREIGN_FLAG, EMBLEM, CHEST_FLOWERS = "national_flag", "foreign_flag", "emblem", "chest_flowers"
ITEMS = [
    (NATIONAL_FLAG, _("National flag")),
    ("party_flag", _("Party flag")),
    (FOREIGN_FLAG, _("Flag of a foreign country")),
    ("bust", _("Bust of President Hồ Chí Minh")),
    ("banner", _("Banner or backdrop")),
    (EMBLEM, _("Emblem that is handed over")),
    ("lectern", _("Lectern")),
    ("flowers", _("Flowers on the stage")),
    (CHEST_FLOWERS, _("Flowers, bows or badges for the chest")),
    (GIFT, _("Gift")),
    ("other", _("Other thing")),
]
LEFT, CENTRE, RIGHT = "left", "centre", "right"
STAGE_SIDES = [
    ("", _("– not said –")),
    (LEFT, _("On the left, seen from the seats")),
    (CENTRE, _("In the middle")),
    (RIGHT, _("On the right, seen from the seats")),
]
