"""Nights in which a stage build leaves a venue without an open emergency way in. The rules of the programme do not know
them: their closures are counted from the start of a show, and builds go by the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.roads.network import passes
from festival_ops.programme.models import Edition, Venue
from festival_ops.traffic.kinds import BANNING, EMERGENCY
from festival_ops.traffic.models import Route
from festival_ops.web.telling import by_name


def cut_by_builds(session: Session, edition: Edition, holdings: Sequence[Holding]) -> list[str]:
    """A sentence for each venue and night, in the order of time."""
    barring = [each for each in holdings if each.closure.measure in BANNING and EMERGENCY not in passes(each.closure)]
    builds = [each for each in barring if each.closure.nights]
    if not builds:
        return []
    known = select(Route).where(Route.edition_id == edition.id, Route.kind == EMERGENCY)
    ways: dict[Venue, list[Route]] = {}
    for route in session.scalars(known.options(joinedload(Route.venue), selectinload(Route.chain)).order_by(Route.id)):
        if route.venue is not None:
            ways.setdefault(route.venue, []).append(route)
    return list(dict.fromkeys(_told(edition, ways, builds, barring)))


def _told(
    edition: Edition, ways: dict[Venue, list[Route]], builds: Sequence[Holding], barring: Sequence[Holding]
) -> Iterator[str]:
    for build in builds:
        own = {segment.id for segment in build.closure.segments}
        for moment in _beginnings(build, barring):
            there = [each for each in barring if each.starts <= moment < each.until]
            shut = {segment.id for each in there for segment in each.closure.segments}
            for venue, routes in ways.items():
                chains = [{link.segment_id for link in route.chain} for route in routes]
                if all(chain & shut for chain in chains) and any(chain & own for chain in chains):
                    yield _sentence(edition.local(moment), venue, there)


def _beginnings(build: Holding, barring: Sequence[Holding]) -> list[datetime]:
    """A way may also close while the build lasts."""
    return sorted({build.starts, *(each.starts for each in barring if build.starts < each.starts < build.until)})


def _sentence(local: datetime, venue: Venue, there: Sequence[Holding]) -> str:
    return _(
        "From %(clock)s on %(date)s no emergency way in to %(venue)s is open: %(closures)s. Keep one open, or let "
        "emergency vehicles pass.",
        clock=f"{local:%H:%M}",
        date=f"{local:%d/%m/%Y}",
        venue=by_name(venue),
        closures=", ".join(dict.fromkeys(by_name(each.closure) for each in there)),
    )
