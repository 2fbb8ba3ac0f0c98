"""Demand as it was last worked out: kept in memory until the record of changes says that something is different."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.clock import Clock
from festival_ops.planning.demand.counting import Asked, Count, Place, PostFacts, Rule, Turn
from festival_ops.planning.demand.lines import ENDED, OFFERED, STALE, Line, digest, lines_of
from festival_ops.planning.demand.programme import Draft, Programme, programme_of
from festival_ops.planning.kept import ROADS, Shelf
from festival_ops.planning.roads.hours import Stand
from festival_ops.programme.models import Edition, Venue
from festival_ops.security.hours import manned
from festival_ops.security.kinds import GUESTS
from festival_ops.security.models import Post, Shift, Standard
from festival_ops.security.queries import needs_of
from festival_ops.web.models import HistoryEntry
from solver.problem import Span
from solver.spans import in_both

# Who there is and who stands where changes nothing of how many are asked for.
_PEOPLE = ("force", "agency", "qualification", "squad", "officer", "absence", "duty", "attendance")
_ROSTERS = ("roster", "roster_run", "roster_release")
_ELSEWHERE = ("feed", "telling", "signature", "signing_duty", "waiver", "pin", "solve_run", *_PEOPLE, *_ROSTERS, *ROADS)
_NOTHING = Programme(None, (), 0, 0)


@dataclass(frozen=True)
class Demand:
    """All that is asked for, beside all that is written down."""

    stamp: int
    programme: Programme
    rules: dict[int, Rule]
    lines: tuple[Line, ...]

    @cached_property
    def by_day(self) -> dict[date, list[Line]]:
        held: dict[date, list[Line]] = {}
        for line in self.lines:
            held.setdefault(line.day, []).append(line)
        return held

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        return {show.act: (show.name, show.name_en) for show in self.programme.showings}

    @cached_property
    def moved(self) -> dict[date, dict[tuple[int, int], list[Line]]]:
        """Needs that no longer ask for what the standards do: by day, then by post and shift."""
        held: dict[date, dict[tuple[int, int], list[Line]]] = {}
        for line in self.lines:
            if line.state in (STALE, ENDED):
                held.setdefault(line.day, {}).setdefault((line.post, line.shift), []).append(line)
        return held

    def offered(self, day: date | None = None) -> list[Line]:
        lines = self.lines if day is None else self.by_day.get(day, [])
        return [line for line in lines if line.state in OFFERED]


def stamp_of(lines: list[Line]) -> str:
    return digest([line.stamp for line in lines])


def demand(session: Session, edition: Edition) -> Demand:
    shelf: Shelf = current_app.extensions["problems"]
    stamp = _stamp(session, edition)
    known: Demand | None = shelf.find(("demand", edition.id))
    if known is None or known.stamp != stamp:
        known = _worked_out(session, edition, stamp)
        shelf.keep(("demand", edition.id), known)
    return known


def _stamp(session: Session, edition: Edition) -> int:
    entries = select(func.coalesce(func.max(HistoryEntry.id), 0)).where(
        HistoryEntry.edition_id == edition.id, HistoryEntry.subject.not_in(_ELSEWHERE)
    )
    return session.scalar(entries) or 0


def _worked_out(session: Session, edition: Edition, stamp: int) -> Demand:
    rules = {rule.id: rule for rule in _rules(session, edition)}
    programme = programme_of(session, edition) if rules else _NOTHING
    asked = []
    if rules:
        rows = select(Post).where(Post.edition_id == edition.id).order_by(Post.code)
        posts = list(session.scalars(rows.options(selectinload(Post.hours))))
        count = Count(_facts(session, edition, posts), rules.values(), programme.showings)
        asked = [each for turn in _turns(session, edition, posts) for each in count.asked(turn)]
    return Demand(stamp, programme, rules, tuple(lines_of(edition.days, asked, needs_of(session, edition))))


def asked_with(
    session: Session,
    edition: Edition,
    plans: Sequence[Mapping[int, Stand]],
    days: Collection[date],
    *,
    discreet: bool,
) -> list[dict[Place, Asked]]:
    """What posts ask for on some days if the shows stood so, for each of several plans; a `discreet` count leaves out
    what guests of honour ask for."""
    rules = [rule for rule in _rules(session, edition) if not (discreet and rule.cause == GUESTS)]
    if not rules:
        return [{} for _plan in plans]
    rows = select(Post).where(Post.edition_id == edition.id).order_by(Post.code)
    posts = list(session.scalars(rows.options(selectinload(Post.hours))))
    facts = list(_facts(session, edition, posts))
    turns = [turn for turn in _turns(session, edition, posts) if turn.day in days]
    drafted = Draft.of(session, edition)
    counts = (Count(facts, rules, drafted.showings(slots)) for slots in plans)
    return [{each.place: each for turn in turns for each in count.asked(turn)} for count in counts]


def _rules(session: Session, edition: Edition) -> Iterator[Rule]:
    for row in session.scalars(select(Standard).where(Standard.edition_id == edition.id)):
        yield Rule(
            row.id, row.name, row.name_en or row.name, row.kind, row.risk, row.cause, row.qualification_id, row.count,
            row.per, row.share, row.lead, row.tail, row.reach, row.one_leader_for,
        )  # fmt: skip


def _facts(session: Session, edition: Edition, posts: list[Post]) -> Iterator[PostFacts]:
    rows = select(Venue.id, Venue.capacity).where(Venue.edition_id == edition.id)
    holds = {row.id: row.capacity for row in session.execute(rows)}
    for post in posts:
        held = holds.get(post.venue_id) if post.venue_id else None
        yield PostFacts(post.id, post.kind, post.risk, post.sector_id, post.venue_id, held, post.follows_show)


def _turns(session: Session, edition: Edition, posts: list[Post]) -> Iterator[Turn]:
    """Every shift on every day on which it runs; relief times are the shifts' own, whatever is shown."""
    clock = Clock.of(edition)
    hours = {post.id: _minutes(clock, manned(edition, post)) for post in posts}
    rows = session.scalars(select(Shift).where(Shift.edition_id == edition.id).options(selectinload(Shift.days)))
    shifts = sorted(rows, key=lambda row: (row.starts < edition.cutoff, row.starts, row.id))
    for day in edition.days:
        for shift in shifts:
            if shift.runs_on(day):
                span = Span(*map(clock.minute, shift.span(edition, day)))
                yield Turn(shift.id, day, {id: _cut(span, opened) for id, opened in hours.items()})


def _minutes(clock: Clock, hours: list[tuple[datetime, datetime]] | None) -> list[Span] | None:
    return None if hours is None else [Span(clock.minute(starts), clock.minute(ends)) for starts, ends in hours]


def _cut(span: Span, hours: list[Span] | None) -> tuple[Span, ...]:
    return (span,) if hours is None else tuple(in_both([span], hours))
