"""Demand of a day as the page shows it: groups of lines with their posts, and what cannot be counted yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.planning.demand import words
from festival_ops.planning.demand.kept import Demand
from festival_ops.planning.demand.lines import BY_HAND, ENDED, NEW, REWORDED, STALE, STANDS, Line
from festival_ops.programme.models import Edition
from festival_ops.security.kinds import BASE
from festival_ops.security.models import Post, Qualification, Shift, Standard
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible

GROUPS = (
    (STALE, _("Asked for otherwise since it was written down"), "refresh"),
    (NEW, _("Asked for anew"), "plus"),
    (ENDED, _("No longer asked for"), "x"),
    (REWORDED, _("The same number for another reason"), "writing"),
    (BY_HAND, _("Written by hand, and counted otherwise"), "user-check"),
    (STANDS, _("Stands as it is"), "check"),
)


@dataclass(frozen=True)
class Shown:
    line: Line
    post: Post
    shift: Shift
    qualification: Qualification
    reason: str


@dataclass(frozen=True)
class Group:
    state: str
    title: Any
    icon: str
    lines: list[Shown]


def groups_of(session: Session, edition: Edition, found: Demand, day: date) -> list[Group]:
    """By what is to be done, within each by post and shift; groups without a line are left out."""
    posts, shifts, functions = (_by_id(session, edition, model) for model in (Post, Shift, Qualification))
    held: dict[str, list[Shown]] = {}
    for line in found.by_day.get(day, ()):
        place = posts[line.post], shifts[line.shift], functions[line.qualification]
        held.setdefault(line.state, []).append(Shown(line, *place, words.reason(found, line)))
    return [
        Group(state, title, icon, sorted(held[state], key=lambda one: (one.post.code, one.line.shift)))
        for state, title, icon in GROUPS
        if state in held
    ]


@dataclass(frozen=True)
class LooseEnds:
    """Why less may be asked for than one would think."""

    standards: int
    posts: int
    without_venue: list[Post]
    without_standard: list[Post]


def loose_ends(found: Demand) -> LooseEnds:
    posts = list(db.session.scalars(visible(Post, Secrecy.GUARDED).order_by(Post.code)))
    kinds = set(db.session.scalars(visible(Standard, Secrecy.GUARDED).with_only_columns(Standard.kind)))
    followed = any(rule.cause != BASE for rule in found.rules.values())
    return LooseEnds(
        len(found.rules),
        len(posts),
        [post for post in posts if followed and post.follows_show and post.venue_id is None],
        [post for post in posts if kinds and post.kind not in kinds],
    )


def _by_id(session: Session, edition: Edition, model: Any) -> dict[int, Any]:
    return {row.id: row for row in session.scalars(select(model).where(model.edition_id == edition.id))}
