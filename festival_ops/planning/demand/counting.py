"""The counts: for each post and shift of a day the base and the greatest load that the programme puts on it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from festival_ops.planning.demand.programme import Showing
from festival_ops.security.kinds import BASE, CROWD, GUESTS, PARADE, SECTOR
from solver.problem import Span

# Post, shift, qualification, festival day.
Place = tuple[int, int, int, date]
# A venue, or all venues of a sector: those at which its posts stand.
Ground = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A standard without its row: thousands of counts ask it."""

    id: int
    name: str
    name_en: str
    kind: str
    risk: str
    cause: str
    qualification: int
    count: int
    per: int | None
    share: int
    lead: int
    tail: int
    reach: str
    one_leader_for: int | None


@dataclass(frozen=True)
class PostFacts:
    """A post without its row; `holds` is what its venue holds."""

    id: int
    kind: str
    risk: str
    sector: int
    venue: int | None
    holds: int | None
    follows_show: bool

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Where what is shown at its venue weighs on posts."""
        return (("venue", self.venue), (SECTOR, self.sector)) if self.venue is not None else ()

    def ground(self, rule: Rule) -> Ground:
        return (SECTOR, self.sector) if rule.reach == SECTOR else ("venue", self.venue)

    def answers(self, rule: Rule) -> bool:
        if rule.kind != self.kind or rule.risk not in ("", self.risk):
            return False
        return rule.cause == BASE or (self.follows_show and (rule.reach == SECTOR or self.venue is not None))


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


@dataclass(frozen=True)
class Load:
    """A standard with what could weigh on a post by it: showings near the shift, what the ground holds, and how many
    posts divide both."""

    rule: Rule
    near: list[Showing]
    holds: int
    posts: int

    def at(self, moment: int) -> Part | None:
        """What the standard asks for at the moment; None for nothing."""
        rule = self.rule
        if rule.cause == BASE:
            amount, shows = self.holds if rule.per else 1, list[Showing]()
        else:
            there = [show for show in self.near if show.starts - rule.lead <= moment < show.ends + rule.tail]
            amount, shows = _amount(rule.cause, there)
        if not amount:
            return None
        count = -(-rule.count * amount * rule.share // (100 * self.posts * rule.per)) if rule.per else rule.count
        told = tuple((show.act, show.starts, show.ends) for show in shows)
        return Part(rule.id, count, amount, self.posts if rule.per else 1, told)


class Count:
    """Counts over one edition; what hangs on places and standards alone is looked up once."""

    def __init__(self, posts: Iterable[PostFacts], standards: Iterable[Rule], showings: Iterable[Showing]) -> None:
        rules = sorted(standards, key=lambda rule: (rule.cause != BASE, rule.id))
        self.posts = list(posts)
        self.rules = {post.id: [rule for rule in rules if post.answers(rule)] for post in self.posts}
        venues = {(ground, post.venue): post.holds or 0 for post in self.posts for ground in post.grounds}
        self.holds: Counter[Ground] = Counter()
        for (ground, _venue), capacity in venues.items():
            self.holds[ground] += capacity
        self.shown: dict[Ground, list[Showing]] = {}
        for show in sorted(showings, key=lambda each: (each.starts, each.act)):
            for ground, venue in venues:
                if venue == show.venue:
                    self.shown.setdefault(ground, []).append(show)

    def asked(self, turn: Turn) -> Iterator[Asked]:
        sharing = Counter(
            (post.ground(rule), rule.id)
            for post in self.posts
            if turn.manned.get(post.id)
            for rule in self.rules[post.id]
        )
        for post in self.posts:
            if spans := turn.manned.get(post.id):
                yield from self._at(post, turn, spans, sharing)

    def _at(
        self, post: PostFacts, turn: Turn, spans: tuple[Span, ...], sharing: Counter[tuple[Ground, int]]
    ) -> Iterator[Asked]:
        by_function: dict[int, list[Load]] = {}
        for rule in self.rules[post.id]:
            ground = post.ground(rule)
            near = self._near(rule, ground, spans)
            load = Load(rule, near, self.holds[ground], sharing[ground, rule.id])
            by_function.setdefault(rule.qualification, []).append(load)
        for function, loads in by_function.items():
            if parts := _greatest(loads, spans):
                told = {part.standard for part in parts}
                leaders = [load.rule.one_leader_for for load in loads if load.rule.id in told]
                place = post.id, turn.shift, function, turn.day
                yield Asked(place, parts, min(filter(None, leaders), default=None))

    def _near(self, rule: Rule, ground: Ground, spans: tuple[Span, ...]) -> list[Showing]:
        first, last = spans[0].starts, spans[-1].ends
        shown = self.shown.get(ground, ()) if rule.cause != BASE else ()
        return [show for show in shown if show.starts - rule.lead < last and first < show.ends + rule.tail]


def _greatest(loads: list[Load], spans: tuple[Span, ...]) -> tuple[Part, ...]:
    """Of all moments at which something begins, the first at which most people are asked for."""
    begun = {max(show.starts - load.rule.lead, span.starts) for load in loads for show in load.near for span in spans}
    begun |= {span.starts for span in spans}
    best: tuple[Part, ...] = ()
    for moment in sorted(at for at in begun if any(span.starts <= at < span.ends for span in spans)):
        parts = tuple(part for load in loads if (part := load.at(moment)) is not None)
        if sum(part.count for part in parts) > sum(part.count for part in best):
            best = parts
    return best


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
    if cause == PARADE:
        shows = [show for show in there if show.parade]
        return len({show.act for show in shows}), shows
    shows = [show for show in there if show.fireworks]
    return min(1, len(shows)), shows
