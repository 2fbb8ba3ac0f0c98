"""The table of contents of what we would like of those who go along."""

from solver.escorts.wishes.fair_hours import FairHours
from solver.escorts.wishes.few_changes import FewChanges
from solver.escorts.wishes.language_level import LanguageLevel
from solver.escorts.wishes.same_interpreters import SameInterpreters
from solver.escorts.wishes.wish import EscortWish

ESCORT_WISHES: tuple[EscortWish, ...] = (SameInterpreters(), FairHours(), LanguageLevel(), FewChanges())

__all__ = ["ESCORT_WISHES", "EscortWish"]
