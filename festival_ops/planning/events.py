"""What happens to a festival: told once, and put to the solver as a change of its problem.

An event is kept as JSON with the run that asks what to do about it: its `kind`, and facts of which moments are in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from festival_ops.planning.clock import Clock
from festival_ops.planning.snapshot import hours_of
from festival_ops.programme.models import Edition, Performance, Stage
from festival_ops.programme.models.place import stage_shelters
from solver import playbooks
from solver.problem import Problem, Span
from solver.scope import hit

KINDS = ("stage-lost", "rain", "troupe-late", "day-cancelled", "postponed")
STAGE_LOST, RAIN, TROUPE_LATE, DAY_CANCELLED, POSTPONED = KINDS
Event = Mapping[str, Any]


def changed(session: Session, edition: Edition, problem: Problem, event: Event | None) -> Problem:
    """The festival as it is once the event has come true.

    What was promised to whom it hits cannot be kept: their announcements and pins no longer hold them.
    """
    if event is None:
        return problem
    after = _struck(session, edition, problem, event)
    struck = hit(after) - hit(problem)
    acts = tuple(replace(act, announced=None) if act.id in struck else act for act in after.acts)
    return replace(after, acts=acts, pins=tuple(pin for pin in after.pins if pin.act not in struck))


def _struck(session: Session, edition: Edition, problem: Problem, event: Event) -> Problem:
    clock, reason = Clock.of(edition), event.get("reason", "")
    if event["kind"] == STAGE_LOST:
        return playbooks.stage_lost(problem, event["stage"], _span(clock, event), reason)
    if event["kind"] == RAIN:
        return playbooks.rain(problem, _span(clock, event), shelters(session, edition), reason)
    if event["kind"] == TROUPE_LATE:
        return playbooks.troupe_late(problem, event["troupe"], clock.minute(datetime.fromisoformat(event["arrives"])))
    if event["kind"] == POSTPONED:
        return _postponed(session, edition, problem, event)
    return playbooks.day_cancelled(problem, clock.day_index(date.fromisoformat(event["day"])), reason)


def _postponed(session: Session, edition: Edition, problem: Problem, event: Event) -> Problem:
    """Rites keep the lunar date they are bound to: what moves with the edition would leave it."""
    after = playbooks.postponed(problem, event["days"], event["staying"], event.get("along", ()))
    bound = select(Performance).where(Performance.edition_id == edition.id, Performance.lunar != "")
    clock, later = Clock.of(edition), clock_after(edition, event)
    hours = {row.id: hours_of(row, clock, later) for row in session.scalars(bound)}
    acts = (replace(act, hours=hours[act.id]) if act.id in hours else act for act in after.acts)
    return replace(after, acts=tuple(acts))


def clock_after(edition: Edition, event: Event | None) -> Clock:
    """The clock by which the minutes of a problem count once the event has come true."""
    clock = Clock.of(edition)
    if event is None or event["kind"] != POSTPONED:
        return clock
    return replace(clock, first_day=date.fromisoformat(event["first_day"]) + timedelta(days=event["days"]))


def _span(clock: Clock, event: Event) -> Span:
    starts, ends = (clock.minute(datetime.fromisoformat(event[name])) for name in ("starts", "ends"))
    return Span(starts, ends)


def shelters(session: Session, edition: Edition) -> dict[int, tuple[int, ...]]:
    """For outdoor stages the indoor stage that stands in for them."""
    outdoor, indoor = aliased(Stage), aliased(Stage)
    pairs = (
        select(stage_shelters.c.stage_id, stage_shelters.c.shelter_id)
        .join(outdoor, outdoor.id == stage_shelters.c.stage_id)
        .join(indoor, indoor.id == stage_shelters.c.shelter_id)
        .where(outdoor.edition_id == edition.id, indoor.edition_id == edition.id)
    )
    return {stage: (shelter,) for stage, shelter in session.execute(pairs)}


def told(session: Session, edition: Edition, event: Event) -> str:
    """The event as a sentence."""
    if event["kind"] == STAGE_LOST:
        stage = session.get_one(Stage, event["stage"])
        return _("“%(stage)s” cannot be used from %(starts)s to %(ends)s.", stage=stage.name, **_hours(edition, event))
    if event["kind"] == RAIN:
        return _("It rains on every stage in the open from %(starts)s to %(ends)s.", **_hours(edition, event))
    if event["kind"] == TROUPE_LATE:
        return _("%(troupe)s arrives at %(arrives)s.", troupe=event["name"], arrives=_at(edition, event["arrives"]))
    if event["kind"] == POSTPONED:
        return _shift_told(event)
    day = date.fromisoformat(event["day"])
    return _("Nothing is shown on %(day)s.", day=f"{day:%d/%m/%Y}")


def _shift_told(event: Event) -> str:
    first, last = (date.fromisoformat(event[name]) for name in ("first_day", "last_day"))
    later = timedelta(days=event["days"])
    days = {"old_first": first, "old_last": last, "first": first + later, "last": last + later}
    told = {name: f"{day:%d/%m/%Y}" for name, day in days.items()}
    if event["days"] < 0:
        return ngettext(
            "The whole festival is put forward by %(num)s day: it lasts from %(first)s to %(last)s instead of from "
            "%(old_first)s to %(old_last)s.",
            "The whole festival is put forward by %(num)s days: it lasts from %(first)s to %(last)s instead of from "
            "%(old_first)s to %(old_last)s.",
            -event["days"],
            **told,
        )
    return ngettext(
        "The whole festival is postponed by %(num)s day: it lasts from %(first)s to %(last)s instead of from "
        "%(old_first)s to %(old_last)s.",
        "The whole festival is postponed by %(num)s days: it lasts from %(first)s to %(last)s instead of from "
        "%(old_first)s to %(old_last)s.",
        event["days"],
        **told,
    )


def _hours(edition: Edition, event: Event) -> dict[str, str]:
    return {name: _at(edition, event[name]) for name in ("starts", "ends")}


def _at(edition: Edition, kept: str) -> str:
    return f"{edition.local(datetime.fromisoformat(kept)):%d/%m/%Y %H:%M}"
