"""The plan as it stands, what people hold fast in it, and what the solver proposes instead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models import Performance, Stage
from festival_ops.programme.models.edition import OfEdition

PREVIEW = "preview"


class Plan(Row, OfEdition, db.Model):
    """`revision` counts every change of placements, so that nothing computed on an older plan is laid over a newer.

    Every plan beside the main one is a scenario: branched by somebody for a reason (`note`), and read-only once it is
    archived. `base` is what it was branched from or rebased on last: act, stage, start and minutes of all that stood.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        Index("uq_plan_main", "edition_id", unique=True, sqlite_where=text("main"), postgresql_where=text("main")),
    )

    name: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int] = mapped_column(default=0)
    main: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    base: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    placements: Mapped[list[Placement]] = relationship(back_populates="plan", cascade="all, delete-orphan")


class Placement(Row, db.Model):
    """Where and when a performance stands in a plan; a parade stands on the first place of its way."""

    __table_args__ = (UniqueConstraint("plan_id", "performance_id"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    plan: Mapped[Plan] = relationship(back_populates="placements")
    performance: Mapped[Performance] = relationship()
    stage: Mapped[Stage] = relationship()


class ScenarioLength(db.Model):
    """How many minutes a scenario gives a show whose length is open, where these are not the performance's own.

    It holds with a place and without one, as long as the performance leaves it open.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "performance_id"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]


class Pin(Row, OfEdition, db.Model):
    """What somebody holds fast of a performance, facet by facet, with a reason and perhaps an end.

    `order` holds who plays before and after it on its stage that evening, in whichever plan is worked on.
    """

    __table_args__ = (
        UniqueConstraint("performance_id"),
        CheckConstraint('day IS NOT NULL OR stage_id IS NOT NULL OR starts IS NOT NULL OR "order"', name="facet"),
    )

    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    day: Mapped[date | None]
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"))
    starts: Mapped[datetime | None] = mapped_column(Instant)
    order: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(300))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    expires: Mapped[datetime | None] = mapped_column(Instant)
    performance: Mapped[Performance] = relationship()
    stage: Mapped[Stage | None] = relationship()


class SolveRun(Row, OfEdition, db.Model):
    """One question put to the solver, exactly as it was put, and the best answer so far.

    `kind` is solve, repair, room or preview. `options` are what a repair may move, the slot that room is made for, or
    the settings that are tried out; `event` is what has happened, if the question is what to do about it: it comes true
    with the acceptance of the answer.
    """

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    plan_revision: Mapped[int]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    kind: Mapped[str] = mapped_column(String(10), default="solve")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    event: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    seed: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int]
    problem: Mapped[dict[str, Any]] = mapped_column(JSON)
    best: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    course: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Proposal(Row, OfEdition, db.Model):
    """A whole plan laid beside the one it was computed from, until somebody accepts or refuses it.

    `effects` are the rows that its acceptance has made or changed beside the plan, so that it can be taken back.
    """

    run_id: Mapped[int] = mapped_column(ForeignKey("solve_run.id", ondelete="CASCADE"), unique=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    plan_revision: Mapped[int]
    slots: Mapped[list[Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    effects: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    run: Mapped[SolveRun] = relationship()
    plan: Mapped[Plan] = relationship()
