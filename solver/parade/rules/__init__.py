"""The table of contents of what must be true of a parade, in the order in which people read it."""

from solver.parade.rules.passed_in_time import PassedInTime
from solver.parade.rules.place_held import PlaceHeld
from solver.parade.rules.rest_after import RestAfter
from solver.parade.rules.rest_before import RestBefore
from solver.parade.rules.rule import ParadeRule
from solver.parade.rules.sounds_apart import SoundsApart
from solver.parade.rules.walks_behind import WalksBehind

PARADE_RULES: tuple[ParadeRule, ...] = (
    PlaceHeld(),
    WalksBehind(),
    SoundsApart(),
    RestBefore(),
    RestAfter(),
    PassedInTime(),
)

__all__ = ["PARADE_RULES", "ParadeRule"]
