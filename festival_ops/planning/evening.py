"""How firm an evening is, in words and as a picture: the core's figures with names, clock times and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from flask_babel import ngettext

from solver.chains import Tie
from solver.plan import Plan
from solver.problem import Problem, Slot
from solver.robustness import Delays, Firmness, Showing, Spread, Weakness, firmness

WIDE, HIGH, LEAST_WIDE = 1000, 30, 3
# A show is shaky from this share of evenings on, and weak from that.
SHAKY, WEAK = 0.1, 0.3


@dataclass(frozen=True)
class Assumed:
    """What a reader may assume of an evening: percent of a show's length, percent of shows, minutes."""

    overrun: int = int(Delays().overrun.most)
    late: int = int(Delays().late_chance)
    tolerance: int = 5

    @property
    def delays(self) -> Delays:
        usual = Delays()
        return replace(
            usual, overrun=Spread(usual.overrun.least, usual.overrun.usual, self.overrun), late_chance=self.late
        )


@dataclass(frozen=True)
class Link:
    """One hand-over as people read it; `risk` in percent, gains in minutes."""

    weakness: Weakness
    sentence: str
    risk: int
    five: int
    ten: int


@dataclass(frozen=True)
class Mark:
    """One show on its stage's strip, in parts of its width; `grade` is firm, shaky or weak."""

    act: int
    x: int
    width: int
    grade: str
    label: str


@dataclass(frozen=True)
class Strip:
    stage: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Evening:
    problem: Problem
    plan: Plan
    found: Firmness

    @classmethod
    def of(cls, problem: Problem, day: int, assumed: Assumed) -> Evening:
        plan = Plan(problem.current)
        return cls(problem, plan, firmness(problem, plan, day, assumed.delays, tolerance=assumed.tolerance))

    @property
    def showings(self) -> tuple[Showing, ...]:
        return self.found.showings

    @property
    def on_time(self) -> int:
        """How many shows of a hundred start within the tolerance."""
        risks = [showing.risk for showing in self.showings]
        return round(100 * (1 - sum(risks) / len(risks))) if risks else 100

    @property
    def minutes(self) -> int:
        return round(self.found.minutes)

    @property
    def links(self) -> list[Link]:
        return [self._link(weakness) for weakness in self.found.weaknesses]

    def _link(self, weakness: Weakness) -> Link:
        five, ten = (round(gain) for gain in weakness.gains)
        return Link(weakness, self.sentence(weakness), round(100 * weakness.risk), five, ten)

    def slot(self, act: int) -> Slot:
        return next(slot for slot in self.plan.slots if slot.act == act)

    def sentence(self, weakness: Weakness) -> str:
        """What happens if the first is late by a few minutes more than there are to spare, and why."""
        tie = weakness.hand_over.tightest
        first, second = self.slot(weakness.hand_over.first), self.slot(weakness.hand_over.second)
        late = 10 if tie.slack < 10 else 5 * (tie.slack // 5 + 1)
        facts = {
            "first": self.problem.act(first.act).title,
            "here": self._place_at_end(first),
            "second": self.problem.act(second.act).title,
            "there": self._place(second),
            "late": ngettext("%(num)s minute", "%(num)s minutes", late),
            "starts": _clock(second.starts),
            "then": _clock(second.starts + max(0, round(late * tie.share) - tie.slack)),
            "needs": ngettext("%(num)s minute", "%(num)s minutes", tie.needs),
            "spare": ngettext("%(num)s minute", "%(num)s minutes", tie.slack) if tie.slack > 0 else _("nothing"),
        }
        return self._told(tie, facts)

    def _told(self, tie: Tie, facts: dict[str, str]) -> str:
        if tie.kind == "stage":
            return _(
                "If “%(first)s” on %(here)s ends %(late)s late, “%(second)s” starts at %(then)s instead of %(starts)s: "
                "get-out, changeover and get-in take %(needs)s; left to spare: %(spare)s.",
                **facts,
            )
        if tie.kind == "order":
            return _(
                "If “%(first)s” on %(here)s ends %(late)s late, “%(second)s” on %(there)s starts at %(then)s "
                "instead of %(starts)s: it must come %(needs)s or more after it; left to spare: %(spare)s.",
                **facts,
            )
        facts["who"] = (self.problem.person if tie.kind == "person" else self.problem.troupe)(tie.of or 0).name
        if tie.kind == "rest":
            return _(
                "If “%(first)s” on %(here)s ends %(late)s late, “%(second)s” on %(there)s starts at %(then)s "
                "instead of %(starts)s: %(who)s rests %(needs)s between shows; left to spare: %(spare)s.",
                **facts,
            )
        return _(
            "If “%(first)s” on %(here)s ends %(late)s late, “%(second)s” on %(there)s starts at %(then)s instead of "
            "%(starts)s: %(who)s needs %(needs)s for get-out, the way and get-in; left to spare: %(spare)s.",
            **facts,
        )

    def _place_at_end(self, slot: Slot) -> str:
        act = self.problem.act(slot.act)
        return self.problem.stage(act.route[-1].stage if act.route else slot.stage).name

    def _place(self, slot: Slot) -> str:
        return self.problem.stage(slot.stage).name

    @property
    def strips(self) -> list[Strip]:
        """Every stage in use, in the order of its name in the problem."""
        return [Strip(stage.name, marks) for stage in self.problem.stages if (marks := tuple(self._marks(stage.id)))]

    def _marks(self, stage: int) -> Iterator[Mark]:
        first = min(showing.starts for showing in self.showings)
        last = max(self.problem.shown(self.slot(showing.act)).ends for showing in self.showings)
        scale = WIDE / max(1, last - first)
        for showing in self.showings:
            if self.slot(showing.act).stage == stage:
                width = max(LEAST_WIDE, round(self.problem.act(showing.act).duration * scale) - 2)
                facts = {"title": self.problem.act(showing.act).title, "starts": _clock(showing.starts)}
                label = _(
                    "%(starts)s “%(title)s”: late in %(risk)s %% of evenings", risk=percent(showing.risk), **facts
                )
                yield Mark(showing.act, round((showing.starts - first) * scale), width, grade(showing.risk), label)


def grade(risk: float) -> str:
    return "weak" if risk >= WEAK else "shaky" if risk >= SHAKY else "firm"


def percent(share: float) -> int:
    return round(100 * share)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
