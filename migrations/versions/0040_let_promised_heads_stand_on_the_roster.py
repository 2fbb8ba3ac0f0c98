"""Let agencies promise heads by function, and let a person on duty be a head without a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"

# Ids of people who were removed are not given again.
_KEEPS_COUNTING = {"sqlite_autoincrement": True}


def upgrade() -> None:
    op.create_table(
        "contingent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("leading_id", sa.Integer(), nullable=True),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.CheckConstraint("heads >= 1", name=op.f("ck_contingent_heads")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_contingent_agency_id_agency"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_contingent_qualification_id_qualification"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["leading_id"],
            ["qualification.id"],
            name=op.f("fk_contingent_leading_id_qualification"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contingent")),
    )
    for column in ("agency_id", "qualification_id", "leading_id"):
        op.create_index(op.f(f"ix_contingent_{column}"), "contingent", [column])
    with op.batch_alter_table("officer", table_kwargs=_KEEPS_COUNTING) as officer:
        officer.add_column(sa.Column("unnamed", sa.Boolean(), nullable=False, server_default=sa.false()))
        officer.add_column(sa.Column("number", sa.Integer(), nullable=True))
        officer.create_unique_constraint(op.f("uq_officer_agency_id_number"), ["agency_id", "number"])
        officer.create_check_constraint(op.f("ck_officer_unnamed"), "number IS NOT NULL OR NOT unnamed")


def downgrade() -> None:
    op.execute("DELETE FROM attendance WHERE officer_id IN (SELECT id FROM officer WHERE unnamed)")
    op.execute("DELETE FROM duty WHERE officer_id IN (SELECT id FROM officer WHERE unnamed)")
    op.execute("DELETE FROM absence WHERE officer_id IN (SELECT id FROM officer WHERE unnamed)")
    op.execute("DELETE FROM holding WHERE officer_id IN (SELECT id FROM officer WHERE unnamed)")
    op.execute("DELETE FROM officer WHERE unnamed")
    with op.batch_alter_table("officer") as officer:
        officer.drop_constraint(op.f("ck_officer_unnamed"), type_="check")
        officer.drop_constraint(op.f("uq_officer_agency_id_number"), type_="unique")
        officer.drop_column("number")
        officer.drop_column("unnamed")
    op.drop_table("contingent")
