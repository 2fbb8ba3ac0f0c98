"""Settings that were put to the solver before anybody saved them, beside those that hold now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from festival_ops.planning.actions.rulebook import strictness
from festival_ops.planning.models import SolveRun
from festival_ops.planning.models.plan import PREVIEW
from festival_ops.planning.strictness import Setting, Strictness, differing
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class Rehearsal:
    """`before` held when `asked` were put to the solver; `standing` hold now."""

    before: Strictness
    asked: Strictness
    standing: Strictness

    @property
    def settings(self) -> list[Setting]:
        return differing(self.before, self.asked)

    @property
    def saved(self) -> bool:
        return self.standing.stamp == self.asked.stamp

    @property
    def stale(self) -> bool:
        """Somebody has changed the settings to others since."""
        return not self.saved and self.standing.stamp != self.before.stamp


def rehearsal_of(session: Session, edition: Edition, run: SolveRun) -> Rehearsal | None:
    if run.kind != PREVIEW:
        return None
    before, asked = (Strictness.of(run.options[name]) for name in ("before", "settings"))
    return Rehearsal(before, asked, strictness(session, edition))
