"""What became of a check-in, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.actions.attendance import Act, Outcome, Result
from festival_ops.planning.roster.kept import Standing
from festival_ops.programme.models import Edition

MOST_NAMED = 3


def told(edition: Edition, stands: Standing, outcomes: Iterable[Outcome]) -> list[str]:
    """What was done, or had been done before; many at once in one sentence."""
    done = [outcome for outcome in outcomes if not outcome.refused]
    plain = [outcome for outcome in done if (outcome.act, outcome.result) == (Act.ARRIVAL, Result.DONE)]
    if len(plain) <= MOST_NAMED:
        return [_sentence(edition, stands, outcome) for outcome in done]
    many = ngettext("%(num)s person is checked in.", "%(num)s people are checked in.", len(plain))
    return [many, *(_sentence(edition, stands, outcome) for outcome in done if outcome not in plain)]


def refused(edition: Edition, stands: Standing, outcomes: Iterable[Outcome]) -> list[str]:
    return [_refusal(edition, stands, outcome) for outcome in outcomes if outcome.refused]


def _sentence(edition: Edition, stands: Standing, outcome: Outcome) -> str:
    named = {"officer": _name(stands, outcome), "time": _clock(edition, outcome.at)}
    by = outcome.by.name if outcome.by else _("somebody")
    match outcome.act, outcome.result:
        case Act.ARRIVAL, Result.DONE:
            return _("%(officer)s is checked in at %(time)s.", **named)
        case Act.ARRIVAL, Result.EARLIER:
            return _("%(officer)s was checked in already; your earlier time, %(time)s, counts now.", **named)
        case Act.ARRIVAL, _known:
            return _("%(officer)s was checked in already: %(name)s said so for %(time)s.", name=by, **named)
        case Act.DEPARTURE, Result.DONE:
            return _("%(officer)s is checked out at %(time)s.", **named)
        case Act.DEPARTURE, _known:
            return _("%(officer)s was checked out already: %(name)s said so for %(time)s.", name=by, **named)
        case Act.NO_ARRIVAL, _any:
            return _("%(officer)s is not checked in.", **named)
    return _("%(officer)s is not checked out.", **named)


def _refusal(edition: Edition, stands: Standing, outcome: Outcome) -> str:
    named = {"officer": _name(stands, outcome), "time": _clock(edition, outcome.at)}
    match outcome.result:
        case Result.UNLISTED:
            return _("%(officer)s was not checked in: the roster has no such duty any more. "
                     "Put the person on duty there first.", **named)  # fmt: skip
        case Result.TOO_EARLY:
            return _("%(officer)s was not checked in: this is possible from %(time)s on.", **named)
        case Result.OVER:
            return _("%(officer)s was not checked in: the duty ended at %(time)s.", **named)
    return _("%(officer)s was not checked out: nobody has checked the person in.", **named)


def _name(stands: Standing, outcome: Outcome) -> str:
    officer = outcome.duty.officer
    return stands.problem.officer(officer).name if stands.serves(officer) else _("Somebody")


def _clock(edition: Edition, moment: datetime | None) -> str:
    return f"{edition.local(moment):%H:%M}" if moment else ""
