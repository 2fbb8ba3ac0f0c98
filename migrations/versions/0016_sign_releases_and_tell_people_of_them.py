"""Let departments sign a release before it leaves, and keep who has been told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    # Not in batch mode: rebuilding the table would lose the triggers that keep releases unaltered.
    op.add_column("release", sa.Column("signatures", sa.JSON(), nullable=False, server_default="[]"))
    _duties()
    _signatures()
    _tellings()


def _duties() -> None:
    op.create_table(
        "signing_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        *_of_edition("signing_duty"),
        sa.UniqueConstraint("edition_id", "department", name=op.f("uq_signing_duty_edition_id_department")),
    )
    op.create_index(op.f("ix_signing_duty_edition_id"), "signing_duty", ["edition_id"])


def _signatures() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_of_edition("signature"),
        sa.CheckConstraint("verdict IN ('signed', 'refused')", name=op.f("ck_signature_verdict")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_signature_user_id_user"), ondelete="SET NULL"),
    )
    op.create_index(op.f("ix_signature_edition_id"), "signature", ["edition_id"])
    op.create_index("ix_signature_of", "signature", ["edition_id", "number", "department"])


def _tellings() -> None:
    op.create_table(
        "telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("teller", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_of_edition("telling"),
        sa.CheckConstraint("how IN ('phone', 'mail', 'zalo', 'in person')", name=op.f("ck_telling_how")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], op.f("fk_telling_release_id_release"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], op.f("fk_telling_user_id_user"), ondelete="SET NULL"),
        sa.UniqueConstraint("release_id", "kind", "subject", name=op.f("uq_telling_release_id_kind_subject")),
    )
    op.create_index(op.f("ix_telling_edition_id"), "telling", ["edition_id"])


def _of_edition(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    return (
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], op.f(f"fk_{table}_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    for table in ("telling", "signature", "signing_duty"):
        op.drop_table(table)
    op.drop_column("release", "signatures")
