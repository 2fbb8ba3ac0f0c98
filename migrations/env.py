"""Runs migrations transactionally on both databases, with names for every constraint."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app

import festival_ops.accounts.models
import festival_ops.calendars.models
import festival_ops.jobs.models
import festival_ops.planning.models
import festival_ops.programme.models
import festival_ops.protocol.models
import festival_ops.spreadsheets.models
import festival_ops.traffic.models
import festival_ops.web.models  # noqa: F401
from festival_ops.database import Instant

target = current_app.extensions["migrate"].db


def rendered(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Migrations outlive the classes of today, so they name plain column types only."""
    return "sa.DateTime(timezone=True)" if isinstance(item, Instant) else False


def run() -> None:
    engine = target.engine
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Rebuilding a table drops the old one, and with foreign keys on that would empty its children.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=rendered,
            transactional_ddl=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                # Two servers that start together must not both migrate.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7301000)")
            context.run_migrations()
            if connection.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"The migration would leave rows without their parents: {broken[:5]}")
        if connection.in_transaction():
            connection.commit()
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


run()
