"""A department gives its word on the next release or takes it back, and who must give it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.accounts.policy import Department
from festival_ops.database import now
from festival_ops.planning.models import Plan, Signature, SigningDuty
from festival_ops.planning.models.signing import REFUSED, SIGNED
from festival_ops.planning.preview import Preview, preview
from festival_ops.planning.sign_offs import SignOff, duties_of, read_of, sign_offs
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot


class OutdatedPreviewError(Exception):
    """What would be released is no longer what its sender has read."""


def sign(
    session: Session, edition: Edition, plan: Plan, department: Department, stamp: str, verdict: str, remark: str,
    by: Actor,
) -> Signature:  # fmt: skip
    """The word of a department on the slice with this stamp. The same word given twice is one."""
    # A release that is being published meanwhile is waited for: its number is taken afterwards.
    session.refresh(plan, with_for_update=True)
    shown = preview(session, edition, plan)
    off = next(each for each in sign_offs(session, edition, shown) if each.department is department)
    if off.slice.stamp != stamp:
        raise OutdatedPreviewError
    if off.word is not None and (off.word.stamp, off.word.verdict, off.word.remark) == (stamp, verdict, remark):
        return off.word
    return _put(session, edition, shown, off, verdict, remark, by)


def sign_by_publishing(session: Session, edition: Edition, shown: Preview, by: Actor) -> None:
    off = next(each for each in sign_offs(session, edition, shown) if each.department is Department.PROGRAMME)
    if not off.stands and not off.refused:
        _put(session, edition, shown, off, SIGNED, "", by)


def withdraw(session: Session, word: Signature, by: Actor) -> None:
    """Takes a signature or a refusal back; taken back twice, it is once."""
    if word.withdrawn_at is None:
        word.withdrawn_at = now()
        session.flush()
        record(session, word, "withdrawn", by=by, after=_told(word))


def oblige(session: Session, edition: Edition, wanted: Mapping[Department, bool], by: Actor) -> None:
    """Stores which departments must sign, as far as that differs from what holds."""
    present = duties_of(session, edition)
    own = select(SigningDuty).where(SigningDuty.edition_id == edition.id)
    rows = {row.department: row for row in session.scalars(own)}
    for department, required in wanted.items():
        if present[department] != required:
            row = rows.get(department) or SigningDuty(edition_id=edition.id, department=department)
            row.required = required
            session.add(row)
            session.flush()
            record(session, row, "switched on" if required else "switched off", by=by, after=snapshot(row))


def _put(
    session: Session, edition: Edition, shown: Preview, off: SignOff, verdict: str, remark: str, by: Actor
) -> Signature:
    word = Signature(
        edition_id=edition.id,
        number=shown.number,
        department=off.department,
        verdict=verdict,
        remark=remark,
        stamp=off.slice.stamp,
        read=read_of(shown, off.slice),
        user_id=by.id,
        signer=(by.name or getattr(by, "email", ""))[:200],
    )
    if off.word is not None and off.word.verdict == REFUSED:
        withdraw(session, off.word, by)
    session.add(word)
    session.flush()
    record(session, word, verdict, by=by, after=_told(word), reason=remark)
    return word


def _told(word: Signature) -> dict[str, object]:
    return {"department": word.department, "number": word.number}
