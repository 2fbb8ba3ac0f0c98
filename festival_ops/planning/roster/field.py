"""The ground as a lead in the field sees it: each post with who stands there, who goes, and who comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.roster.kept import Ground, PostOnGround, SectorOnGround
from festival_ops.planning.roster.presence import Stand, Turn
from festival_ops.planning.roster.relief import comes_after, takes_over
from festival_ops.security.models import Officer


@dataclass(frozen=True)
class Relief:
    """Who comes after a turn; `gap` says that the post stands empty in between."""

    turn: Turn
    gap: bool


@dataclass(frozen=True)
class PostNow:
    """`over` are turns of which somebody has not checked out, `coming` those for which one may check in already,
    `next` the first one after them."""

    post: PostOnGround
    over: list[Turn]
    running: list[Turn]
    coming: list[Turn]
    next: Turn | None
    turns: list[Turn]

    @property
    def shown(self) -> list[Turn]:
        return [*self.over, *self.running, *self.coming]

    def relief(self, turn: Turn) -> Relief | None:
        """The first turn of the same functions at this post that goes on after this one."""
        after = (one for one in self.turns if comes_after(one, turn))
        found = next((one for one in after if one.functions & turn.functions), None)
        return None if found is None else Relief(found, gap=not takes_over(found, turn))


@dataclass(frozen=True)
class SectorNow:
    sector: SectorOnGround
    posts: list[PostNow]

    @property
    def running(self) -> list[Turn]:
        return [turn for post in self.posts for turn in post.running]

    @property
    def expected(self) -> int:
        return sum(len(turn.stands) for turn in self.running)

    @property
    def here(self) -> int:
        return sum(turn.here for turn in self.running)

    @property
    def absent(self) -> list[tuple[PostNow, Turn, Stand]]:
        """Who should stand there now and does not, by post."""
        return [(post, turn, stand) for post in self.posts for turn in post.running for stand in turn.absent]


def sectors_now(ground: Ground, turns: Iterable[Turn], moment: datetime) -> list[SectorNow]:
    """Sectors from the inside out, with the posts at which anybody is needed about now."""
    held: dict[int, list[Turn]] = {}
    for turn in turns:
        held.setdefault(turn.post, []).append(turn)
    posts = [_post(post, held[post.id], moment) for post in ground.posts if post.id in held]
    made = [SectorNow(sector, [one for one in posts if one.post.sector == sector.id]) for sector in ground.sectors]
    return [one for one in made if one.posts]


def people_of(session: Session, turns: Iterable[Turn]) -> dict[int, Officer]:
    """The rows behind the duties, with their agencies."""
    ids = {stand.duty.officer for turn in turns for stand in turn.stands}
    rows = select(Officer).where(Officer.id.in_(ids)).options(joinedload(Officer.agency))
    return {row.id: row for row in session.scalars(rows)}


def _post(post: PostOnGround, turns: list[Turn], moment: datetime) -> PostNow:
    coming = [turn for turn in turns if moment < turn.starts and turn.opens(moment)]
    return PostNow(
        post,
        [turn for turn in turns if turn.ends <= moment and turn.here],
        [turn for turn in turns if turn.runs(moment)],
        coming,
        next((turn for turn in turns if moment < turn.starts and turn not in coming), None),
        turns,
    )
