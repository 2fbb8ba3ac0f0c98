"""The table of contents of what must be true, in the order in which people read it and the solver cuts by it."""

from solver.rules.allowed_hours import AllowedHours
from solver.rules.allowed_stages import AllowedStages
from solver.rules.as_announced import AsAnnounced
from solver.rules.attendance import Attendance
from solver.rules.build_outside_rush_hours import BuildOutsideRushHours
from solver.rules.crowd_fits_stage import CrowdFitsStage
from solver.rules.crowd_within_venue import CrowdWithinVenue
from solver.rules.crowds_leave import CrowdsLeave
from solver.rules.disturbing_neighbours import DisturbingNeighbours
from solver.rules.emergency_way_kept import EmergencyWayKept
from solver.rules.equipment_in_stock import EquipmentInStock
from solver.rules.kept_order import KeptOrder
from solver.rules.latest_hour import LatestHour
from solver.rules.no_blackout import NoBlackout
from solver.rules.not_before_now import NotBeforeNow
from solver.rules.one_act_per_stage import OneActPerStage
from solver.rules.opening_hours import OpeningHours
from solver.rules.person_in_one_place import PersonInOnePlace
from solver.rules.pinned import Pinned
from solver.rules.placed import Placed
from solver.rules.precedence import PrecedenceKept
from solver.rules.quiet_hours import QuietHours
from solver.rules.rehearsals_kept import RehearsalsKept
from solver.rules.rest_between_shows import RestBetweenShows
from solver.rules.route_not_cut import RouteNotCut
from solver.rules.rule import LEVELS, Rule, UnaryRule
from solver.rules.shows_a_day import ShowsADay
from solver.rules.stage_features import StageFeatures
from solver.rules.troupe_in_one_place import TroupeInOnePlace
from solver.rules.within_edition import WithinEdition
from solver.rules.within_stay import WithinStay
from solver.rules.work_days_apart import WorkDaysApart
from solver.rules.work_other_stages import WorkOtherStages
from solver.rules.work_shows_a_day import WorkShowsADay

RULES: tuple[Rule, ...] = (
    Placed(),
    # What was agreed and announced for an act
    AsAnnounced(),
    Pinned(),
    KeptOrder(),
    AllowedStages(),
    StageFeatures(),
    CrowdFitsStage(),
    AllowedHours(),
    # When and where anything may be shown
    WithinEdition(),
    NotBeforeNow(),
    OpeningHours(),
    NoBlackout(),
    QuietHours(),
    # Stages and their surroundings
    OneActPerStage(),
    DisturbingNeighbours(),
    CrowdWithinVenue(),
    EquipmentInStock(),
    # Roads around them
    EmergencyWayKept(),
    RouteNotCut(),
    CrowdsLeave(),
    BuildOutsideRushHours(),
    # Troupes, artists and guests
    WithinStay(),
    LatestHour(),
    TroupeInOnePlace(),
    PersonInOnePlace(),
    RestBetweenShows(),
    ShowsADay(),
    Attendance(),
    RehearsalsKept(),
    # Works and their order
    PrecedenceKept(),
    WorkShowsADay(),
    WorkDaysApart(),
    WorkOtherStages(),
)

__all__ = ["LEVELS", "RULES", "Rule", "UnaryRule"]
