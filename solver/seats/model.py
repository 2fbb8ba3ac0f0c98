"""A seating as decisions of CP-SAT: one word for every guest on every chair that might be his or hers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ortools.sat.python import cp_model

from solver.seats.facts import Guest
from solver.seats.ordering import Pairs, leeway
from solver.seats.plan import Chair, SeatingPlan
from solver.seats.possible import Possible, possible
from solver.seats.problem import FIXED, Kind, SeatingProblem
from solver.seats.rules import SEAT_RULES
from solver.seats.rules.rule import IGNORE, WARN, SeatRule
from solver.seats.wishes import SEAT_WISHES, SeatWish
from solver.seats.wishes.wish import ChairWish

# Seconds for what follows from a plan.
A_LOOK = 2.0

NOBODY = SeatingPlan()
Word = int | cp_model.IntVar
Sum = int | cp_model.LinearExpr


class SeatingModel:
    """Guests who are not `free` stay where `base` has them, whatever that breaks. A rule that blocks is not to be
    broken where the model is `firm`; otherwise a breach has its price, as one of a rule that only warns always has.

    Where rules are asked one by one (`rules`), nothing else holds: not even that a chair has one guest.
    """

    def __init__(
        self,
        problem: SeatingProblem,
        rules: Sequence[SeatRule] = SEAT_RULES,
        *,
        cells: Possible | None = None,
        base: SeatingPlan = NOBODY,
        free: Collection[int] | None = None,
        firm: bool = True,
        wishes: Sequence[SeatWish] = SEAT_WISHES,
    ) -> None:
        self.problem, self.firm = problem, firm
        self.model = cp_model.CpModel()
        self.constant = 0
        self.prices: list[tuple[int, Word]] = []
        self._rules = [rule for rule in rules if rule.level_in(problem) != IGNORE]
        self._by_guest: dict[int, dict[int, Word]] = {guest.id: {} for guest in problem.guests}
        self._by_seat: dict[int, list[Word]] = {seat.id: [] for seat in problem.seats}
        self._warning = [rule for rule in self._rules if "allows" in rule.halves and rule.level_in(problem) == WARN]
        known = possible(problem, rules) if cells is None else cells
        self.free: Collection[int] = known.keys() if free is None else set(free)
        self._kept: set[int] = set()
        self._stay(base)
        self._decide(known, wishes)
        for rule in self._rules:
            rule.post(self)
        for wish in wishes:
            if weight := wish.weight_in(problem):
                wish.cost(self, weight)

    def cells(self, guest: int) -> Iterable[tuple[int, Word]]:
        """The chairs that might be the guest's, each with the word that says so."""
        return self._by_guest[guest].items()

    def at(self, guest: int, seat: int) -> Word:
        return self._by_guest[guest].get(seat, 0)

    def sits(self, guest: int) -> Sum:
        return _sum(self._by_guest[guest].values())

    def taken(self, seat: int) -> Sum:
        """How many guests a chair has."""
        return _sum(self._by_seat[seat])

    def most(self, rule: SeatRule, *rows: tuple[Sum, Sum], by: int = 1) -> None:
        """In every row the left is at most the right. A breach is `by` at most; that of any row costs the rule's price
        once, or may not be."""
        price = self.price(rule)
        real = [(left, right) for left, right in rows if not (_known(left) and _known(right))]
        wrong = any(left > right for left, right in rows if isinstance(left, int) and isinstance(right, int))
        if wrong and price is None:
            self.model.add_bool_or([])
        elif wrong:
            self.constant += price or 0
        elif real:
            broken = 0 if price is None else self.model.new_bool_var("")
            if price is not None:
                self.prices.append((price, broken))
            for left, right in real:
                self.model.add(left <= right + by * broken)

    def price(self, rule: SeatRule) -> int | None:
        """What a breach costs; None where it may not be."""
        warns = rule.level_in(self.problem) == WARN
        return None if rule.never_priced or (self.firm and not warns) else rule.price_in(self.problem)

    def in_order(self, rule: SeatRule, pairs: Pairs) -> None:
        """Whoever sits on a chair on which somebody of a higher rank might sit has none before that one's."""
        if self.price(rule) == 0:
            return
        farthest: dict[str, dict[Kind, Sum]] = {}
        for guest in self.problem.compared:
            tops, own = farthest.setdefault(guest.side, {}), self.problem.kinds[guest.id]
            most, cells = len(self.problem.numbers[guest.side]), self._numbered(guest)
            if self.problem.placed[guest.id] == pairs.placed:
                rows = [self._not_before(guest.id, cells, kind, top) for kind, top in tops.items()
                        if pairs.same_group in (None, kind[0] == own[0])]  # fmt: skip
                self.most(rule, *rows, by=most)
            if self.problem.placed[guest.id] != FIXED:
                number = _total((number, word) for number, _, word in cells)
                tops[own] = self._farther(tops.get(own, 0), number, most)

    def not_behind(self, rule: SeatRule) -> None:
        """Nobody of a lower rank has a chair before that of somebody on a fixed one who might sit there."""
        if self.price(rule) == 0:
            return
        for at, guest in enumerate(self.problem.compared):
            if self.problem.placed[guest.id] == FIXED:
                top = _total((number, word) for number, _, word in self._numbered(guest))
                kind = self.problem.kinds[guest.id]
                rows = [self._not_before(lower.id, self._numbered(lower), kind, top)
                        for lower in self.problem.compared[at + 1 :] if lower.side == guest.side]  # fmt: skip
                self.most(rule, *rows, by=len(self.problem.numbers[guest.side]))

    def within_one_of(self, rule: SeatRule, guests: Sequence[int], patches: Iterable[frozenset[int]]) -> None:
        """All of the guests who sit do so in one of these sets of chairs."""
        theirs = {seat for guest in guests for seat, _ in self.cells(guest)}
        if all(_known(word) for guest in guests for _, word in self.cells(guest)):
            fits = not theirs or any(theirs <= patch for patch in patches)
            self.most(rule, (int(not fits), 0))
            return
        chosen = [(patch, self.model.new_bool_var("")) for patch in patches if patch & theirs]
        self.model.add_at_most_one([word for _, word in chosen])
        rows: list[tuple[Sum, Sum]] = []
        for seat in theirs:
            around = sum(word for patch, word in chosen if seat in patch)
            rows += [(self.at(guest, seat), around) for guest in guests if not _is_nothing(self.at(guest, seat))]
        self.most(rule, *rows)

    def rows_of(self, guests: Iterable[int]) -> dict[int, list[Sum]]:
        """By block, a word for each row that says whether any of the guests sits there."""
        words: dict[tuple[int, int], dict[int, list[Word]]] = {}
        for guest in guests:
            for seat, word in self.cells(guest):
                at = self.problem.seat(seat)
                words.setdefault((at.block, at.row), {}).setdefault(guest, []).append(word)
        found: dict[int, list[Sum]] = {}
        for (block, _), row in words.items():
            found.setdefault(block, []).append(self._any([_sum(each) for each in row.values()]))
        return found

    def pay_beyond_one(self, used: Sequence[Sum], weight: int) -> None:
        beyond = _sum(used) - 1
        if isinstance(beyond, int):
            self.constant += weight * max(0, beyond)
        elif len(used) > 1:
            paid = self.model.new_int_var(0, len(used) - 1, "")
            self.model.add(paid >= beyond)
            self.prices.append((weight, paid))

    def fix(self, plan: SeatingPlan) -> None:
        """Only exactly this seating."""
        chairs = {(chair.guest, chair.seat) for chair in plan.chairs}
        if any(_is_nothing(self.at(*chair)) for chair in chairs):
            self.model.add_bool_or([])
        for guest, cells in self._by_guest.items():
            for seat, word in cells.items():
                self.model.add(word == int((guest, seat) in chairs))

    def hint(self, plan: SeatingPlan) -> None:
        """Begins the search from this plan, with everything that follows from it: half a hint is seldom taken."""
        fixed = self.model.clone()
        for guest in self.free:
            for seat, word in self.cells(guest):
                if not isinstance(word, int):
                    fixed.add(fixed.get_bool_var_from_proto_index(word.index) == int(plan.seat_of(guest) == seat))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = A_LOOK
        if solver.solve(fixed) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for index, value in enumerate(solver.response_proto.solution):
                self.model.proto.solution_hint.vars.append(index)
                self.model.proto.solution_hint.values.append(value)

    def minimize(self) -> None:
        self.model.minimize(self.constant + cp_model.LinearExpr.weighted_sum(
            [word for _, word in self.prices], [price for price, _ in self.prices]))  # fmt: skip

    def plan(self, solver: cp_model.CpSolver) -> SeatingPlan:
        return SeatingPlan(tuple(
            Chair(guest, seat) for guest, cells in self._by_guest.items() for seat, word in cells.items()
            if (word if isinstance(word, int) else solver.boolean_value(word))
        ))  # fmt: skip

    def _stay(self, base: SeatingPlan) -> None:
        for chair in base.chairs:
            if chair.guest not in self.free:
                self._by_guest[chair.guest][chair.seat] = 1
                self._by_seat[chair.seat].append(1)
                self._kept.add(chair.seat)

    def _decide(self, known: Possible, wishes: Sequence[SeatWish]) -> None:
        liked = [(wish, wish.weight_in(self.problem)) for wish in wishes if isinstance(wish, ChairWish)]
        for guest in self.free:
            for seat in known[guest]:
                if seat not in self._kept:
                    word = self.model.new_bool_var("")
                    self._by_guest[guest][seat] = word
                    self._by_seat[seat].append(word)
                    price = self._price_of(guest, seat, liked)
                    if price:
                        self.prices.append((price, word))

    def _price_of(self, guest: int, seat: int, liked: list[tuple[ChairWish, int]]) -> int:
        wished = sum(weight * wish.price(self.problem, guest, seat) for wish, weight in liked)
        person, chair = self.problem.guest(guest), self.problem.seat(seat)
        warned = sum(
            rule.price_in(self.problem) for rule in self._warning if not rule.allows(self.problem, person, chair)
        )
        return wished + warned

    def _numbered(self, guest: Guest) -> list[tuple[int, int, Word]]:
        """The guest's chairs of the side, each with its number in the order of honour first."""
        numbers = self.problem.numbers[guest.side]
        return [(numbers[seat], seat, word) for seat, word in self.cells(guest.id) if seat in numbers]

    def _not_before(self, guest: int, cells: list[tuple[int, int, Word]], kind: Kind, top: Sum) -> tuple[Sum, Sum]:
        """A row of `most`: those of this kind sit up to the chair with the number `top`, and where one of them might
        sit, the guest does not before that, but for the leeway."""
        group, might = kind
        most = len(self.problem.numbers[self.problem.guest(guest).side])
        less = most - leeway(self.problem, guest, group)
        return top - most, _total((number - less, word) for number, seat, word in cells if seat in might)

    def _farther(self, top: Sum, number: Sum, most: int) -> Sum:
        if isinstance(top, int) and isinstance(number, int):
            return max(top, number)
        farther = self.model.new_int_var(0, most, "")
        self.model.add(farther >= top)
        self.model.add(farther >= number)
        return farther

    def _any(self, sums: Sequence[Sum]) -> Sum:
        if any(isinstance(each, int) and each for each in sums):
            return 1
        says = self.model.new_bool_var("")
        for each in sums:
            self.model.add(says >= each)
        return says


def _sum(words: Iterable[Sum]) -> Sum:
    """A whole number, where nothing is open."""
    return _total((1, word) for word in words)


def _total(parts: Iterable[tuple[int, Sum]]) -> Sum:
    known, words, factors = 0, [], []
    for factor, word in parts:
        if isinstance(word, int):
            known += factor * word
        else:
            words.append(word)
            factors.append(factor)
    return known + cp_model.LinearExpr.weighted_sum(words, factors) if words else known


def _known(amount: Sum) -> bool:
    return isinstance(amount, int)


def _is_nothing(word: Sum) -> bool:
    return isinstance(word, int) and word == 0
