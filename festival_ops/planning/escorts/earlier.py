"""What earlier releases of who goes along changed: each beside the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.escorts.outgoing import Occasion, all_told, told_anew
from festival_ops.planning.models import GuestRelease
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Escort

MOST = 20


@dataclass(frozen=True)
class Past:
    """So many things of delegations were `new`, `changed` or `ended`; `anew` are those who were told anew, as numbers
    where their record was removed."""

    release: GuestRelease
    new: int
    changed: int
    ended: int
    anew: tuple[Escort | int, ...]


def earlier(session: Session, edition: Edition) -> list[Past]:
    """The newest first."""
    releases = {
        row.number: row for row in session.scalars(select(GuestRelease).where(GuestRelease.edition_id == edition.id))
    }
    people = {row.id: row for row in session.scalars(select(Escort).where(Escort.edition_id == edition.id))}
    found: list[Past] = []
    before: Sequence[Occasion] = ()
    for telling in all_told(session, edition):
        anew = tuple(people.get(id, id) for id in told_anew(before, telling.occasions))
        found.append(Past(releases[telling.number], *_counts(before, telling.occasions), anew))
        before = telling.occasions
    return found[: -MOST - 1 : -1]


def _counts(before: Sequence[Occasion], after: Sequence[Occasion]) -> tuple[int, int, int]:
    old, new = ({(each.delegation, each.key): each for each in found} for found in (before, after))
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    return len(new.keys() - old.keys()), changed, len(old.keys() - new.keys())
