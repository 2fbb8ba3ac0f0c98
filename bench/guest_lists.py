"""Invented guests of a festival: delegations that fly in, guests who come alone, a hall, invitations and escorts."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.protocol.models import (
    Allotment,
    Ceremony,
    Delegation,
    Engagement,
    Escort,
    EscortLanguage,
    Guest,
    GuestGroup,
    GuestPlace,
    Invitation,
    Leg,
    Lodging,
    PrecedenceGroup,
    PrecedenceSet,
    Reply,
    ScriptLine,
    SeatBlock,
    StageItem,
)

LANGUAGES = ("lo", "en", "fr", "zh")


def fill(session: Session, edition: Edition, guests: int, delegations: int) -> Ceremony:
    """Four of five guests are in delegations. Gives the ceremony to which all are invited."""
    invented = {"edition_id": edition.id, "status": "synthetic"}
    groups = [GuestGroup(code=f"A{n}", name=f"Group {n}", greeted=n < 2, liaison=n < 3, **invented) for n in range(6)]
    hotel = GuestPlace(name="Hotel 1", kind="hotel", stars=4, **invented)
    airport = GuestPlace(name="Airport", kind="airport", **invented)
    rule = PrecedenceSet(name="Opening", ties=["office", "since", "alphabet"], **invented)
    session.add_all([*groups, hotel, airport, rule])
    session.flush()
    rule.order = [PrecedenceGroup(group=group, position=n) for n, group in enumerate(groups, start=1)]
    nights = {"first_night": edition.first_day, "last_night": edition.last_day}
    rooms = Allotment(place=hotel, kind="double", rooms=guests, **nights, **invented)
    hours = [edition.at(edition.first_day, clock) for clock in (time(19), time(21))]
    names = {"name": "Opening", "place": hotel, "precedence": rule}
    opening = Ceremony(starts=hours[0], ends=hours[1], **names, **invented)
    session.add_all([rooms, opening])
    session.flush()
    _hall(session, opening, guests, invented)
    parties = [_delegation(n, groups, edition, airport, invented) for n in range(delegations)]
    session.add_all([row for pair in parties for row in pair])
    session.flush()
    people = [_guest(n, groups, [party for party, _leg in parties], invented) for n in range(guests)]
    session.add_all(people)
    session.flush()
    session.add_all(Lodging(guest=guest, allotment=rooms, **nights, **invented) for guest in people)
    for number, guest in enumerate(people):
        card = Invitation(ceremony=opening, guest=guest, card=f"{number:04}", **invented)
        card.replies = [Reply(kind="sent"), Reply(kind="regretted" if number % 17 == 0 else "accepted")]
        session.add(card)
    _escorts(session, opening, [party for party, _leg in parties], invented)
    session.commit()
    return opening


def _hall(session: Session, opening: Ceremony, guests: int, invented: dict[str, object]) -> None:
    rows = -(-guests // 40) + 2
    for position, (code, lies) in enumerate((("A", "left"), ("B", "right")), start=1):
        size = {"rows": rows, "places": 20, "missing": [], "step_free": [], "held": []}
        session.add(SeatBlock(ceremony_id=opening.id, code=code, position=position, lies=lies, **size, **invented))
    for position in range(1, 21):
        line = {"kind": "greeting" if position == 3 else "other", "text": f"Line {position}", "minutes": 5}
        session.add(ScriptLine(ceremony_id=opening.id, position=position, **line, **invented))
        session.add(StageItem(ceremony_id=opening.id, name=f"Thing {position}", **invented))


def _delegation(
    number: int, groups: list[GuestGroup], edition: Edition, airport: GuestPlace, invented: dict[str, object]
) -> tuple[Delegation, Leg]:
    language = LANGUAGES[number % len(LANGUAGES)]
    facts = {"name": f"Đoàn {number}", "group": groups[number % 6], "languages": [language], "people": 10}
    party = Delegation(code=f"D{number:03}", **facts, **invented)
    at = edition.at(edition.first_day, time(7)) + timedelta(minutes=10 * number)
    flight = {"mode": "flight", "number": f"VN {1000 + number}", "place": airport, "people": 10}
    return party, Leg(delegation=party, way="arrival", at=at, **flight, **invented)


def _guest(number: int, groups: list[GuestGroup], parties: list[Delegation], invented: dict[str, object]) -> Guest:
    """Every fifth comes alone."""
    party = parties[number % len(parties)] if number % 5 else None
    facts = {"name": f"Đại biểu Nguyễn Văn {number}", "office": "Phó Chủ tịch", "phone": "0905 000 000"}
    place = number // len(parties) + 1 if party else None
    group = party.group if party else groups[number % 6]
    return Guest(code=f"G{number:04}", delegation=party, position=place, group=group, **facts, **invented)


def _escorts(session: Session, opening: Ceremony, parties: list[Delegation], invented: dict[str, object]) -> None:
    for number in range(len(parties)):
        escort = Escort(code=f"L{number:03}", name=f"Cán bộ {number}", interpreter=True, **invented)
        escort.languages = [EscortLanguage(language=LANGUAGES[number % len(LANGUAGES)], level=2)]
        session.add(escort)
    for party in parties:
        facts = {"name": "Dự khai mạc", "kind": "ceremony", "ceremony": opening, "interpreters": 1}
        session.add(Engagement(delegation=party, languages=list(party.languages), **facts, **invented))
