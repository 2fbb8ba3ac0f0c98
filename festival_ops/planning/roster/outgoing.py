"""The roster as people were told it: its releases and what they wrote down. What leaves the house is read here and
nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from festival_ops.planning.models import ReleasedDuty, ReleasedNeed, RosterRelease
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.watches import Person, Watch, Words
from festival_ops.programme.models import Edition
from festival_ops.security.models import Officer


@dataclass(frozen=True)
class Telling:
    """A release, when it was made, and what of it is asked for."""

    number: int
    at: datetime
    watches: tuple[Watch, ...]


def facts_of(watch: Watch) -> dict[str, Any]:
    """The columns of a `ReleasedNeed` but the release."""
    named = {"need_id": watch.key.need, "day": watch.key.day, "stretch": watch.key.stretch, "facts": dict(watch.facts)}
    placed = {f"{name}_id": getattr(watch, name) for name in ("post", "sector", "shift", "function")}
    counted = ("starts", "ends", "handover", "least", "most", "unled")
    return named | placed | {name: getattr(watch, name) for name in counted}


def duties_of(watch: Watch) -> Iterator[dict[str, Any]]:
    """The columns of each `ReleasedDuty` but the release."""
    shared = {"place": f"{watch.facts['code']} {watch.facts['post']}", "function": watch.function_name.name}
    for person in watch.people:
        words = {name: getattr(person, name) for name in ("code", "name", "name_en", "phone", "leads")}
        words |= {"officer": f"{person.name} ({person.code})", "handover": watch.handover}
        words |= {"agency": person.agency.name, "agency_en": person.agency.name_en}
        yield {
            "officer_id": person.id,
            "need_id": watch.key.need,
            "post_id": watch.post,
            "day": watch.key.day,
            "stretch": watch.key.stretch,
            "starts": watch.starts,
            "ends": watch.ends,
            "facts": shared | words,
        }


def released_watches(
    session: Session, edition: Edition, releases: Collection[int], *where: ColumnElement[bool]
) -> dict[int, list[Watch]]:
    """Everybody who was asked for, and who was told to come, by release and in the order of time."""
    asked = (ReleasedNeed.release_id.in_(releases), *where)
    people: dict[tuple[int, NeedOn], list[Person]] = {}
    # Thousands of rows: plain ones, which no session keeps.
    duties = select(ReleasedDuty.__table__).join(ReleasedNeed, _met()).where(*asked)
    for duty in session.execute(duties.order_by(ReleasedDuty.officer_id)):
        key = NeedOn(duty.need_id, duty.day, duty.stretch)
        people.setdefault((duty.release_id, key), []).append(_person(duty))
    needs, held = select(ReleasedNeed.__table__).where(*asked), dict[int, list[Watch]]()
    for row in session.execute(needs.order_by(ReleasedNeed.starts, ReleasedNeed.ends, ReleasedNeed.need_id)):
        key = NeedOn(row.need_id, row.day, row.stretch)
        held.setdefault(row.release_id, []).append(_watch(row, key, people.get((row.release_id, key), ()), edition))
    return held


def told_of_places(session: Session, edition: Edition, where: ColumnElement[bool]) -> list[Telling]:
    """What every release told of some posts, the first release first."""
    releases = _releases(session, edition)
    held = released_watches(session, edition, [id for id, *_ in releases], where)
    return [Telling(number, at, tuple(held.get(id, ()))) for id, number, at in releases]


def told_to(session: Session, edition: Edition, officer: int) -> list[Telling]:
    """What every release told one officer; of the others on his watches nothing."""
    releases = _releases(session, edition)
    # A head without a name is nobody whose calendar could tell of it.
    rows = (
        select(ReleasedNeed, ReleasedDuty)
        .join(ReleasedDuty, _met())
        .join(Officer, ReleasedDuty.officer_id == Officer.id)
    )
    rows = rows.where(~Officer.unnamed)
    mine = rows.where(ReleasedDuty.release_id.in_([id for id, *_ in releases]), ReleasedDuty.officer_id == officer)
    held: dict[int, list[Watch]] = {}
    for need, duty in session.execute(mine.order_by(ReleasedNeed.starts)):
        key = NeedOn(need.need_id, need.day, need.stretch)
        held.setdefault(need.release_id, []).append(_watch(need, key, [_person(duty)], edition))
    return [Telling(number, at, tuple(held.get(id, ()))) for id, number, at in releases]


def _releases(session: Session, edition: Edition) -> list[tuple[int, int, datetime]]:
    columns = select(RosterRelease.id, RosterRelease.number, RosterRelease.at)
    rows = columns.where(RosterRelease.edition_id == edition.id).order_by(RosterRelease.number)
    return [(row.id, row.number, row.at) for row in session.execute(rows)]


def _met() -> ColumnElement[bool]:
    same = (getattr(ReleasedDuty, name) == getattr(ReleasedNeed, name) for name in ("release_id", "need_id", "day"))
    return and_(*same, ReleasedDuty.stretch == ReleasedNeed.stretch)


def _watch(row: Any, key: NeedOn, people: Collection[Person], edition: Edition) -> Watch:
    return Watch(
        key=key,
        post=row.post_id,
        sector=row.sector_id,
        shift=row.shift_id,
        function=row.function_id,
        starts=edition.local(row.starts),
        ends=edition.local(row.ends),
        handover=row.handover,
        least=row.least,
        most=row.most,
        unled=row.unled,
        facts=row.facts,
        people=tuple(people),
        row=row.id,
    )


def _person(row: Any) -> Person:
    facts: Mapping[str, Any] = row.facts
    # The first releases wrote no more of a person than the name with the code.
    name, code, phone = facts.get("name") or facts["officer"], facts.get("code", ""), facts.get("phone", "")
    return Person(
        row.officer_id,
        code,
        name,
        phone,
        Words.of(facts, "agency"),
        facts.get("leads", False),
        facts.get("name_en", ""),
        row.id,
    )
