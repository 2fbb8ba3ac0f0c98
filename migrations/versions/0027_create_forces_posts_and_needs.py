"""Create forces with their agencies and people, posts in their sectors, shifts, and what a post needs in one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "force",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("labour", sa.Boolean(), nullable=False),
        sa.Column("rest_minutes", sa.Integer(), nullable=False),
        sa.Column("day_minutes", sa.Integer(), nullable=False),
        sa.Column("week_minutes", sa.Integer(), nullable=False),
        sa.Column("longest_run", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("day_minutes BETWEEN 60 AND 1440", name=op.f("ck_force_day")),
        sa.CheckConstraint("longest_run BETWEEN 1 AND 60", name=op.f("ck_force_run")),
        sa.CheckConstraint("rest_minutes BETWEEN 0 AND 2880", name=op.f("ck_force_rest")),
        sa.CheckConstraint("week_minutes BETWEEN day_minutes AND 10080", name=op.f("ck_force_week")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_force_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_force")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_force_edition_id_name")),
    )
    op.create_index(op.f("ix_force_edition_id"), "force", ["edition_id"])
    op.create_index(op.f("ix_force_folded"), "force", ["folded"])
    op.create_index(op.f("ix_force_sort_key"), "force", ["sort_key"])

    op.create_table(
        "qualification",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
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
            ["edition_id"], ["edition.id"], name=op.f("fk_qualification_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_qualification_edition_id_code")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_qualification_edition_id_name")),
    )
    op.create_index(op.f("ix_qualification_edition_id"), "qualification", ["edition_id"])
    op.create_index(op.f("ix_qualification_folded"), "qualification", ["folded"])
    op.create_index(op.f("ix_qualification_sort_key"), "qualification", ["sort_key"])

    op.create_table(
        "sector",
        sa.Column("ring", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("ring BETWEEN 1 AND 5", name=op.f("ck_sector_ring")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_sector_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_sector_edition_id_name")),
    )
    op.create_index(op.f("ix_sector_edition_id"), "sector", ["edition_id"])
    op.create_index(op.f("ix_sector_folded"), "sector", ["folded"])
    op.create_index(op.f("ix_sector_sort_key"), "sector", ["sort_key"])

    op.create_table(
        "shift",
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
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
            ["edition_id"], ["edition.id"], name=op.f("fk_shift_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_shift_edition_id_name")),
    )
    op.create_index(op.f("ix_shift_edition_id"), "shift", ["edition_id"])
    op.create_index(op.f("ix_shift_folded"), "shift", ["folded"])
    op.create_index(op.f("ix_shift_sort_key"), "shift", ["sort_key"])

    op.create_table(
        "agency",
        sa.Column("force_id", sa.Integer(), nullable=False),
        sa.Column("contact_point", sa.String(length=200), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("heads >= 0", name=op.f("ck_agency_heads")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_agency_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name=op.f("fk_agency_force_id_force"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_agency_edition_id_name")),
    )
    op.create_index(op.f("ix_agency_edition_id"), "agency", ["edition_id"])
    op.create_index(op.f("ix_agency_folded"), "agency", ["folded"])
    op.create_index(op.f("ix_agency_force_id"), "agency", ["force_id"])
    op.create_index(op.f("ix_agency_sort_key"), "agency", ["sort_key"])

    op.create_table(
        "post",
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("follows_show", sa.Boolean(), nullable=False),
        sa.Column("tasks", sa.String(length=2000), nullable=False),
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
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_post_place")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_post_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_post_longitude")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_post_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_post_sector_id_sector"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_post_venue_id_venue"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_post_edition_id_code")),
    )
    op.create_index(op.f("ix_post_edition_id"), "post", ["edition_id"])
    op.create_index(op.f("ix_post_folded"), "post", ["folded"])
    op.create_index(op.f("ix_post_sector_id"), "post", ["sector_id"])
    op.create_index(op.f("ix_post_sort_key"), "post", ["sort_key"])
    op.create_index(op.f("ix_post_venue_id"), "post", ["venue_id"])

    op.create_table(
        "shift_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_shift_day_shift_id_shift"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_day")),
        sa.UniqueConstraint("shift_id", "on", name=op.f("uq_shift_day_shift_id_on")),
    )
    op.create_index(op.f("ix_shift_day_shift_id"), "shift_day", ["shift_id"])

    op.create_table(
        "need",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("one_leader_for", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("least >= 0 AND most >= 1 AND most >= least", name=op.f("ck_need_count")),
        sa.CheckConstraint("one_leader_for >= 1", name=op.f("ck_need_leader")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_need_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_need_post_id_post"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_need_qualification_id_qualification"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_need_shift_id_shift"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint(
            "post_id", "shift_id", "qualification_id", "day", name=op.f("uq_need_post_id_shift_id_qualification_id_day")
        ),
    )
    op.create_index(op.f("ix_need_edition_id"), "need", ["edition_id"])
    op.create_index(op.f("ix_need_post_id"), "need", ["post_id"])
    op.create_index(op.f("ix_need_qualification_id"), "need", ["qualification_id"])
    op.create_index(op.f("ix_need_shift_id"), "need", ["shift_id"])
    op.create_index(
        "uq_need_every_day",
        "need",
        ["post_id", "shift_id", "qualification_id"],
        unique=True,
        sqlite_where=sa.text("day IS NULL"),
        postgresql_where=sa.text("day IS NULL"),
    )

    op.create_table(
        "post_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_hours_post_id_post"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_hours")),
    )
    op.create_index(op.f("ix_post_hours_post_id"), "post_hours", ["post_id"])

    op.create_table(
        "squad",
        sa.Column("agency_id", sa.Integer(), nullable=False),
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
            ["agency_id"], ["agency.id"], name=op.f("fk_squad_agency_id_agency"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_squad_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_squad")),
        sa.UniqueConstraint("agency_id", "name", name=op.f("uq_squad_agency_id_name")),
    )
    op.create_index(op.f("ix_squad_agency_id"), "squad", ["agency_id"])
    op.create_index(op.f("ix_squad_edition_id"), "squad", ["edition_id"])
    op.create_index(op.f("ix_squad_folded"), "squad", ["folded"])
    op.create_index(op.f("ix_squad_sort_key"), "squad", ["sort_key"])

    op.create_table(
        "officer",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("squad_id", sa.Integer(), nullable=True),
        sa.Column("home_venue_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
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
            ["agency_id"], ["agency.id"], name=op.f("fk_officer_agency_id_agency"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_officer_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["home_venue_id"], ["venue.id"], name=op.f("fk_officer_home_venue_id_venue"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["squad_id"], ["squad.id"], name=op.f("fk_officer_squad_id_squad"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_officer_edition_id_code")),
    )
    op.create_index(op.f("ix_officer_agency_id"), "officer", ["agency_id"])
    op.create_index(op.f("ix_officer_edition_id"), "officer", ["edition_id"])
    op.create_index(op.f("ix_officer_folded"), "officer", ["folded"])
    op.create_index(op.f("ix_officer_home_venue_id"), "officer", ["home_venue_id"])
    op.create_index(op.f("ix_officer_sort_key"), "officer", ["sort_key"])
    op.create_index(op.f("ix_officer_squad_id"), "officer", ["squad_id"])

    op.create_table(
        "absence",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_absence_span")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_absence_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_absence_officer_id_officer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_edition_id"), "absence", ["edition_id"])
    op.create_index(op.f("ix_absence_officer_id"), "absence", ["officer_id"])

    op.create_table(
        "holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_holding_officer_id_officer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_holding_qualification_id_qualification"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
        sa.UniqueConstraint("officer_id", "qualification_id", name=op.f("uq_holding_officer_id_qualification_id")),
    )
    op.create_index(op.f("ix_holding_officer_id"), "holding", ["officer_id"])
    op.create_index(op.f("ix_holding_qualification_id"), "holding", ["qualification_id"])


def downgrade() -> None:
    for table in (
        "holding",
        "absence",
        "officer",
        "squad",
        "post_hours",
        "need",
        "shift_day",
        "post",
        "agency",
        "shift",
        "sector",
        "qualification",
        "force",
    ):
        op.drop_table(table)
