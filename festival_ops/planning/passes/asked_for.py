"""Which passes invitations, troupes, engagements and rides ask for, beside those that are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.passes.openings import Desk, openings, passes_of
from festival_ops.planning.passes.stays import Bearer
from festival_ops.planning.rides.asked_for import BY_HAND, CHANGED, ENDED, NEW, OFFERED, STANDS
from festival_ops.programme.models import Troupe
from festival_ops.protocol.models import Delegation, Escort, Guest, GuestGroup, Pass, PassKind
from festival_ops.protocol.pass_kinds import DELEGATION, ESCORT, GONE, GUEST, OTHER, RETURNED, TROUPE, VEHICLE
from festival_ops.traffic.models import Vehicle

MODELS: dict[str, Any] = {
    GUEST: Guest,
    DELEGATION: Delegation,
    ESCORT: Escort,
    TROUPE: Troupe,
    VEHICLE: Vehicle,
}


@dataclass(frozen=True)
class PassDraft:
    """A pass that is asked for."""

    bearer: Bearer
    who: Any
    kind: PassKind
    heads: int

    @property
    def facts(self) -> dict[str, Any]:
        """As grounds keep them."""
        return {"kind": self.kind.id, "heads": self.heads}


@dataclass(frozen=True)
class PassLine:
    """A pass that is asked for, is made, or both."""

    state: str
    draft: PassDraft | None
    row: Pass | None

    @property
    def key(self) -> str:
        if self.draft is not None:
            return f"{self.draft.bearer[0]}-{self.draft.bearer[1]}"
        return f"pass-{self.row.id}" if self.row else ""

    @property
    def stamp(self) -> str:
        """Of all that somebody sees who takes it over."""
        row = [self.row.id, self.row.version] if self.row else None
        return _digest([self.state, self.key, row, self.draft.facts if self.draft else None])


@dataclass(frozen=True)
class PassDrafting:
    """`kindless` are those who are wanted somewhere, and for whom no kind of pass is."""

    lines: tuple[PassLine, ...]
    kindless: tuple[Any, ...]

    @cached_property
    def offered(self) -> list[PassLine]:
        return [line for line in self.lines if line.state in OFFERED]

    @property
    def stamp(self) -> str:
        return _digest([line.stamp for line in self.offered])


def pass_drafting(desk: Desk) -> PassDrafting:
    """As passes are asked for now."""
    kinds = _kinds(desk)
    drafts, kindless = {}, []
    for bearer, who in _wanted(desk):
        kind, heads = _kind_for(kinds, bearer, who), _heads(bearer, who)
        if kind is None and bearer[0] in (GUEST, TROUPE):
            kindless.append(who)
        if kind is not None and heads and openings(kind, kind.zones, desk.stays[bearer]):
            drafts[bearer] = PassDraft(bearer, who, kind, heads)
    return PassDrafting(tuple(_lines(desk, drafts)), tuple(kindless))


def facts_of(row: Pass) -> dict[str, Any]:
    """What a draft would say of it."""
    return {"kind": row.kind_id, "heads": row.heads}


def _lines(desk: Desk, drafts: Mapping[Bearer, PassDraft]) -> Iterator[PassLine]:
    rows = [row for row in passes_of(desk.session, desk.edition, Pass.state.not_in(GONE)) if row.kind.bearer != OTHER]
    standing = {bearer: row for row in rows if (bearer := desk.bearer_of(row)) is not None}
    for bearer, draft in drafts.items():
        row = standing.get(bearer)
        yield PassLine(_state(draft, row), draft, row)
    for row in rows:
        bearer = desk.bearer_of(row)
        if (bearer is None or bearer not in drafts) and row.state != RETURNED:
            yield PassLine(BY_HAND if _by_hand(row) else ENDED, None, row)


def _state(draft: PassDraft, row: Pass | None) -> str:
    if row is None:
        return NEW
    if facts_of(row) == draft.facts:
        return STANDS
    return BY_HAND if _by_hand(row) else CHANGED


def _by_hand(row: Pass) -> bool:
    """Whether somebody who knew better has changed it since it was drafted."""
    return facts_of(row) != row.grounds


def _kinds(desk: Desk) -> list[PassKind]:
    rows = select(PassKind).where(PassKind.edition_id == desk.edition.id).order_by(PassKind.code)
    return list(desk.session.scalars(rows.options(selectinload(PassKind.zones), selectinload(PassKind.groups))))


def _kind_for(kinds: Iterable[PassKind], bearer: Bearer, who: Any) -> PassKind | None:
    """The one that names the kind of guests, else the first that is for all others."""
    group: GuestGroup | None = who.group if bearer[0] in (GUEST, DELEGATION) else None
    meant = [kind for kind in kinds if kind.bearer == bearer[0]]
    named = (kind for kind in meant if group is not None and group in kind.groups)
    return next(named, None) or next((kind for kind in meant if not kind.groups), None)


def _heads(bearer: Bearer, who: Any) -> int:
    """Of a delegation those who have no pass by name."""
    if bearer[0] == DELEGATION:
        return max(0, who.people - len(who.guests))
    return (who.size or 1) if bearer[0] == TROUPE else 1


def _wanted(desk: Desk) -> Iterator[tuple[Bearer, Any]]:
    """Guests first, each kind of bearers by its codes and names."""
    for kind, model in MODELS.items():
        ids = {id for name, id in desk.stays if name == kind}
        rows = select(model).where(model.edition_id == desk.edition.id, model.id.in_(ids))
        rows = rows.order_by(model.code if hasattr(model, "code") else model.sort_key)
        rows = rows.options(selectinload(Delegation.guests)) if model is Delegation else rows
        yield from (((kind, row.id), row) for row in desk.session.scalars(rows))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:20]
