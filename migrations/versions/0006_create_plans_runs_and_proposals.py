"""create plans runs and proposals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "parameter",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_parameter_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_parameter_edition_id_key")),
    )
    with op.batch_alter_table("parameter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parameter_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_plan_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_plan_edition_id_name")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "rule_level",
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IN ('block', 'block release', 'warn', 'ignore')", name=op.f("ck_rule_level_level")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_rule_level_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_level")),
        sa.UniqueConstraint("edition_id", "rule", name=op.f("uq_rule_level_edition_id_rule")),
    )
    with op.batch_alter_table("rule_level", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_level_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "waiver",
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("sentence", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_waiver_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_waiver_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiver_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiver_subject"), ["subject"], unique=False)

    op.create_table(
        "wish_weight",
        sa.Column("wish", sa.String(length=60), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 0 AND 1000", name=op.f("ck_wish_weight_weight")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_wish_weight_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_weight")),
        sa.UniqueConstraint("edition_id", "wish", name=op.f("uq_wish_weight_edition_id_wish")),
    )
    with op.batch_alter_table("wish_weight", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_weight_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "solve_run",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("plan_revision", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("best", sa.JSON(), nullable=True),
        sa.Column("course", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_solve_run_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_solve_run_job_id_job"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_solve_run_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_solve_run_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solve_run")),
    )
    with op.batch_alter_table("solve_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_solve_run_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_solve_run_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_solve_run_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("plan_revision", sa.Integer(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_proposal_decided_by_id_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_proposal_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_proposal_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["solve_run.id"], name=op.f("fk_proposal_run_id_solve_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("run_id", name=op.f("uq_proposal_run_id")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "pin",
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("day IS NOT NULL OR stage_id IS NOT NULL OR starts IS NOT NULL", name=op.f("ck_pin_facet")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_pin_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"], ["performance.id"], name=op.f("fk_pin_performance_id_performance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_pin_stage_id_stage"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_pin_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
        sa.UniqueConstraint("performance_id", name=op.f("uq_pin_performance_id")),
    )
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pin_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pin_performance_id"), ["performance_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_placement_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_placement_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_placement_stage_id_stage"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("plan_id", "performance_id", name=op.f("uq_placement_plan_id_performance_id")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_performance_id"), ["performance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_stage_id"), ["stage_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_stage_id"))
        batch_op.drop_index(batch_op.f("ix_placement_performance_id"))

    op.drop_table("placement")
    with op.batch_alter_table("pin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pin_performance_id"))
        batch_op.drop_index(batch_op.f("ix_pin_edition_id"))

    op.drop_table("pin")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_plan_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_edition_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("solve_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_solve_run_plan_id"))
        batch_op.drop_index(batch_op.f("ix_solve_run_job_id"))
        batch_op.drop_index(batch_op.f("ix_solve_run_edition_id"))

    op.drop_table("solve_run")
    with op.batch_alter_table("wish_weight", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_weight_edition_id"))

    op.drop_table("wish_weight")
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiver_subject"))
        batch_op.drop_index(batch_op.f("ix_waiver_edition_id"))

    op.drop_table("waiver")
    with op.batch_alter_table("rule_level", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_level_edition_id"))

    op.drop_table("rule_level")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_edition_id"))

    op.drop_table("plan")
    with op.batch_alter_table("parameter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parameter_edition_id"))

    op.drop_table("parameter")
