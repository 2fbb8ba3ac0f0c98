"""What the room still lacks before a roster can be built: GAPS is the table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from sqlalchemy import case, func, select

from festival_ops.database import db
from festival_ops.programme.gaps import SHOWN, Gap
from festival_ops.programme.models import Venue
from festival_ops.security.models import Agency, Contingent, Holding, Need, Officer, Post
from festival_ops.security.queries import NeedOnDay
from festival_ops.web.access import Secrecy


@dataclass(frozen=True)
class Missing:
    title: Any
    matters: Any
    rows: list[Any]

    @property
    def more(self) -> bool:
        return len(self.rows) == SHOWN


GAPS: tuple[Gap, ...] = (
    Gap(
        Post,
        _("Posts without a need"),
        _("Nobody is asked for, so nobody will stand there."),
        lambda: Post.id.not_in(select(Need.post_id)),
    ),
    Gap(
        Post,
        _("Posts without a place on the map"),
        _("The way to them counts with a flat number of minutes."),
        lambda: Post.latitude.is_(None) & ~Post.venue.has(Venue.latitude.is_not(None)),
    ),
    Gap(
        Officer,
        _("People without a qualification"),
        _("They can be sent nowhere."),
        lambda: ~Officer.holdings.any(),
    ),
    Gap(
        Officer,
        _("People whose qualification runs out before the festival ends"),
        _("After its last day they no longer count for it."),
        lambda: Officer.holdings.any(Holding.expires < g.edition.last_day),
    ),
    Gap(
        Agency,
        _("Agencies that have named fewer people than they promised"),
        _("Promised by function, they stand on the roster as heads until their names come; all others do not."),
        lambda: _promised() > _named(),
    ),
)


def missing(needs: list[Need], held: list[NeedOnDay]) -> list[Missing]:
    """Every gap that has rows; `held` are the needs on their days."""
    found = [Missing(gap.title, gap.matters, gap.rows(Secrecy.GUARDED)) for gap in GAPS]
    idle = Missing(
        _("Needs that hold on no day"),
        _("The shift does not run, or the post is closed then."),
        _needs_but(needs, held),
    )
    return [gap for gap in (idle, *found) if gap.rows]


def named_by(agency: Agency) -> int:
    """How many people of the agency are known by name."""
    count = select(func.count()).where(Officer.agency_id == agency.id, ~Officer.unnamed)
    return db.session.scalar(count) or 0


def _named() -> Any:
    named = Officer.agency_id == Agency.id, ~Officer.unnamed
    return select(func.count()).where(*named).correlate(Agency).scalar_subquery()


def _promised() -> Any:
    by_function = select(func.sum(Contingent.heads)).where(Contingent.agency_id == Agency.id).correlate(Agency)
    said, counted = func.coalesce(Agency.heads, 0), func.coalesce(by_function.scalar_subquery(), 0)
    return case((said > counted, said), else_=counted)


def _needs_but(needs: list[Need], held: list[NeedOnDay]) -> list[Need]:
    known = {each.need.id for each in held}
    return [need for need in needs if need.id not in known][:SHOWN]
