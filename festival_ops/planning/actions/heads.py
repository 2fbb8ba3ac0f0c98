"""Promised heads come and go with what agencies promise; their duties pass to people, and back, in one act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.planning.actions import duty_changes
from festival_ops.planning.actions.duty_changes import Given
from festival_ops.planning.actions.roster import changing
from festival_ops.planning.models import Attendance, Duty
from festival_ops.planning.roster import heads
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.programme.models import Edition
from festival_ops.security.models import Agency, Holding, Officer, Qualification
from festival_ops.security.promises import name_again, opened
from festival_ops.web.history import Actor, Deed, record_all, snapshot

PASSED_ON, TOOK_OVER, NAME_TAKEN_BACK, GIVEN_UP = "passed on", "took over", "name taken back", "given up"


class UnfitError(Exception):
    """Why the person cannot take the duties; nothing was changed."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def settle(session: Session, agency_id: int, by: Actor | None) -> None:
    """As many heads without names as the agency has promised and not named. One with duties is never removed."""
    agency = session.scalar(select(Agency).where(Agency.id == agency_id).with_for_update())
    rows = select(Officer).where(Officer.agency_id == agency_id, Officer.unnamed).order_by(Officer.number)
    unnamed = session.scalars(rows.options(selectinload(Officer.holdings)).with_for_update()).all()
    if agency is None or not (agency.contingents or unnamed):
        return
    people = heads.people_of(session, agency_id)
    missing = opened(agency.contingents, (one.kind for one in people if not one.unnamed))
    lines = {part.kind: part.held for part in agency.contingents}
    come: list[Officer] = []
    gone: list[Deed] = []
    for kind in dict.fromkeys((*lines, *(one.kind for one in unnamed))):
        there = [one for one in unnamed if one.kind == kind]
        if len(there) < missing[kind]:
            come += _come(session, agency, lines[kind], missing[kind] - len(there))
        elif len(there) > missing[kind]:
            gone += _go(session, there, len(there) - missing[kind])
    for one in unnamed:
        name_again(one)
    session.flush()
    record_all(session, [*gone, *(Deed(head, "created", after=snapshot(head)) for head in come)], by=by)


def _come(session: Session, agency: Agency, held: Sequence[Qualification], count: int) -> list[Officer]:
    taken = set(session.scalars(select(Officer.number).where(Officer.agency_id == agency.id)))
    codes = set(session.scalars(select(Officer.code).where(Officer.edition_id == agency.edition_id)))
    made: list[Officer] = []
    number = 0
    while len(made) < count:
        number += 1
        code = Officer.head_of(agency.id, number)
        if number in taken or code in codes:
            continue
        head = Officer(edition_id=agency.edition_id, agency=agency, number=number, unnamed=True, code=code)
        head.holdings = [Holding(qualification=each) for each in held]
        name_again(head)
        made.append(head)
    session.add_all(made)
    return made


def _go(session: Session, there: Sequence[Officer], count: int) -> list[Deed]:
    """The highest numbers first, and none of which anything is written down."""
    kept = _written_of(session, [one.id for one in there])
    gone = [one for one in reversed(there) if one.id not in kept][:count]
    deeds = [Deed(one, "removed", before=snapshot(one)) for one in gone]
    for one in gone:
        session.delete(one)
    return deeds


def _written_of(session: Session, ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    for column in (Duty.officer_id, Attendance.officer_id):
        found |= set(session.scalars(select(column).where(column.in_(ids)).distinct()))
    return found


def pass_on(session: Session, edition: Edition, head: Officer, person: Officer, by: Actor, language: str) -> int:
    """All duties of a head to somebody who is on record; says how many. Raises UnfitError."""
    with changing(session, edition):
        stands = standing(session, edition, language)
        gained = stands.plan.needs_of(head.id) if stands.serves(head.id) else ()
        if faults := _faults(stands, head, person, gained):
            raise UnfitError(faults)
        _hand_over(session, edition, [(head, person)], by)
        settle(session, head.agency_id, by)
        return len(gained)


def fill(session: Session, edition: Edition, agency: Agency, by: Actor, language: str) -> tuple[int, int]:
    """Gives duties of heads beyond what is promised to people who are named and have none: how many heads, and how
    many for whom nobody fits."""
    with changing(session, edition):
        stands = standing(session, edition, language)
        beyond = [one for line in heads.promises_of(session, stands, agency) for one in line.beyond]
        idle = [one for one in heads.people_of(session, agency.id) if _idle(stands, one)]
        pairs = []
        for head in beyond:
            gained = stands.plan.needs_of(head.id)
            person = next(
                (one for one in idle if head.kind <= one.kind and not _faults(stands, head, one, gained)), None
            )
            if person is not None:
                idle.remove(person)
                pairs.append((head, person))
        _hand_over(session, edition, pairs, by)
        settle(session, agency.id, by)
        return len(pairs), len(beyond) - len(pairs)


def give_up(session: Session, edition: Edition, agency: Agency, by: Actor, language: str) -> int:
    """Takes the duties off heads beyond what is promised, which then go; says how many duties fall."""
    with changing(session, edition):
        stands = standing(session, edition, language)
        beyond = [one for line in heads.promises_of(session, stands, agency) for one in line.beyond]
        ended = _lay(session, edition, {one.id: None for one in beyond}, by)
        record_all(session, [Deed(one, GIVEN_UP) for one in beyond], by=by)
        settle(session, agency.id, by)
        return len(ended)


def take_name_back(session: Session, person: Officer, by: Actor) -> None:
    """Whoever was named for a head is unknown again; the duties stay with the head."""
    before = snapshot(person)
    kinds = sorted(
        (part for part in person.agency.contingents if part.kind <= person.kind), key=lambda part: -len(part.kind)
    )
    if kinds:
        person.holdings = [part for part in person.holdings if part.qualification_id in kinds[0].kind]
        for part in person.holdings:
            part.expires = None
    person.unnamed, person.squad, person.home_venue = True, None, None
    person.code = Officer.head_of(person.agency_id, person.number or 0)
    person.phone = person.languages = person.note = ""
    name_again(person)
    session.flush()
    record_all(session, [Deed(person, NAME_TAKEN_BACK, before=before, after=snapshot(person))], by=by)


def _idle(stands: Standing, one: Officer) -> bool:
    return not one.unnamed and stands.serves(one.id) and not stands.plan.needs_of(one.id)


def _faults(stands: Standing, head: Officer, person: Officer, gained: Collection[int]) -> list[str]:
    if not stands.serves(person.id):
        return [_("%(name)s is not known to the roster yet; please try again.", name=str(person))]
    if set(gained) & set(stands.plan.needs_of(person.id)):
        return [_("%(name)s stands at one of these posts in the same shift already.", name=str(person))]
    problem = stands.problem
    known = heads.breaches(problem, problem.officer(head.id), [problem.need(id) for id in gained]) if gained else []
    return [finding.sentence for finding in heads.fits(stands, person.id, gained, known)]


def _hand_over(session: Session, edition: Edition, pairs: Sequence[tuple[Officer, Officer]], by: Actor) -> None:
    ended = _lay(session, edition, {head.id: person.id for head, person in pairs}, by)
    told = {head.id: sum(each.officer == head.id for each in ended) for head, _person in pairs}
    deeds: list[Deed] = []
    for head, person in pairs:
        deeds.append(Deed(head, PASSED_ON, after={"officer": str(person), "duties": told[head.id]}))
        deeds.append(Deed(person, TOOK_OVER, after={"officer": str(head), "duties": told[head.id]}))
    record_all(session, deeds, by=by)


def _lay(session: Session, edition: Edition, instead: dict[int, int | None], by: Any) -> list[Given]:
    """Ends all duties of these people and gives each to whoever comes instead, so that it can be taken back as one."""
    rows = session.scalars(select(Duty).where(Duty.edition_id == edition.id, Duty.officer_id.in_(instead)))
    held = [duty_changes.given(row) for row in rows]
    new = [Given(person, each.need, by_hand=True) for each in held if (person := instead[each.officer]) is not None]
    ended = duty_changes.lay(session, edition, {each.key for each in held}, new, by)
    duty_changes.remember(session, edition, by, added=new, ended=ended)
    return ended
