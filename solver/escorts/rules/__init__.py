"""The table of contents of what must be true of those who go along, in the order in which people read it."""

from solver.escorts.rules.accepted import Accepted
from solver.escorts.rules.available import Available
from solver.escorts.rules.hours_a_day import HoursADay
from solver.escorts.rules.interpreter_undivided import InterpreterUndivided
from solver.escorts.rules.liaison_undivided import LiaisonUndivided
from solver.escorts.rules.need_met import NeedMet
from solver.escorts.rules.no_more_than_asked import NoMoreThanAsked
from solver.escorts.rules.one_liaison import OneLiaison
from solver.escorts.rules.one_place_at_a_time import OnePlaceAtATime
from solver.escorts.rules.pin_kept import PinKept
from solver.escorts.rules.qualified import Qualified
from solver.escorts.rules.rest_between_days import RestBetweenDays
from solver.escorts.rules.rule import EscortRule, PersonalRule

ESCORT_RULES: tuple[EscortRule, ...] = (
    # Delegations
    NeedMet(),
    NoMoreThanAsked(),
    PinKept(),
    OneLiaison(),
    # Whom one may ask
    Qualified(),
    Accepted(),
    Available(),
    # What one person can do
    OnePlaceAtATime(),
    LiaisonUndivided(),
    InterpreterUndivided(),
    HoursADay(),
    RestBetweenDays(),
)

__all__ = ["ESCORT_RULES", "EscortRule", "PersonalRule"]
