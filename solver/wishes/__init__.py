"""The table of contents of what we would like."""

from solver.wishes.audience_clashes import AudienceClashes
from solver.wishes.big_acts_on_big_stages import BigActsOnBigStages
from solver.wishes.even_evenings import EvenEvenings
from solver.wishes.few_moves import FewMoves
from solver.wishes.people_served import PeopleServed
from solver.wishes.preferred_windows import PreferredWindows
from solver.wishes.wish import Wish

WISHES: tuple[Wish, ...] = (
    PeopleServed(),
    FewMoves(),
    AudienceClashes(),
    PreferredWindows(),
    BigActsOnBigStages(),
    EvenEvenings(),
)

__all__ = ["WISHES", "Wish"]
