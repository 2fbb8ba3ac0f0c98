"""The table of contents of what we would like of a roster."""

from solver.crew.wishes.asked_duties import AskedDuties
from solver.crew.wishes.fair_nights import FairNights
from solver.crew.wishes.fair_weekends import FairWeekends
from solver.crew.wishes.few_changes import FewChanges
from solver.crew.wishes.squads_together import SquadsTogether
from solver.crew.wishes.wanted_hours import WantedHours
from solver.crew.wishes.wanted_strength import WantedStrength
from solver.crew.wishes.whole_runs import WholeRuns
from solver.crew.wishes.wish import CrewWish

CREW_WISHES: tuple[CrewWish, ...] = (
    FewChanges(),
    FairNights(),
    FairWeekends(),
    WantedHours(),
    WholeRuns(),
    SquadsTogether(),
    AskedDuties(),
    WantedStrength(),
)

__all__ = ["CREW_WISHES", "CrewWish"]
