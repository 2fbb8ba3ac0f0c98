"""What is printed of a seating: the plan, cards for chairs, and lists by name and by row."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import get_locale

from festival_ops.planning.seating.standing import Standing
from festival_ops.protocol.models import Guest, Invitation
from festival_ops.web.telling import by_name
from festival_ops.words import sort_key

PLAN, CARDS, NAMES, ROWS = "plan", "cards", "names", "rows"


@dataclass(frozen=True)
class Card:
    """A guest with the chair; `printed` is the chair on the card that is out already."""

    invitation: Invitation
    chair: str
    block: str
    row: int
    number: int
    printed: str

    @property
    def name(self) -> str:
        return str(by_name(self.invitation.who))

    @property
    def address(self) -> str:
        return _spoken(self.invitation.guest, "address")

    @property
    def office(self) -> str:
        return _spoken(self.invitation.guest, "office")


def cards(stands: Standing) -> list[Card]:
    """Of everybody who sits, by block, row and number."""
    found = []
    for id, seat in stands.plan.seats.items():
        chair, invitation = stands.hall.chairs[seat], stands.hall.invited[id]
        printed = stands.printed.get(str(id), "")
        found.append(Card(invitation, chair.label, chair.code, chair.row, chair.number, printed))
    return sorted(found, key=lambda card: (card.block, card.row, card.number))


def changed(found: list[Card]) -> list[Card]:
    """Those whose printed card names another chair, and those who have none yet."""
    return [card for card in found if card.printed != card.chair]


def by_last_name(found: list[Card]) -> list[Card]:
    """In Vietnamese lists the last word of a name decides."""
    return sorted(found, key=lambda card: (sort_key(card.name.split()[-1]), sort_key(card.name)))


def by_row(found: list[Card]) -> dict[str, list[Card]]:
    rows: dict[str, list[Card]] = {}
    for card in found:
        rows.setdefault(f"{card.block}-{card.row}", []).append(card)
    return rows


def _spoken(guest: Guest | None, key: str) -> str:
    """In the language of the reader; the Vietnamese words stand in where there are no others."""
    english = getattr(guest, f"{key}_en", "") if str(get_locale()) == "en" else ""
    return str(english or getattr(guest, key, ""))
