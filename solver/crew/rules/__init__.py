"""The table of contents of what must be true of a roster, in the order in which people read it."""

from solver.crew.rules.available import Available
from solver.crew.rules.contract_hours import ContractHours
from solver.crew.rules.duties_in_a_function import DutiesInAFunction
from solver.crew.rules.free_weekends import FreeWeekends
from solver.crew.rules.hours_a_day import HoursADay
from solver.crew.rules.hours_a_month import HoursAMonth
from solver.crew.rules.hours_a_week import HoursAWeek
from solver.crew.rules.led import Led
from solver.crew.rules.longest_run import LongestRun
from solver.crew.rules.need_met import NeedMet
from solver.crew.rules.one_place_at_a_time import OnePlaceAtATime
from solver.crew.rules.qualified import Qualified
from solver.crew.rules.relieved import Relieved
from solver.crew.rules.rest_between_duties import RestBetweenDuties
from solver.crew.rules.rule import CrewRule, PersonalRule
from solver.crew.rules.shortest_pause import ShortestPause
from solver.crew.rules.shortest_run import ShortestRun
from solver.crew.rules.weekly_rest import WeeklyRest
from solver.crew.rules.what_follows import WhatFollows

CONTRACT: tuple[PersonalRule, ...] = (
    ContractHours(),
    DutiesInAFunction(),
    ShortestRun(),
    ShortestPause(),
    FreeWeekends(),
)

CREW_RULES: tuple[CrewRule, ...] = (
    # Posts
    NeedMet(),
    Led(),
    # Whom one may ask
    Qualified(),
    Available(),
    OnePlaceAtATime(),
    Relieved(),
    # Working time
    RestBetweenDuties(),
    HoursADay(),
    HoursAWeek(),
    HoursAMonth(),
    WeeklyRest(),
    LongestRun(),
    WhatFollows(),
    # What a contract says of all duties together
    *CONTRACT,
)

SELDOM = tuple(rule for rule in CREW_RULES if rule.seldom)

__all__ = ["CONTRACT", "CREW_RULES", "SELDOM", "CrewRule", "PersonalRule"]
