"""Whom a release concerns: troupes, stages and departments, with those who have been told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.accounts.policy import Department
from festival_ops.planning.models import Release, ReleasedItem, RideTelling, Telling
from festival_ops.planning.queries import items_of
from festival_ops.programme.models import Edition

TROUPE, STAGE, DEPARTMENT = "troupe", "stage", "department"


@dataclass(frozen=True)
class Line:
    """One to be told. `items` are the changed performances as people know them, `reached` where to find them."""

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


def lines_of(session: Session, edition: Edition, release: Release) -> list[Line]:
    """Troupes whose performances changed, the stages they leave and come to, and every department but the programme."""
    told = {(row.kind, row.subject): row for row in session.scalars(_tellings(release))}
    changed = {change.performance_id for change in release.changes}
    now = [item for item in items_of(session, release) if item.performance_id in changed]
    before = [item for item in items_of(session, _earlier(session, release)) if item.performance_id in changed]
    departments = [Line(DEPARTMENT, each, "", "") for each in Department if each is not Department.PROGRAMME]
    lines = [*_troupes(now, before), *_stages(now, before), *departments]
    return [Line(**{**vars(line), "telling": told.get((line.kind, line.subject))}) for line in lines]


def _troupes(now: Iterable[ReleasedItem], before: Iterable[ReleasedItem]) -> list[Line]:
    """A troupe that no longer performs is told too."""
    found: dict[int, dict[int, ReleasedItem]] = {}
    names: dict[int, dict[str, Any]] = {}
    for item in (*now, *before):
        for troupe in item.facts.get("troupes", ()):
            names.setdefault(troupe["id"], troupe)
            found.setdefault(troupe["id"], {}).setdefault(item.performance_id, item)
    lines = [
        Line(TROUPE, str(id), names[id]["name"], names[id]["name_en"], tuple(_title(item) for item in items.values()))
        for id, items in found.items()
    ]
    return sorted(lines, key=lambda line: line.name)


def _stages(now: Iterable[ReleasedItem], before: Iterable[ReleasedItem]) -> list[Line]:
    found: dict[int, dict[int, ReleasedItem]] = {}
    facts: dict[int, dict[str, Any]] = {}
    for item in (*now, *before):
        stops = [{**stop, "stage_en": stop.get("stage_en", "")} for stop in item.facts.get("stops") or ()]
        for place in ({**item.facts, "stage_id": item.stage_id}, *stops):
            known = facts.setdefault(place["stage_id"], place)
            known |= {"contact_point": known.get("contact_point") or place.get("contact_point", "")}
            found.setdefault(place["stage_id"], {}).setdefault(item.performance_id, item)
    lines = [
        Line(STAGE, str(id), facts[id]["stage"], facts[id]["stage_en"], tuple(_title(item) for item in items.values()),
             facts[id]["contact_point"])
        for id, items in found.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.name)


def _title(item: ReleasedItem) -> dict[str, Any]:
    return {"id": item.performance_id, "title": item.facts["title"], "title_en": item.facts["title_en"]}


def _tellings(release: Release) -> Any:
    return select(Telling).where(Telling.release_id == release.id)


def _earlier(session: Session, release: Release) -> Release | None:
    own = (Release.edition_id == release.edition_id, Release.number == release.number - 1)
    return session.scalar(select(Release).where(*own))
