"""What becomes of a proposal: accepted as a whole, refused, or taken back while nobody has moved anything since."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.database import now
from festival_ops.planning import outcome
from festival_ops.planning.actions import waivers
from festival_ops.planning.actions.deciding import DecidedError
from festival_ops.planning.actions.events import cancel_all, come_true, take_back
from festival_ops.planning.actions.plans import BlockedError, advance
from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import Finding, newly_blocked
from festival_ops.planning.models import Proposal
from festival_ops.planning.picking import laid
from festival_ops.planning.snapshot import current_slots, problem_of
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.problem import Problem, Slot

ACCEPTED, REFUSED, UNDONE = "accepted", "refused", "undone"


def still_possible(problem: Problem, kept: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots of acts and stages that exist still; what was cancelled or removed since falls out."""
    acts, stages = {act.id for act in problem.acts}, {stage.id for stage in problem.stages}
    return tuple(slot for slot in kept if slot.act in acts and slot.stage in stages)


def accept(
    session: Session,
    proposal: Proposal,
    by: User,
    language: str = "vi",
    *,
    chosen: frozenset[int] | None = None,
    cancelling: Collection[int] = (),
    answering: Collection[Finding] = (),
    reason: str = "",
) -> None:
    """Lays the proposal, or the chosen acts of it, over the plan it was computed from; its event comes true.

    Of what has no place in it those named are cancelled; its maker answers for the warnings given. Raises
    StalePlanError, BlockedError, DecidedError.
    """
    edition = session.get_one(Edition, proposal.edition_id)
    _decide(session, proposal, ACCEPTED, by)
    advance(session, proposal.plan, proposal.plan_revision)
    stood, slots = current_slots(session, edition, proposal.plan, _acts(proposal)), outcome.from_json(proposal.slots)
    if chosen is not None:
        slots = laid(stood, slots, chosen)
    if proposal.run.event is not None:
        proposal.effects = come_true(session, edition, proposal.run.event, stood, slots, by)
    if cancelling:
        left_out = set(cancelling) - {slot.act for slot in slots}
        _effect(proposal, "cancelled", cancel_all(session, edition, left_out, reason, by))
    if answering:
        _effect(proposal, "waivers", waivers.sign(session, edition, answering, reason, by))
    problem = problem_of(session, edition, proposal.plan, language=language)
    slots = still_possible(problem, slots)
    # The edition itself may have changed since: hours, limits, a stage that closed.
    forbidden = newly_blocked(problem, problem.current, slots)
    if forbidden:
        raise BlockedError(forbidden)
    outcome.lay(session, proposal.plan, Clock.of(edition), problem, slots)
    record(
        session,
        proposal,
        ACCEPTED,
        by=by,
        before={"slots": outcome.to_json(problem.current)},
        after={"slots": outcome.to_json(slots)},
    )


def _effect(proposal: Proposal, kind: str, rows: list[int]) -> None:
    proposal.effects = {**(proposal.effects or {}), kind: rows}


def refuse(session: Session, proposal: Proposal, by: Actor) -> None:
    _decide(session, proposal, REFUSED, by)
    record(session, proposal, REFUSED, by=by)


def undo(session: Session, proposal: Proposal, by: User) -> None:
    """Lays the plan as it was before the acceptance, as long as nobody has changed anything after it."""
    if proposal.decision != ACCEPTED:
        raise DecidedError
    edition = session.get_one(Edition, proposal.edition_id)
    advance(session, proposal.plan, proposal.plan_revision + 1)
    problem = problem_of(session, edition, proposal.plan)
    if proposal.effects is not None:
        take_back(session, edition, proposal.effects, by)
    before = still_possible(problem, outcome.from_mappings(proposal.run.problem["current"]))
    outcome.lay(session, proposal.plan, Clock.of(edition), problem, before)
    proposal.decision, proposal.decided_at, proposal.decided_by_id = UNDONE, now(), by.id
    session.flush()
    record(session, proposal, UNDONE, by=by)


def _acts(proposal: Proposal) -> set[int]:
    return {act["id"] for act in proposal.run.problem["acts"]}


def _decide(session: Session, proposal: Proposal, decision: str, by: Actor) -> None:
    if proposal.decision is not None:
        raise DecidedError
    proposal.decision, proposal.decided_at, proposal.decided_by_id = decision, now(), by.id
    session.flush()
