"""A ceremony as the core knows it: chairs, guests by the numbers of their invitations, and the order of precedence.

Nothing of it names anybody: problems are kept with their searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Seating
from festival_ops.protocol.answers import invitations
from festival_ops.protocol.ceremony_kinds import PARTED
from festival_ops.protocol.hall import Chair, chairs_of
from festival_ops.protocol.models import Ceremony, Guest, GuestGroup, Invitation, PrecedenceSet, SeatBlock, SeatTie
from solver.seats import facts as core
from solver.seats.plan import Chair as OnChair
from solver.seats.precedence import ranked
from solver.seats.problem import SeatingProblem

# Of this many rows the broadcast sees faces; in as many nobody may see an empty chair.
SEEN_ROWS, CLOSED_ROWS = 3, 2
# Escorts who interpret for nobody in the hall come after everybody.
ESCORTS = "escort"
# Whom somebody stands for may never have been invited: an absent one has a number that no invitation has.
ABSENT = 10**9


@dataclass(frozen=True)
class Hall:
    """What one ceremony is made of, with the rows behind the numbers."""

    ceremony: Ceremony
    chairs: Mapping[int, Chair]
    invited: Mapping[int, Invitation]
    problem: SeatingProblem
    nowhere: tuple[Invitation, ...]

    def coming(self) -> list[Invitation]:
        return [self.invited[guest.id] for guest in self.problem.guests]


def hall_of(session: Session, ceremony: Ceremony, rows: Sequence[Invitation] | None = None) -> Hall:
    """`rows` are the ceremony's invitations, where somebody has read them already; `nowhere` are those for whose kind
    there is no block."""
    blocks = session.scalars(
        select(SeatBlock).where(SeatBlock.ceremony_id == ceremony.id).order_by(SeatBlock.position, SeatBlock.id)
    ).all()
    chairs = chairs_of(blocks)
    rows = invitations(session, ceremony) if rows is None else rows
    groups = _groups(ceremony.precedence, rows, blocks)
    homeless = {
        row.id for row in rows if row.guest and _has_chair(row) and row.guest.group_id in _without(rows, blocks)
    }
    coming = [row for row in rows if _has_chair(row) and row.id not in homeless]
    seating = session.scalar(select(Seating).where(Seating.ceremony_id == ceremony.id))
    guests, absent = _guests(coming, session, ceremony, seating, {chair.id for chair in chairs})
    problem = SeatingProblem(
        name=f"ceremony {ceremony.id}",
        blocks=tuple(core.Block(block.id, block.code, closed=CLOSED_ROWS) for block in blocks),
        seats=tuple(_seat(chair, ceremony) for chair in chairs),
        guests=guests,
        absent=absent,
        precedence=_precedence(ceremony.precedence, groups, blocks),
        apart=_apart(session, ceremony, coming),
        current=known_chairs(seating.chairs if seating else (), {g.id for g in guests}, {c.id for c in chairs}),
    )
    invited = {row.id: row for row in rows}
    return Hall(
        ceremony, {chair.id: chair for chair in chairs}, invited, problem, tuple(invited[id] for id in homeless)
    )


def in_rank(session: Session, ceremony: Ceremony, invited: Iterable[Invitation]) -> list[Invitation]:
    """Guests who have not regretted, from the highest rank to the lowest, whether there is a chair for them or not."""
    rows = [row for row in invited if row.guest is not None and row.comes]
    guests, absent = _guests(rows, session, ceremony, None, set())
    order = _precedence(ceremony.precedence, _groups(ceremony.precedence, rows, ()), ())
    by_id = {row.id: row for row in rows}
    return [by_id[id] for id in ranked(order, guests, {guest.id: guest for guest in absent})]


def known_chairs(pairs: Iterable[Sequence[int]], guests: set[int], seats: set[int]) -> tuple[OnChair, ...]:
    """Of what was written down, who still comes and what still stands."""
    return tuple(OnChair(guest, seat) for guest, seat in pairs if guest in guests and seat in seats)


def _has_chair(row: Invitation) -> bool:
    return row.comes and (row.guest is None or row.guest.group.seated)


def _without(rows: Sequence[Invitation], blocks: Sequence[SeatBlock]) -> set[int]:
    """Kinds of guests for whom no block is."""
    if any(not block.groups for block in blocks):
        return set()
    named = {part.group_id for block in blocks for part in block.groups}
    return {row.guest.group_id for row in rows if row.guest and row.guest.group_id not in named}


def _groups(order: PrecedenceSet, rows: Sequence[Invitation], blocks: Sequence[SeatBlock]) -> tuple[core.Group, ...]:
    """From the highest; kinds that the order leaves out come after it, by their codes."""
    ranked = [part.group for part in order.order]
    others = {row.guest.group for row in rows if row.guest} | {row.stands_for.group for row in rows if row.stands_for}
    ranked += sorted(others - set(ranked), key=lambda group: group.code)
    return (*(core.Group(group.code, _blocks_for(group, blocks)) for group in ranked), core.Group(ESCORTS))


def _blocks_for(group: GuestGroup, blocks: Sequence[SeatBlock]) -> tuple[int, ...]:
    """Empty where it may sit in any."""
    found = [block.id for block in blocks if not block.groups or group.id in {part.group_id for part in block.groups}]
    return () if len(found) == len(blocks) else tuple(found)


def _seat(chair: Chair, ceremony: Ceremony) -> core.Seat:
    seen = ceremony.camera and chair.row <= SEEN_ROWS and (chair.x < 0) == (ceremony.camera == "left")
    return core.Seat(
        id=chair.id,
        label=chair.label,
        block=chair.block,
        row=chair.row - 1,
        place=chair.number,
        x=chair.x,
        side=None if chair.side == PARTED else chair.side,
        step_free=chair.step_free,
        aisle=chair.aisle,
        camera=bool(seen),
        held=chair.held,
    )


def _precedence(order: PrecedenceSet, groups: tuple[core.Group, ...], blocks: Sequence[SeatBlock]) -> core.Precedence:
    return core.Precedence(
        groups=groups,
        criteria=tuple(order.ties) or ("alphabet",),
        sides=any(block.side for block in blocks),
        guests_at=order.guest_side,
        first=order.first,
        honoured=order.even,
        interpreter=order.interpreters,
    )


def _guests(
    coming: Sequence[Invitation], session: Session, ceremony: Ceremony, seating: Seating | None, chairs: set[int]
) -> tuple[tuple[core.Guest, ...], tuple[core.Guest, ...]]:
    present = {row.guest_id: row for row in coming if row.guest_id is not None}
    stood_for = {row.stands_for for row in coming if row.stands_for and row.stands_for_id not in present}
    everybody = sorted({row.guest for row in coming if row.guest} | stood_for, key=lambda one: (one.sort_key, one.code))
    alphabet = {guest.id: number for number, guest in enumerate(everybody, start=1)}
    parties = _parties(session, ceremony, {row.guest_id: row.id for row in present.values()})
    fixed = {
        g: s
        for g, s in (seating.chairs if seating else ())
        if g in set(seating.pins if seating else ()) and s in chairs
    }
    found = []
    more: dict[str, Any]
    for row in coming:
        whom = present.get(row.interprets_for_id) if row.interprets_for_id else None
        more = {"interprets": whom.id if whom and whom.id != row.id else None, "seat": fixed.get(row.id)}
        more["represents"] = ABSENT + row.stands_for_id if row.stands_for in stood_for and row.stands_for_id else None
        more |= {"speaker": row.speaker, "camera": row.on_camera, "party": parties.get(row.id)}
        if row.guest is not None:
            found.append(_guest(row.id, row.guest, alphabet, **more))
        else:
            group = whom.guest.group if whom and whom.guest else None
            side = group.side if group else core.EITHER
            found.append(core.Guest(row.id, row.who.code, group.code if group else ESCORTS, side=side, **more))
    absent = [_guest(ABSENT + guest.id, guest, alphabet) for guest in everybody if guest in stood_for]
    return tuple(found), tuple(absent)


def _guest(id: int, guest: Guest, alphabet: Mapping[int, int], **more: Any) -> core.Guest:
    return core.Guest(
        id=id,
        code=guest.code,
        group=guest.group.code,
        office=guest.position_in_group or 0,
        since=guest.office_since.isoformat() if guest.office_since else "",
        alphabet=alphabet[guest.id],
        side=guest.group.side,
        delegation=guest.delegation_id,
        step_free=guest.step_free,
        **more,
    )


def _ties(session: Session, ceremony: Ceremony) -> Sequence[SeatTie]:
    here = or_(SeatTie.ceremony_id == ceremony.id, SeatTie.ceremony_id.is_(None))
    return session.scalars(
        select(SeatTie).where(SeatTie.edition_id == ceremony.edition_id, here).order_by(SeatTie.id)
    ).all()


def _parties(session: Session, ceremony: Ceremony, seats: Mapping[int | None, int]) -> dict[int, int]:
    """Who sits together, as the lowest invitation of all that belong together."""
    party: dict[int, int] = {}
    for tie in _ties(session, ceremony):
        if tie.together and tie.first_id in seats and tie.second_id in seats:
            one, other = (party.get(id, id) for id in (seats[tie.first_id], seats[tie.second_id]))
            joined = {id for id, lowest in party.items() if lowest in (one, other)} | {one, other}
            joined |= {seats[tie.first_id], seats[tie.second_id]}
            party |= dict.fromkeys(joined, min(one, other))
    return party


def _apart(session: Session, ceremony: Ceremony, coming: Sequence[Invitation]) -> tuple[core.Apart, ...]:
    seats = {row.guest_id: row.id for row in coming if row.guest_id}
    return tuple(
        core.Apart(seats[tie.first_id], seats[tie.second_id], tie.between, rows=1)
        for tie in _ties(session, ceremony)
        if not tie.together and tie.first_id in seats and tie.second_id in seats
    )
