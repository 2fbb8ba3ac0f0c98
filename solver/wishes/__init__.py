"""The table of contents of what we would like."""

from solver.wishes.audience_clashes import AudienceClashes
from solver.wishes.people_served import PeopleServed
from solver.wishes.wish import Wish

WISHES: tuple[Wish, ...] = (
    PeopleServed(),
    AudienceClashes(),
)

__all__ = ["WISHES", "Wish"]
