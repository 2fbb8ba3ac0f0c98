"""The counts: for each post and shift of a day the base and the greatest load that the programme puts on it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from festival_ops.planning.demand.programme import Showing
from festival_ops.security.kinds import BASE, CROWD, GUESTS
from festival_ops.security.models import Standard
from solver.problem import Span

# Post, shift, qualification, festival day.
Place = tuple[int, int, int, date]


@dataclass(frozen=True)
class PostFacts:
    """`manned` are the parts of a shift in which somebody stands there; `holds` is what its venue holds."""

    id: int
    kind: str
    risk: str
    venue: int | None
    holds: int | None
    follows_show: bool

    def answers(self, standard: Standard) -> bool:
        if standard.kind != self.kind or standard.risk not in ("", self.risk):
            return False
        return standard.cause == BASE or (self.follows_show and self.venue is not None)


@dataclass(frozen=True)
class Part:
    """What one standard asks for: `amount` is what was counted, `posts` how many divided it among themselves."""

    standard: int
    count: int
    amount: int
    posts: int
    shows: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Asked:
    place: Place
    parts: tuple[Part, ...]
    leader: int | None

    @property
    def least(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def grounds(self) -> dict[str, Any]:
        """As a need keeps them, comparable with those that were read from the database."""
        parts = [
            [part.standard, part.count, part.amount, part.posts, *map(list, part.shows)] for part in self.parts
        ]  # fmt: skip
        return {"least": self.least, "leader": self.leader, "parts": parts}


@dataclass(frozen=True)
class Turn:
    """A shift on a festival day, with when each post is manned in it."""

    shift: int
    day: date
    manned: dict[int, tuple[Span, ...]]


class Count:
    """Counts over one edition; what hangs on venue and standard alone is looked up once."""

    def __init__(self, posts: Iterable[PostFacts], standards: Iterable[Standard], showings: Iterable[Showing]) -> None:
        rules = sorted(standards, key=lambda rule: (rule.cause != BASE, rule.id))
        self.posts = list(posts)
        self.rules = {post.id: [rule for rule in rules if post.answers(rule)] for post in self.posts}
        self.at_venue: dict[int, list[Showing]] = {}
        for showing in sorted(showings, key=lambda each: (each.starts, each.act)):
            self.at_venue.setdefault(showing.venue, []).append(showing)

    def asked(self, turn: Turn) -> Iterator[Asked]:
        sharing = self._sharing(turn)
        for post in self.posts:
            spans = turn.manned.get(post.id)
            if spans and self.rules[post.id]:
                yield from self._at(post, turn, spans, sharing)

    def _sharing(self, turn: Turn) -> dict[tuple[int | None, int], int]:
        """How many posts of a venue are manned in the shift and answer to the same standard."""
        held: dict[tuple[int | None, int], int] = {}
        for post in self.posts:
            for rule in self.rules[post.id] if turn.manned.get(post.id) else ():
                held[post.venue, rule.id] = held.get((post.venue, rule.id), 0) + 1
        return held

    def _at(
        self, post: PostFacts, turn: Turn, spans: tuple[Span, ...], sharing: dict[tuple[int | None, int], int]
    ) -> Iterator[Asked]:
        by_function: dict[int, list[tuple[Standard, int]]] = {}
        for rule in self.rules[post.id]:
            by_function.setdefault(rule.qualification_id, []).append((rule, sharing[post.venue, rule.id]))
        near = self._near(post, spans)
        for function, rules in by_function.items():
            if parts := self._greatest(post, rules, near, spans):
                told = {part.standard for part in parts}
                leaders = [rule.one_leader_for for rule, _ in rules if rule.id in told and rule.one_leader_for]
                place = post.id, turn.shift, function, turn.day
                yield Asked(place, parts, min(leaders, default=None))

    def _near(self, post: PostFacts, spans: tuple[Span, ...]) -> list[Showing]:
        if post.venue is None:
            return []
        rules = self.rules[post.id]
        lead, tail = max(rule.lead for rule in rules), max(rule.tail for rule in rules)
        first, last = spans[0].starts, spans[-1].ends
        there = self.at_venue.get(post.venue, ())
        return [show for show in there if show.starts - lead < last and first < show.ends + tail]

    def _greatest(
        self, post: PostFacts, rules: list[tuple[Standard, int]], near: list[Showing], spans: tuple[Span, ...]
    ) -> tuple[Part, ...]:
        """Of all moments at which something begins, the first at which most people are asked for."""
        begun = {max(show.starts - rule.lead, span.starts) for show in near for rule, _ in rules for span in spans}
        begun |= {span.starts for span in spans}
        moments = sorted(at for at in begun if any(span.starts <= at < span.ends for span in spans))
        best: tuple[Part, ...] = ()
        for moment in moments:
            found = (_part(rule, posts, post, near, moment) for rule, posts in rules)
            parts = tuple(part for part in found if part is not None)
            if sum(part.count for part in parts) > sum(part.count for part in best):
                best = parts
        return best


def _part(rule: Standard, posts: int, post: PostFacts, near: list[Showing], moment: int) -> Part | None:
    """What the standard asks for at the moment; None for nothing."""
    if rule.cause == BASE:
        amount, shows = post.holds or 0 if rule.per else 1, list[Showing]()
    else:
        there = [show for show in near if show.starts - rule.lead <= moment < show.ends + rule.tail]
        amount, shows = _amount(rule.cause, there)
    if not amount:
        return None
    if rule.per is None:
        count, posts = rule.count, 1
    else:
        count = -(-rule.count * amount * rule.share // (100 * posts * rule.per))
    return Part(rule.id, count, amount, posts, tuple((show.act, show.starts, show.ends) for show in shows))


def _amount(cause: str, there: list[Showing]) -> tuple[int, list[Showing]]:
    """How much of the cause is there at once, and by which showings."""
    if cause == CROWD:
        # Those who wait for the next show on a stage and those who leave the last one are the same people.
        largest: dict[int, Showing] = {}
        for show in there:
            known = largest.get(show.stage)
            if not show.parade and show.crowd > (known.crowd if known else 0):
                largest[show.stage] = show
        shows = [show for show in there if largest.get(show.stage) is show]
        return sum(show.crowd for show in shows), shows
    if cause == GUESTS:
        shows = [show for show in there if show.parties]
        return len(frozenset().union(*(show.parties for show in shows))), shows
    if cause == "parade":
        shows = [show for show in there if show.parade]
        return len(shows), shows
    shows = [show for show in there if show.fireworks]
    return min(1, len(shows)), shows
