"""create works and performances."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "blackout",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outdoor_only", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_blackout_span")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_blackout_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blackout")),
    )
    with op.batch_alter_table("blackout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blackout_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("arrives", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departs", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_party_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_party_edition_id_code")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "work",
        sa.Column("short_name", sa.String(length=14), nullable=False),
        sa.Column("genre", sa.String(length=40), nullable=False),
        sa.Column("audience", sa.String(length=100), nullable=False),
        sa.Column("at_most_a_day", sa.Integer(), nullable=True),
        sa.Column("days_apart", sa.Integer(), nullable=True),
        sa.Column("other_stages", sa.Boolean(), nullable=False),
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
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_work_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_work_edition_id_name")),
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "audience_clash",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_audience_clash_two_works")),
        sa.CheckConstraint("weight BETWEEN 1 AND 10", name=op.f("ck_audience_clash_weight")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_audience_clash_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["work.id"], name=op.f("fk_audience_clash_first_id_work"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["work.id"], name=op.f("fk_audience_clash_second_id_work"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_clash")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_audience_clash_first_id_second_id")),
    )
    with op.batch_alter_table("audience_clash", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audience_clash_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audience_clash_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audience_clash_second_id"), ["second_id"], unique=False)

    op.create_table(
        "blackout_stage",
        sa.Column("blackout_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blackout_id"], ["blackout.id"], name=op.f("fk_blackout_stage_blackout_id_blackout"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_blackout_stage_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blackout_id", "stage_id", name=op.f("pk_blackout_stage")),
    )
    with op.batch_alter_table("blackout_stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blackout_stage_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "performance",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("short_name", sa.String(length=14), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("get_in", sa.Integer(), nullable=False),
        sa.Column("get_out", sa.Integer(), nullable=False),
        sa.Column("features", sa.String(length=300), nullable=False),
        sa.Column("genre", sa.String(length=40), nullable=False),
        sa.Column("audience", sa.String(length=100), nullable=False),
        sa.Column("crowd", sa.Integer(), nullable=True),
        sa.Column("loudness", sa.Integer(), nullable=False),
        sa.Column("needs_quiet", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.Column("announced_stage_id", sa.Integer(), nullable=True),
        sa.Column("announced_starts", sa.DateTime(timezone=True), nullable=True),
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
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "NOT fixed OR (announced_stage_id IS NOT NULL AND announced_starts IS NOT NULL)",
            name=op.f("ck_performance_fixed"),
        ),
        sa.CheckConstraint("loudness BETWEEN 0 AND 3", name=op.f("ck_performance_loudness")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_performance_minutes")),
        sa.ForeignKeyConstraint(
            ["announced_stage_id"],
            ["stage.id"],
            name=op.f("fk_performance_announced_stage_id_stage"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_performance_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"], ["work.id"], name=op.f("fk_performance_work_id_work"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_performance_edition_id_code")),
    )
    with op.batch_alter_table("performance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performance_announced_stage_id"), ["announced_stage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_performance_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_performance_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_performance_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_performance_work_id"), ["work_id"], unique=False)

    op.create_table(
        "allowed_stage",
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_allowed_stage_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_allowed_stage_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("performance_id", "stage_id", name=op.f("pk_allowed_stage")),
    )
    with op.batch_alter_table("allowed_stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allowed_stage_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "cancellation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_cancellation_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_cancellation_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancellation")),
        sa.UniqueConstraint("performance_id", name=op.f("uq_cancellation_performance_id")),
    )
    op.create_table(
        "equipment_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_id"],
            ["equipment.id"],
            name=op.f("fk_equipment_need_equipment_id_equipment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_equipment_need_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_need")),
        sa.UniqueConstraint(
            "performance_id", "equipment_id", name=op.f("uq_equipment_need_performance_id_equipment_id")
        ),
    )
    with op.batch_alter_table("equipment_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_need_equipment_id"), ["equipment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_need_performance_id"), ["performance_id"], unique=False)

    op.create_table(
        "parade_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_parade_stop_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_parade_stop_stage_id_stage"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parade_stop")),
    )
    with op.batch_alter_table("parade_stop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parade_stop_performance_id"), ["performance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parade_stop_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "party_attendance",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_party_attendance_party_id_party"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_party_attendance_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("party_id", "performance_id", name=op.f("pk_party_attendance")),
    )
    with op.batch_alter_table("party_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_attendance_performance_id"), ["performance_id"], unique=False)

    op.create_table(
        "performance_troupe",
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("troupe_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_performance_troupe_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_performance_troupe_troupe_id_troupe"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("performance_id", "troupe_id", name=op.f("pk_performance_troupe")),
    )
    with op.batch_alter_table("performance_troupe", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performance_troupe_troupe_id"), ["troupe_id"], unique=False)

    op.create_table(
        "performance_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performance_id"],
            ["performance.id"],
            name=op.f("fk_performance_window_performance_id_performance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_window")),
    )
    with op.batch_alter_table("performance_window", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performance_window_performance_id"), ["performance_id"], unique=False)

    op.create_table(
        "precedence",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("lag", sa.Integer(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_precedence_two_performances")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_precedence_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["performance.id"], name=op.f("fk_precedence_first_id_performance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["performance.id"], name=op.f("fk_precedence_second_id_performance"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_precedence_first_id_second_id")),
    )
    with op.batch_alter_table("precedence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_precedence_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_precedence_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_precedence_second_id"), ["second_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("precedence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_precedence_second_id"))
        batch_op.drop_index(batch_op.f("ix_precedence_first_id"))
        batch_op.drop_index(batch_op.f("ix_precedence_edition_id"))

    op.drop_table("precedence")
    with op.batch_alter_table("performance_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_performance_window_performance_id"))

    op.drop_table("performance_window")
    with op.batch_alter_table("performance_troupe", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_performance_troupe_troupe_id"))

    op.drop_table("performance_troupe")
    with op.batch_alter_table("party_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_attendance_performance_id"))

    op.drop_table("party_attendance")
    with op.batch_alter_table("parade_stop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parade_stop_stage_id"))
        batch_op.drop_index(batch_op.f("ix_parade_stop_performance_id"))

    op.drop_table("parade_stop")
    with op.batch_alter_table("equipment_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_need_performance_id"))
        batch_op.drop_index(batch_op.f("ix_equipment_need_equipment_id"))

    op.drop_table("equipment_need")
    op.drop_table("cancellation")
    with op.batch_alter_table("allowed_stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allowed_stage_stage_id"))

    op.drop_table("allowed_stage")
    with op.batch_alter_table("performance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_performance_work_id"))
        batch_op.drop_index(batch_op.f("ix_performance_sort_key"))
        batch_op.drop_index(batch_op.f("ix_performance_folded"))
        batch_op.drop_index(batch_op.f("ix_performance_edition_id"))
        batch_op.drop_index(batch_op.f("ix_performance_announced_stage_id"))

    op.drop_table("performance")
    with op.batch_alter_table("blackout_stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blackout_stage_stage_id"))

    op.drop_table("blackout_stage")
    with op.batch_alter_table("audience_clash", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audience_clash_second_id"))
        batch_op.drop_index(batch_op.f("ix_audience_clash_first_id"))
        batch_op.drop_index(batch_op.f("ix_audience_clash_edition_id"))

    op.drop_table("audience_clash")
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_sort_key"))
        batch_op.drop_index(batch_op.f("ix_work_folded"))
        batch_op.drop_index(batch_op.f("ix_work_edition_id"))

    op.drop_table("work")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_edition_id"))

    op.drop_table("party")
    with op.batch_alter_table("blackout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blackout_edition_id"))

    op.drop_table("blackout")
