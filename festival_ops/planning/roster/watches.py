"""Who stands where when, in words of its own: one function at a post in one shift of a festival day.

A draft is told from the rows as they are, a release from what it wrote down of them; both are the same plain watches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.clock import Clock
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing, from_to
from festival_ops.planning.roster.matrix import flaws
from festival_ops.planning.roster.relief import takes_over
from festival_ops.programme.models import Edition
from festival_ops.security.models import Officer, Post, Qualification, Shift
from festival_ops.words import sort_key
from solver.crew.problem import Need
from solver.crew.rules.rule import in_time


@dataclass(frozen=True)
class Words:
    """A name in both languages, as far as somebody has said."""

    name: str
    name_en: str = ""

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, facts: Mapping[str, Any], what: str) -> Words:
        return cls(facts.get(what) or "", facts.get(f"{what}_en") or "")


@dataclass(frozen=True)
class Person:
    """Somebody on a watch; `leads` says that he leads those who stand there with him. `duty` is the row of a release
    that told him first of it."""

    id: int
    code: str
    name: str
    phone: str
    agency: Words
    leads: bool
    name_en: str = ""
    duty: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Watch:
    """`people` are in the order of their ids; `unled` are leaders that are missing.

    Whoever relieves others comes `handover` minutes before it starts. `row` is that of a release.
    """

    key: NeedOn
    post: int
    sector: int
    shift: int
    function: int
    starts: datetime
    ends: datetime
    handover: int
    least: int
    most: int
    unled: int
    facts: Mapping[str, Any]
    people: tuple[Person, ...]
    row: int = field(default=0, compare=False)

    @property
    def missing(self) -> int:
        return max(0, self.least - len(self.people))

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)

    @property
    def there(self) -> str:
        """When whoever relieves others is there, 21:50; nothing where nobody is relieved."""
        return f"{self.starts - timedelta(minutes=self.handover):%H:%M}" if self.handover else ""

    @property
    def function_name(self) -> Words:
        return Words.of(self.facts, "function")

    @property
    def shift_name(self) -> Words:
        return Words.of(self.facts, "shift")

    @property
    def in_order(self) -> list[Person]:
        """Those who lead first, then by name."""
        return sorted(self.people, key=lambda one: (not one.leads, sort_key(one.name), one.code))

    def follows(self, other: Watch) -> bool:
        """Whether these people take over from those: same function, and there before those may leave."""
        same = (self.post, self.function) == (other.post, other.function)
        return same and takes_over(self, other)


def watches(session: Session, edition: Edition, stands: Standing, needs: Iterable[Need]) -> list[Watch]:
    """The needs with their people as the roster stands, in the order of time."""
    asked, clock, (unled, _) = in_time(needs), Clock.of(edition), flaws(stands)
    people = _people(session, {officer for need in asked for officer in stands.plan.officers_on(need.id)})
    words, found = _Words(session, edition), []
    for need in asked:
        key = NeedOn.of(need.id, edition.first_day)
        shift = stands.ground.shift_of[key.need]
        made = Watch(
            key=key,
            post=need.post,
            sector=stands.sector_of[need.post],
            shift=shift,
            function=need.function,
            starts=clock.moment(need.span.starts),
            ends=clock.moment(need.span.ends),
            handover=need.handover,
            least=need.least,
            most=need.most,
            unled=unled[need.id],
            facts=words.of(need, shift),
            people=_on_duty(stands, need, people),
        )
        found.append(made)
    return found


class _Words:
    """What posts, shifts and functions of an edition are called today."""

    def __init__(self, session: Session, edition: Edition) -> None:
        posts = select(Post).options(joinedload(Post.sector), joinedload(Post.venue))
        self.posts = {row.id: _of_post(row) for row in session.scalars(posts.where(Post.edition_id == edition.id))}
        shifts = session.scalars(select(Shift).where(Shift.edition_id == edition.id))
        self.shifts = {row.id: _named("shift", row) | _clock(row) for row in shifts}
        functions = session.scalars(select(Qualification).where(Qualification.edition_id == edition.id))
        self.functions = {row.id: _named("function", row) for row in functions}

    def of(self, need: Need, shift: int) -> dict[str, Any]:
        return self.posts[need.post] | self.shifts[shift] | self.functions[need.function]


def _of_post(post: Post) -> dict[str, Any]:
    latitude, longitude = post.place or (None, None)
    told: dict[str, Any] = {"code": post.code, "tasks": post.tasks, "latitude": latitude, "longitude": longitude}
    told |= {"ring": post.sector.ring, "phone": post.sector.phone, "address": post.venue.address if post.venue else ""}
    return told | _named("post", post) | _named("sector", post.sector) | _named("venue", post.venue)


def _clock(shift: Shift) -> dict[str, Any]:
    return {"shift_hours": from_to(shift.starts, shift.ends)}


def _named(what: str, row: Any) -> dict[str, Any]:
    return {what: row.name if row else "", f"{what}_en": (row.name_en or "") if row else ""}


def _on_duty(stands: Standing, need: Need, known: Mapping[int, Officer]) -> tuple[Person, ...]:
    rows = (known[id] for id in sorted(stands.plan.officers_on(need.id)) if id in known)
    return tuple(_person(row, stands.problem.leads(stands.problem.officer(row.id), need)) for row in rows)


def _person(row: Officer, leads: bool) -> Person:
    agency = Words(row.agency.name, row.agency.name_en or "")
    return Person(row.id, row.code, row.name, row.phone, agency, leads, row.name_en or "")


def _people(session: Session, ids: Collection[int]) -> dict[int, Officer]:
    rows = select(Officer).where(Officer.id.in_(ids)).options(joinedload(Officer.agency))
    return {row.id: row for row in session.scalars(rows)}
