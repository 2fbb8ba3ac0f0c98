"""Why a guest sits there, in the sentences of a reader who may know the names."""

from __future__ import annotations

from flask_babel import gettext as _

from festival_ops.planning.seating.judging import SHOWING, called, told
from festival_ops.planning.seating.standing import Standing
from solver.seats.why import REASONS, why
from solver.seats.words import fill


def reasons(stands: Standing, guest: int) -> list[str]:
    """The last ones say why a better chair is not the guest's."""
    found = why(stands.problem, stands.plan, guest)

    def sentence(text: str, facts: object) -> str:
        return fill(stands.problem, text, facts, _, lambda named: called(stands, named))  # type: ignore[arg-type]

    sentences = [sentence(REASONS[reason.key], reason.facts) for reason in found.reasons]
    hindered = [each for each in told(stands, found.hindered) if each.rule not in SHOWING]
    return [*sentences, *(_("There: %(sentence)s", sentence=each.sentence) for each in hindered[:2])]
