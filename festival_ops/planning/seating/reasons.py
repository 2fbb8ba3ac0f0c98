"""Why a guest sits there, in the sentences of a reader who may know the names."""

from __future__ import annotations

from flask_babel import gettext as _

from festival_ops.planning.seating.judging import SHOWING, called, told
from festival_ops.planning.seating.standing import Standing
from solver.seats.why import why
from solver.seats.words import explain


def reasons(stands: Standing, guest: int) -> list[str]:
    """The last ones say why a better chair is not the guest's."""
    found = why(stands.problem, stands.plan, guest)
    sentences = [explain(stands.problem, each, _, lambda named: called(stands, named)) for each in found.reasons]
    hindered = [each for each in told(stands, found.hindered) if each.rule not in SHOWING]
    return [*sentences, *(_("There: %(sentence)s", sentence=each.sentence) for each in hindered[:2])]
