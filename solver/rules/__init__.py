"""The table of contents of what must be true, in the order in which people read it."""

from solver.rules.allowed_stages import AllowedStages
from solver.rules.one_act_per_stage import OneActPerStage
from solver.rules.opening_hours import OpeningHours
from solver.rules.placed import Placed
from solver.rules.rest_between_shows import RestBetweenShows
from solver.rules.rule import LEVELS, Rule, UnaryRule
from solver.rules.troupe_in_one_place import TroupeInOnePlace

RULES: tuple[Rule, ...] = (
    Placed(),
    AllowedStages(),
    OpeningHours(),
    OneActPerStage(),
    TroupeInOnePlace(),
    RestBetweenShows(),
)

__all__ = ["LEVELS", "RULES", "Rule", "UnaryRule"]
