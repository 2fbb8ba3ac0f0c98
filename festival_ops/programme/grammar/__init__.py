"""How people write days, hours and lists in one cell or one field, and how we write them back.

Every `parse_*` has its `show_*`, and reading what was shown gives the same again. Items stand one a line or after `;`.
A text that cannot be read raises `UnreadableError`, with a sentence for every item that is wrong.
"""

from festival_ops.programme.grammar.clock import (
    parse_clock,
    parse_date,
    parse_minutes,
    parse_moment,
    show_clock,
    show_date,
    show_minutes,
    show_moment,
)
from festival_ops.programme.grammar.days import parse_days, show_days
from festival_ops.programme.grammar.hours import (
    Hours,
    QuietSpan,
    Spanning,
    Window,
    parse_opening_hours,
    parse_quiet_hours,
    parse_windows,
    show_opening_hours,
    show_quiet_hours,
    show_windows,
)
from festival_ops.programme.grammar.lists import (
    Need,
    Stop,
    parse_features,
    parse_names,
    parse_needs,
    parse_stops,
    show_features,
    show_names,
    show_needs,
    show_stops,
)
from festival_ops.programme.grammar.reading import UnreadableError, parse_count, parse_yes, show_yes

__all__ = [
    "Hours",
    "Need",
    "QuietSpan",
    "Spanning",
    "Stop",
    "UnreadableError",
    "Window",
    "parse_clock",
    "parse_count",
    "parse_date",
    "parse_days",
    "parse_features",
    "parse_minutes",
    "parse_moment",
    "parse_names",
    "parse_needs",
    "parse_opening_hours",
    "parse_quiet_hours",
    "parse_stops",
    "parse_windows",
    "parse_yes",
    "show_clock",
    "show_date",
    "show_days",
    "show_features",
    "show_minutes",
    "show_moment",
    "show_names",
    "show_needs",
    "show_opening_hours",
    "show_quiet_hours",
    "show_stops",
    "show_windows",
    "show_yes",
]
