"""create troupes people and memberships."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "person",
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
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_person_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "troupe",
        sa.Column("short_name", sa.String(length=14), nullable=False),
        sa.Column("country", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("arrives", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departs", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hotel_area", sa.String(length=120), nullable=False),
        sa.Column("shows_a_day", sa.Integer(), nullable=True),
        sa.Column("rest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Time(), nullable=True),
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
            ["edition_id"], ["edition.id"], name=op.f("fk_troupe_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_troupe")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_troupe_edition_id_name")),
    )
    with op.batch_alter_table("troupe", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_troupe_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_troupe_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_troupe_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "contact",
        sa.Column("troupe_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("duty", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_contact_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_contact_troupe_id_troupe"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_troupe_id"), ["troupe_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("troupe_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_membership_edition_id_edition"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_membership_troupe_id_troupe"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id", "edition_id", "role", "troupe_id", name=op.f("uq_membership_user_id_edition_id_role_troupe_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "troupe_member",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("troupe_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_troupe_member_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["troupe_id"], ["troupe.id"], name=op.f("fk_troupe_member_troupe_id_troupe"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "troupe_id", name=op.f("pk_troupe_member")),
    )


def downgrade() -> None:
    op.drop_table("troupe_member")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))
        batch_op.drop_index(batch_op.f("ix_membership_edition_id"))

    op.drop_table("membership")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_troupe_id"))
        batch_op.drop_index(batch_op.f("ix_contact_edition_id"))

    op.drop_table("contact")
    with op.batch_alter_table("troupe", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_troupe_sort_key"))
        batch_op.drop_index(batch_op.f("ix_troupe_folded"))
        batch_op.drop_index(batch_op.f("ix_troupe_edition_id"))

    op.drop_table("troupe")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_sort_key"))
        batch_op.drop_index(batch_op.f("ix_person_folded"))
        batch_op.drop_index(batch_op.f("ix_person_edition_id"))

    op.drop_table("person")
