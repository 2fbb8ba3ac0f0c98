"""What counting alone can prove impossible, in milliseconds and with the numbers.

Each count is a necessary condition: where it fails no plan can place all the acts it names, whatever else is given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from solver.model.room import Held, Room
from solver.plan import Fact, Moment
from solver.problem import Act, Problem, Span, Troupe
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE, Rule
from solver.sentence import N_
from solver.spans import joined
from solver.words import Translate, fill, title

# Orders of so many shows are all tried; there are 5,040 of seven.
MOST_ORDERED = 7

DAY = N_(
    "%(troupe)s has %(shows)s shows between %(from)s and %(until)s: with rest and the way between venues they need "
    "%(needs)s minutes, and there are %(has)s. %(missing)s minutes are missing."
)
SHOWS = N_(
    "%(troupe)s has %(shows)s shows on %(days)s possible days with at most %(limit)s a day: %(missing)s shows too many."
)
STAGE = N_(
    "%(count)s acts can only stand on %(stage)s; with changeovers they need %(needs)s minutes, and it is open to them "
    "for %(has)s. %(missing)s minutes are missing."
)
STOCK = N_("%(act)s needs %(needs)s × %(pool)s, and there are only %(has)s.")
POOL = N_(
    "%(count)s acts need %(needs)s minutes of %(pool)s, and the stock of %(stock)s gives them %(has)s. "
    "%(missing)s minutes are missing."
)
NOWHERE = N_("%(titles)s finds no stage and hour while these requirements hold: %(rules)s.")


@dataclass(frozen=True)
class Finding:
    """A sentence with its facts, the rules that collide in it and the acts they collide on.

    A text may also name %(titles)s and %(rules)s: the acts and the rules, told in the reader's language by `told`.
    """

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    acts: tuple[int, ...] = ()


def told(problem: Problem, finding: Finding, translate: Translate = str) -> str:
    """The whole sentence, in the language that `translate` gives."""
    lists = {
        "titles": ", ".join(problem.act(act).title for act in finding.acts),
        "rules": ", ".join(f"“{translate(title(rule))}”" for rule in finding.rules),
    }
    return fill(problem, finding.text, {**finding.facts, **lists}, translate)


def holding(problem: Problem) -> list[Rule]:
    """The rules that block, without the one that every act has a place."""
    return [rule for rule in RULES if not rule.always_priced and rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)]


class Counting:
    """Counts over the acts of a problem that are to be placed together."""

    def __init__(self, problem: Problem, acts: Iterable[int]) -> None:
        self.problem = problem
        self.acts = [problem.act(act) for act in acts]
        self.rules = {rule.key for rule in holding(problem)}
        room = Room(problem, holding(problem), Held(problem, ()))
        self.starts = {act.id: room.starts(act) for act in self.acts}

    def findings(self) -> list[Finding]:
        """Every count that fails, acts without any start first."""
        nowhere = [self._nowhere(act) for act in self.acts if not self.starts[act.id]]
        return [*nowhere, *self._evenings(), *self._shows(), *self._stages(), *self._stock()]

    def _nowhere(self, act: Act) -> Finding:
        return Finding(NOWHERE, {}, tuple(narrowing(self.problem, act)), (act.id,))

    def span(self, act: Act) -> Span:
        """From the earliest possible start of the act's show to the latest possible end."""
        spans = [span for spans in self.starts[act.id].values() for span in spans]
        return Span(min(span.starts for span in spans), max(span.ends for span in spans) - 1 + act.duration)

    def days(self, act: Act) -> set[int]:
        """The festival days on which the act may start."""
        spans = joined(span for spans in self.starts[act.id].values() for span in spans)
        return {
            day
            for span in spans
            for day in range(self.problem.day_of(span.starts), self.problem.day_of(span.ends - 1) + 1)
        }

    def _evenings(self) -> Iterator[Finding]:
        """Shows of one troupe that can only stand in a stretch too short for all of them."""
        for troupe, acts in self._of_troupes():
            by_day: dict[int, list[Act]] = {}
            for act in acts:
                if len(days := self.days(act)) == 1:
                    by_day.setdefault(days.pop(), []).append(act)
            for together in by_day.values():
                finding = self._stretch(troupe, together)
                if finding:
                    yield finding

    def _stretch(self, troupe: Troupe, acts: list[Act]) -> Finding | None:
        if len(acts) < 2:
            return None
        spans = [self.span(act) for act in acts]
        room = Span(min(span.starts for span in spans), max(span.ends for span in spans))
        needs = sum(act.duration for act in acts) + self._pauses(troupe, acts)
        has = room.ends - room.starts
        if needs <= has:
            return None
        facts: dict[str, Fact] = {"troupe": troupe.name, "shows": len(acts), "needs": needs, "has": has}
        facts |= {"from": Moment(room.starts), "until": Moment(room.ends), "missing": needs - has}
        return Finding(DAY, facts, tuple(self._of_pauses(acts)), tuple(act.id for act in acts))

    def _pauses(self, troupe: Troupe, acts: list[Act]) -> int:
        """The least time between the shows in any order: exact for a few acts, the smallest pauses for more."""
        pause = {(one.id, other.id): self._pause(troupe, one, other) for one in acts for other in acts if one != other}
        if len(acts) <= MOST_ORDERED:
            return min(sum(pause[one.id, other.id] for one, other in pairwise(order)) for order in permutations(acts))
        least = sorted(min(pause[one.id, other.id] for other in acts if other != one) for one in acts)
        return sum(least[: len(acts) - 1])

    def _pause(self, troupe: Troupe, first: Act, second: Act) -> int:
        """The least time from the end of the first show to the start of the second, over all their stages."""
        return min(
            self._between(troupe, first, second, here, there)
            for here in self.starts[first.id]
            for there in self.starts[second.id]
        )

    def _between(self, troupe: Troupe, first: Act, second: Act, here: int, there: int) -> int:
        problem = self.problem
        last = first.route[-1].stage if first.route else here
        way = problem.travel(problem.stage(last).venue, problem.stage(there).venue)
        moving = first.get_out + way + second.get_in if "troupe-in-one-place" in self.rules else 0
        resting = problem.settings.rest if troupe.rest is None else troupe.rest
        return max(moving, resting if "rest-between-shows" in self.rules else 0)

    def _of_pauses(self, acts: list[Act]) -> Iterator[str]:
        yield from (key for key in ("troupe-in-one-place", "rest-between-shows") if key in self.rules)
        yield from dict.fromkeys(key for act in acts for key in bounding(self.problem, act))

    def _shows(self) -> Iterator[Finding]:
        if "shows-a-day" not in self.rules:
            return
        for troupe, acts in self._of_troupes():
            limit = self.problem.settings.shows_a_day if troupe.shows_a_day is None else troupe.shows_a_day
            days = set[int]().union(*(self.days(act) for act in acts))
            if len(acts) > limit * len(days):
                facts: dict[str, Fact] = {"troupe": troupe.name, "shows": len(acts), "days": len(days), "limit": limit}
                facts["missing"] = len(acts) - limit * len(days)
                yield Finding(SHOWS, facts, ("shows-a-day",), tuple(act.id for act in acts))

    def _stages(self) -> Iterator[Finding]:
        if "one-act-per-stage" not in self.rules:
            return
        for stage in self.problem.stages:
            acts = [act for act in self.acts if not act.route and set(self.starts[act.id]) == {stage.id}]
            if len(acts) < 2:
                continue
            lasting = [act.get_in + act.duration + act.get_out + stage.changeover for act in acts]
            room = joined(
                Span(span.starts - act.get_in, span.ends - 1 + act.duration + act.get_out + stage.changeover)
                for act in acts
                for span in self.starts[act.id][stage.id]
            )
            needs, has = sum(lasting), sum(span.ends - span.starts for span in room)
            if needs > has:
                facts: dict[str, Fact] = {"count": len(acts), "stage": stage.name, "needs": needs, "has": has}
                facts["missing"] = needs - has
                yield Finding(STAGE, facts, ("one-act-per-stage", "opening-hours"), tuple(act.id for act in acts))

    def _stock(self) -> Iterator[Finding]:
        if "equipment-in-stock" not in self.rules:
            return
        for pool in self.problem.pools:
            everywhere = pool.venue is None
            users = [
                (act, need.quantity)
                for act in self.acts
                for need in act.needs
                if need.pool == pool.id and self.starts[act.id] and (everywhere or self._only_at(act, pool.venue))
            ]
            for act, quantity in users:
                if quantity > pool.stock:
                    facts: dict[str, Fact] = {"act": act.title, "needs": quantity, "pool": pool.name, "has": pool.stock}
                    yield Finding(STOCK, facts, ("equipment-in-stock",), (act.id,))
            room = joined(
                Span(span.starts - act.get_in, span.ends - 1 + act.duration + act.get_out)
                for act, _ in users
                for spans in self.starts[act.id].values()
                for span in spans
            )
            has = pool.stock * sum(span.ends - span.starts for span in room)
            needs = sum(quantity * (act.get_in + act.duration + act.get_out) for act, quantity in users)
            if needs > has and all(quantity <= pool.stock for _, quantity in users):
                facts = {"count": len(users), "pool": pool.name, "stock": pool.stock, "needs": needs, "has": has}
                facts["missing"] = needs - has
                yield Finding(POOL, facts, ("equipment-in-stock",), tuple(act.id for act, _ in users))

    def _only_at(self, act: Act, venue: int | None) -> bool:
        return all(self.problem.stage(stage).venue == venue for stage in self.starts[act.id])

    def _of_troupes(self) -> Iterator[tuple[Troupe, list[Act]]]:
        for troupe in self.problem.troupes:
            acts = [act for act in self.acts if troupe.id in act.troupes and self.starts[act.id]]
            if acts:
                yield troupe, acts


def narrowing(problem: Problem, act: Act) -> list[str]:
    """A smallest set of rules on the act alone that together leave it no start: none of them can be spared."""
    rules = [rule for rule in holding(problem) if type(rule).starts is not Rule.starts]
    for rule in list(rules):
        fewer = [other for other in rules if other is not rule]
        if not Room(problem, fewer, Held(problem, ())).starts(act):
            rules = fewer
    return [rule.key for rule in rules]


def bounding(problem: Problem, act: Act) -> list[str]:
    """The rules on the act alone without which it could start earlier or end later on its own day."""
    rules = [rule for rule in holding(problem) if type(rule).starts is not Rule.starts]
    now = _extent(problem, rules, act)
    return [rule.key for rule in rules if _extent(problem, [other for other in rules if other is not rule], act) != now]


def _extent(problem: Problem, rules: list[Rule], act: Act) -> tuple[int, int]:
    spans = [span for spans in Room(problem, rules, Held(problem, ())).starts(act).values() for span in spans]
    return min(span.starts for span in spans), max(span.ends for span in spans)
