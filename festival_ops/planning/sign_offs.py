"""How far a release is signed: each department's word, whether it still stands, and what changed since it was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.accounts.policy import Department
from festival_ops.planning.models import Signature, SigningDuty
from festival_ops.planning.models.signing import REFUSED
from festival_ops.planning.preview import Preview
from festival_ops.planning.slices import Slice, slice_of
from festival_ops.programme.models import Edition

Told = dict[str, Any]
NOTHING: list[int | None] = [None, 0]


@dataclass(frozen=True)
class Since:
    """One performance that was otherwise when the department gave its word; None: it was, or is, in no release.

    `weights` are what was expected then and now, spectators and parties of honour, each None or 0 where nothing is.
    """

    act: int
    before: Told | None
    after: Told | None
    weights: tuple[list[int | None], list[int | None]]

    @property
    def crowd(self) -> bool:
        return self.weights[0][0] != self.weights[1][0]

    @property
    def attendance(self) -> bool:
        return self.weights[0][1] != self.weights[1][1]

    @property
    def kind(self) -> str:
        if self.before is None or self.after is None:
            return "added" if self.before is None else "postponed"
        if self.before["state"] != self.after["state"]:
            return "restored" if self.after["state"] == "scheduled" else str(self.after["state"])
        if self.before["stage"] != self.after["stage"]:
            return "moved"
        return "retimed" if self.before["starts"] != self.after["starts"] else "reworded"

    @property
    def plan(self) -> bool:
        """Whether the plan itself differs, and not only what is expected of it."""
        return self.before != self.after

    @property
    def open(self) -> bool:
        """Whether everybody who prepares a release may know of it: not of where guests of honour go."""
        return self.plan or self.crowd


@dataclass(frozen=True)
class SignOff:
    """A department's standing in the release that is being prepared."""

    department: Department
    required: bool
    slice: Slice
    word: Signature | None = None
    since: list[Since] = field(default_factory=list)
    obstacles_changed: bool = False
    rehearsals_changed: bool = False

    @property
    def refused(self) -> bool:
        return self.word is not None and self.word.verdict == REFUSED

    @property
    def stands(self) -> bool:
        """Signed, and nothing that was read has changed."""
        return self.word is not None and not self.refused and self.word.stamp == self.slice.stamp

    @property
    def outdated(self) -> bool:
        return self.word is not None and self.word.stamp != self.slice.stamp

    @property
    def holds_up(self) -> bool:
        """A refusal holds a release up whoever must sign; a missing or outdated signature where it is required."""
        return self.refused or (self.required and not self.stands)


def sign_offs(session: Session, edition: Edition, shown: Preview) -> list[SignOff]:
    """One for each department, in the order in which they are listed."""
    words, duties = _words(session, edition, shown.number), duties_of(session, edition)
    return [_sign_off(shown, each, duties[each], words.get(each)) for each in Department]


def duties_of(session: Session, edition: Edition) -> dict[Department, bool]:
    """Who must sign. The programme always must; the others where the edition says so."""
    rows = session.scalars(select(SigningDuty).where(SigningDuty.edition_id == edition.id))
    said = {row.department: row.required for row in rows}
    return {each: each is Department.PROGRAMME or said.get(each, False) for each in Department}


def read_of(shown: Preview, part: Slice) -> dict[str, Any]:
    """What a signer has before the eyes, to be laid beside a later preview."""
    changes = {str(change.performance_id): change.after.told() for change in shown.changes}
    return {
        "changes": changes,
        "rehearsals": _rehearsals(shown),
        "weights": part.weights,
        "findings": _findings(shown),
    }


def _sign_off(shown: Preview, department: Department, required: bool, word: Signature | None) -> SignOff:
    part = slice_of(shown, department)
    if word is None or word.stamp == part.stamp:
        return SignOff(department, required, part, word)
    since = list(_since(shown, part, word.read))
    # Whoever signed before releases told of rehearsals has read of none.
    rehearsed = word.read.get("rehearsals", {}) != _rehearsals(shown)
    return SignOff(department, required, part, word, since, word.read["findings"] != _findings(shown), rehearsed)


def _since(shown: Preview, part: Slice, read: Mapping[str, Any]) -> Iterator[Since]:
    present = {str(change.performance_id): change for change in shown.changes}
    items = {str(item.performance_id): item.told() for item in shown.items}
    had, has = read["weights"], part.weights
    for act in sorted({*present, *read["changes"], *had, *has}, key=int):
        after = items.get(act)
        # What was no change then stood as it is published; what is none now stands so again.
        published = present[act].before if act in present else None
        before = read["changes"].get(act) or (published.told() if published else None if act in present else after)
        found = Since(int(act), before, after, (had.get(act, NOTHING), has.get(act, NOTHING)))
        if found.plan or found.crowd or found.attendance:
            yield found


def _rehearsals(shown: Preview) -> dict[str, Any]:
    return {str(each.rehearsal_id): [each.kind, each.after.told()] for each in shown.rehearsals}


def _findings(shown: Preview) -> list[list[Any]]:
    return [[finding.subject, finding.stops_release] for finding in shown.findings]


def _words(session: Session, edition: Edition, number: int) -> dict[str, Signature]:
    """The last word of each department that was not taken back."""
    own = (Signature.edition_id == edition.id, Signature.number == number, Signature.withdrawn_at.is_(None))
    return {row.department: row for row in session.scalars(select(Signature).where(*own).order_by(Signature.id))}
