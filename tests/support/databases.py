"""A fresh, migrated database for each test, on every kind of database that the office promises to run on.

A test (or fixture) that asks for `database_url` runs once for each of FESTIVAL_TEST_DATABASES, by default
"sqlite postgresql"; `@pytest.mark.databases("sqlite")` narrows that where the database is not the point.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from festival_ops.cli import create_office
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.web.limits import limiter
from tests.support import parts
from tools import postgres

KINDS = tuple(os.environ.get("FESTIVAL_TEST_DATABASES", "sqlite postgresql").split())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_url" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("databases")
        kinds = [kind for kind in KINDS if marker is None or kind in marker.args]
        metafunc.parametrize("database_url", kinds, indirect=True)


def migrate(url: str, folder: Path) -> None:
    app = create_office(Settings(database_url=url, folder=folder, secret_key="migrating", testing=True))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.sqlite"
    migrate(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    with postgres.private_server(parts.require("postgresql")) as folder:
        yield folder


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server, when a template of the migrated schema stands ready on it."""
    with _connected(postgresql_server) as connection:
        connection.execute("CREATE DATABASE template")
    migrate(postgres.address(postgresql_server, "template"), tmp_path_factory.mktemp("template"))
    return postgresql_server


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture
def folder(ground: Path) -> Path:
    """The office's folder: always of the same name, and empty for each test."""
    shutil.rmtree(ground)
    ground.mkdir()
    return ground


@pytest.fixture
def database_url(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        path = folder / "festival.sqlite"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgresql_template")
    with _connected(server) as connection:
        # Copying files is the fastest way and, before PostgreSQL 15, the only one.
        how = "STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
        connection.execute(f"CREATE DATABASE festival TEMPLATE template {how}")
    yield postgres.address(server, "festival")
    with _connected(server) as connection:
        connection.execute("DROP DATABASE festival WITH (FORCE)")


def _connected(server: Path) -> psycopg.Connection[Any]:
    return psycopg.connect(postgres.address(server), autocommit=True)


@pytest.fixture
def settings(database_url: str, folder: Path) -> Settings:
    return Settings(
        database_url=database_url,
        folder=folder,
        secret_key="only for these tests",
        two_factor_required=False,
        testing=True,
    )


@pytest.fixture(scope="session")
def made_apps() -> dict[str, Flask]:
    """One application for each kind of database: learning all addresses takes it longer than most tests take."""
    return {}


@pytest.fixture
def app(settings: Settings, made_apps: dict[str, Flask]) -> Iterator[Flask]:
    """The application as if just made: its settings, its counters and its database are this test's own."""
    if settings.database not in made_apps:
        made_apps[settings.database] = create_office(settings)
    app = made_apps[settings.database]
    app.extensions["settings"] = settings
    values = dict(app.config)
    limiter.reset()
    yield app
    app.config.clear()
    app.config.update(values)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The session of the test itself; rows become visible to pages and workers with the next commit or request."""
    with app.app_context():
        yield db.session
        db.session.rollback()
