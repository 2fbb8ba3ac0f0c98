"""What whoever keeps the roads knows of arrivals: hours, gates, codes and how many vehicles, of all ceremonies at once.

Neither names nor what the cars come for stand here (ADR 80).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.arrivals.page import stoppings
from festival_ops.planning.arrivals.standing import standing
from festival_ops.planning.models import GateArrivals, Plan
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Gate


@dataclass(frozen=True)
class GateLine:
    at: datetime
    clears: datetime
    gate: Gate
    code: str
    vehicles: int


def lines_of(session: Session, edition: Edition, plan: Plan | None) -> list[GateLine]:
    """In the order of time."""
    books = select(GateArrivals).where(GateArrivals.edition_id == edition.id).order_by(GateArrivals.id)
    found = []
    for book in session.scalars(books.options(joinedload(GateArrivals.ceremony))):
        stands = standing(session, edition, plan, book.ceremony) if book.slots else None
        for each in stoppings(stands) if stands is not None else ():
            found.append(GateLine(each.at, each.clears, each.gate, each.comer.code, each.comer.vehicles))
    return sorted(found, key=lambda line: (line.at, line.gate.sort_key, line.code))


def days_of(edition: Edition, lines: Iterable[GateLine]) -> dict[date, list[GateLine]]:
    days: dict[date, list[GateLine]] = {}
    for line in lines:
        days.setdefault(edition.festival_day(line.at), []).append(line)
    return days
