"""People who sign in, and what they are in which edition."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint, case, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.web.access import Secrecy


class Role(StrEnum):
    ADMIN = "admin"
    PLANNER = "planner"
    SECURITY_LEAD = "security_lead"
    TRAFFIC_LEAD = "traffic_lead"
    PROTOCOL_OFFICER = "protocol_officer"
    TROUPE_COORDINATOR = "troupe_coordinator"
    AGENCY_LIAISON = "agency_liaison"
    LIAISON_OFFICER = "liaison_officer"
    VIEWER = "viewer"


FREE_ATTEMPTS = 5
REST = timedelta(minutes=15)

user_groups = Table(
    "user_group",
    db.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", ForeignKey("group.id", ondelete="CASCADE"), primary_key=True),
)


class Group(db.Model, RoleMixin):
    """Flask-Security asks for such a table; our rights come from memberships, so it stays empty."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str] = mapped_column(String(255), default="")
    permissions: Mapped[str] = mapped_column(String(255), default="")  # type: ignore[assignment]


class User(Row, db.Model, UserMixin):
    secrecy: ClassVar = Secrecy.CONTACTS

    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    locale: Mapped[str] = mapped_column(String(8), default="vi")
    theme: Mapped[str] = mapped_column(String(8), default="auto")
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    roles: Mapped[list[Group]] = relationship(secondary=user_groups)  # type: ignore[assignment]
    memberships: Mapped[list[Membership]] = relationship(back_populates="user", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.name or self.email

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:
        """Counts a wrong password or code; each fifth lets the account rest, so that guessing takes years."""
        tried = User.failed_attempts + 1
        rest = case((tried % FREE_ATTEMPTS == 0, now() + REST), else_=User.locked_until)
        # Counted by the database: attempts at the same moment each count, and none disturbs a form being edited.
        counted = update(User).where(User.id == self.id).values(failed_attempts=tried, locked_until=rest)
        db.session.execute(counted)

    def is_locked(self, form_error: list[str] | None = None) -> bool:
        """Told to nobody: a right password during the rest gets the same answer as a wrong one."""
        locked = self.locked_until is not None and self.locked_until > now()
        if locked and form_error is not None:
            form_error.append("")
        return locked


class Membership(Row, db.Model):
    """A person's role in one edition (none: in every edition), perhaps for one troupe, agency or escort only."""

    secrecy: ClassVar = Secrecy.CONTACTS

    __table_args__ = (
        UniqueConstraint(
            *("user_id", "edition_id", "role", "troupe_id", "agency_id", "escort_id"), name="uq_membership_held_once"
        ),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="CASCADE"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    escort_id: Mapped[int | None] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(30))
    since: Mapped[datetime] = mapped_column(Instant, default=now)
    user: Mapped[User] = relationship(back_populates="memberships")
