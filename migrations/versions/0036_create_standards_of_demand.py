"""Create standards of demand; posts say what they are and how risky, needs what they were worked out from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "standard",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("risk", sa.String(length=10), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("per", sa.Integer(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("tail", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=10), nullable=False),
        sa.Column("one_leader_for", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cause IN ('base', 'crowd', 'guests', 'parade', 'fireworks')", name=op.f("ck_standard_cause")
        ),
        sa.CheckConstraint("risk IN ('', 'low', 'medium', 'high')", name=op.f("ck_standard_risk")),
        sa.CheckConstraint("count >= 1 AND per >= 1", name=op.f("ck_standard_ratio")),
        sa.CheckConstraint("cause <> 'crowd' OR per IS NOT NULL", name=op.f("ck_standard_crowd")),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name=op.f("ck_standard_share")),
        sa.CheckConstraint("lead BETWEEN 0 AND 720 AND tail BETWEEN 0 AND 720", name=op.f("ck_standard_around")),
        sa.CheckConstraint("one_leader_for >= 1", name=op.f("ck_standard_leader")),
        sa.CheckConstraint("reach IN ('venue', 'sector')", name=op.f("ck_standard_reach")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_standard_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_standard_qualification_id_qualification"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_standard_edition_id_name")),
    )
    for column in ("edition_id", "qualification_id", "folded", "sort_key"):
        op.create_index(op.f(f"ix_standard_{column}"), "standard", [column])
    op.create_table(
        "demand_taking",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_demand_taking_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_demand_taking_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_taking")),
    )
    op.create_index(op.f("ix_demand_taking_edition_id"), "demand_taking", ["edition_id"])
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="other"))
        post.add_column(sa.Column("risk", sa.String(length=10), nullable=False, server_default="medium"))
        post.create_check_constraint(op.f("ck_post_risk"), "risk IN ('low', 'medium', 'high')")
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("grounds", sa.JSON(), nullable=True))
        need.alter_column("reason", type_=sa.String(length=1000), existing_type=sa.String(300), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("need") as need:
        need.alter_column("reason", type_=sa.String(length=300), existing_type=sa.String(1000), existing_nullable=False)
        need.drop_column("grounds")
    with op.batch_alter_table("post") as post:
        post.drop_constraint(op.f("ck_post_risk"), type_="check")
        post.drop_column("risk")
        post.drop_column("kind")
    op.drop_table("demand_taking")
    op.drop_table("standard")
