"""A fresh, migrated database for each test, on every kind of database that the office promises to run on.

A test (or fixture) that asks for `database_url` runs once for each of FESTIVAL_TEST_DATABASES, by default
"sqlite postgresql"; `@pytest.mark.databases("sqlite")` narrows that where the database is not the point.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session, scoped_session

from festival_ops.app import create_app
from festival_ops.config import Settings
from festival_ops.database import db
from tests.support import parts
from tools import postgres

KINDS = tuple(os.environ.get("FESTIVAL_TEST_DATABASES", "sqlite postgresql").split())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_url" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("databases")
        kinds = [kind for kind in KINDS if marker is None or kind in marker.args]
        metafunc.parametrize("database_url", kinds, indirect=True)


def migrate(url: str, folder: Path) -> None:
    app = create_app(Settings(database_url=url, folder=folder, secret_key="migrating", testing=True))
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
def postgresql_names(postgresql_server: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Names for new databases; by the first, a template of the migrated schema stands ready."""
    with psycopg.connect(postgres.address(postgresql_server), autocommit=True) as connection:
        connection.execute("CREATE DATABASE template")
    migrate(postgres.address(postgresql_server, "template"), tmp_path_factory.mktemp("template"))
    return (f"festival_{number}" for number in count(1))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield _fresh_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    names = request.getfixturevalue("postgresql_names")
    server = request.getfixturevalue("postgresql_server")
    name = next(names)
    with psycopg.connect(postgres.address(server), autocommit=True) as connection:
        # Copying files is the fastest way and, before PostgreSQL 15, the only one.
        how = "STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template {how}")
    yield postgres.address(server, name)
    with psycopg.connect(postgres.address(server), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _fresh_sqlite(template: Path, folder: Path) -> str:
    path = folder / "festival.sqlite"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, folder=tmp_path, secret_key="only for this test", testing=True)


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once a run, not once a test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def app(settings: Settings, compiled_pages: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_pages
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The session of the test itself; rows become visible to pages and workers with the next commit or request."""
    with app.app_context():
        yield db.session
        db.session.rollback()
