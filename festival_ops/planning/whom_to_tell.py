"""Whom a release concerns: troupes, stages and departments, with those who have been told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.accounts.policy import Department
from festival_ops.planning.agreed import changes_in
from festival_ops.planning.models import Release, RideTelling, Telling
from festival_ops.planning.queries import items_of
from festival_ops.programme.models import Edition

TROUPE, STAGE, DEPARTMENT = "troupe", "stage", "department"


@dataclass(frozen=True)
class Line:
    """One to be told. `items` are the changed performances and rehearsals as people know them, `reached` where to find
    them."""

    kind: str
    subject: str
    name: str
    name_en: str
    items: tuple[dict[str, Any], ...] = ()
    reached: str = ""
    telling: Telling | RideTelling | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"


@dataclass(frozen=True)
class _Side:
    """A performance or a rehearsal that changed, as one of two releases tells it; `key` is the same in both."""

    key: str
    title: dict[str, Any]
    troupes: list[dict[str, Any]]
    places: list[dict[str, Any]]


def lines_of(session: Session, edition: Edition, release: Release) -> list[Line]:
    """Troupes whose performances or rehearsals changed, the stages they leave and come to, and every department but the
    programme."""
    told = {(row.kind, row.subject): row for row in session.scalars(_tellings(release))}
    sides = [*_performances(session, release), *_rehearsals(session, release)]
    departments = [Line(DEPARTMENT, each, "", "") for each in Department if each is not Department.PROGRAMME]
    lines = [*_troupes(sides), *_stages(sides), *departments]
    return [Line(**{**vars(line), "telling": told.get((line.kind, line.subject))}) for line in lines]


def _performances(session: Session, release: Release) -> Iterator[_Side]:
    """As they stand, then as they stood."""
    changed = {change.performance_id for change in release.changes}
    for each in (release, _earlier(session, release)):
        for item in items_of(session, each):
            if item.performance_id in changed:
                stops = [{**stop, "stage_en": stop.get("stage_en", "")} for stop in item.facts.get("stops") or ()]
                places = [{**item.facts, "stage_id": item.stage_id}, *stops]
                yield _side(f"performance {item.performance_id}", item.facts, places)


def _rehearsals(session: Session, release: Release) -> Iterator[_Side]:
    for change in changes_in(session, release):
        for side in change.sides:
            places = [{**side.facts, "stage_id": side.stage_id}]
            yield _side(f"rehearsal {change.rehearsal_id}", side.facts, places)


def _side(key: str, facts: Mapping[str, Any], places: list[dict[str, Any]]) -> _Side:
    title = {name: facts.get(name) or "" for name in ("title", "title_en")}
    return _Side(key, title, facts.get("troupes") or [], places)


def _troupes(sides: Iterable[_Side]) -> list[Line]:
    """A troupe that no longer performs is told too."""
    found: dict[int, dict[str, dict[str, Any]]] = {}
    names: dict[int, dict[str, Any]] = {}
    for side in sides:
        for troupe in side.troupes:
            names.setdefault(troupe["id"], troupe)
            found.setdefault(troupe["id"], {}).setdefault(side.key, side.title)
    lines = [
        Line(TROUPE, str(id), names[id]["name"], names[id]["name_en"], tuple(items.values()))
        for id, items in found.items()
    ]
    return sorted(lines, key=lambda line: line.name)


def _stages(sides: Iterable[_Side]) -> list[Line]:
    found: dict[int, dict[str, dict[str, Any]]] = {}
    facts: dict[int, dict[str, Any]] = {}
    for side in sides:
        for place in side.places:
            known = facts.setdefault(place["stage_id"], place)
            known |= {"contact_point": known.get("contact_point") or place.get("contact_point", "")}
            found.setdefault(place["stage_id"], {}).setdefault(side.key, side.title)
    lines = [
        Line(STAGE, str(id), facts[id]["stage"], facts[id]["stage_en"], tuple(items.values()),
             facts[id]["contact_point"])
        for id, items in found.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.name)


def _tellings(release: Release) -> Any:
    return select(Telling).where(Telling.release_id == release.id)


def _earlier(session: Session, release: Release) -> Release | None:
    own = (Release.edition_id == release.edition_id, Release.number == release.number - 1)
    return session.scalar(select(Release).where(*own))
