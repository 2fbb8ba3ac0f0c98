"""What transfers are called and why some cannot be driven, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from festival_ops.planning.rides import hours
from festival_ops.planning.rides.hours import Asked
from festival_ops.planning.rides.snapshot import open_problem
from festival_ops.programme.models import Edition
from solver.rides.reasons import hopeless
from solver.rides.words import explain

_FAULTS = {
    hours.NO_SHOW: _("It has no hours: the show that it follows takes no place in this plan yet, or is cancelled."),
    hours.NO_MOMENT: _(
        "It has no hours: neither the stay nor the troupe's record says when the group arrives or leaves."
    ),
    hours.NO_ORIGIN: _("Nobody has said where they get in: the venue has no drop-off, or the stay no place."),
    hours.NO_DESTINATION: _("Nobody has said where they get out: the venue has no drop-off, or the stay no place."),
    hours.SAME_PLACE: _("It would end where it begins."),
    hours.NO_TIME: _("They are wanted at the next show before the last one sets them free."),
    hours.FAR: _("Its hours are more than a month away from the edition; is the year right?"),
}


def fault_told(each: Asked) -> Any:
    """Why no ride can be asked for."""
    return _FAULTS[each.fault] if each.fault else ""


def warnings(session: Session, edition: Edition, asked: Iterable[Asked]) -> dict[int, str]:
    """Of transfers that no vehicle could serve even on open roads: why, by their numbers."""
    whole = list(asked)
    problem = open_problem(session, edition, whole, language=str(get_locale() or "vi"))
    found = ((row.id, hopeless(problem, row)) for row in problem.transfers)
    return {id: explain(problem, why, gettext) for id, why in found if why is not None}
