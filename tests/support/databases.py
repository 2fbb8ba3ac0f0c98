"""A fresh, migrated database for each test, on every kind of database that the office promises to run on.

A test (or fixture) that asks for `database_url` runs once for each of FESTIVAL_TEST_DATABASES, by default
"sqlite postgresql"; `@pytest.mark.databases("sqlite")` narrows that where the database is not the point.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.util import LRUCache

from festival_ops import demo
from festival_ops.cli import create_office
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.programme.models import Edition
from festival_ops.web.limits import limiter
from tests.support import parts
from tools import postgres

STATEMENTS = 2000
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
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is made once for this run and read by all who share in it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "for-all"
    folder.mkdir(exist_ok=True)
    return folder


def once(path: Path, make: Callable[[Path], None]) -> Path:
    """Made by whoever comes first; the others wait for it."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            make(unfinished)
            unfinished.rename(path)
    return path


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    return once(run_folder / "template.sqlite", lambda path: migrate(f"sqlite:///{path}", folder))


@pytest.fixture(scope="session")
def demo_template(sqlite_template: Path, run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after `make demo` has brought the demo edition in, which takes many seconds of a processor."""
    folder = tmp_path_factory.mktemp("demo")

    def make(path: Path) -> None:
        shutil.copyfile(sqlite_template, path)
        settings = Settings(database_url=f"sqlite:///{path}", folder=folder, secret_key="importing", testing=True)
        app = create_office(settings)
        with app.app_context():
            demo.hue_2024(db.session())
            db.session.commit()
            db.session.remove()
            db.engine.dispose()

    return once(run_folder / "demo.sqlite", make)


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
        template = "demo_template" if "demo_edition" in request.fixturenames else "sqlite_template"
        shutil.copyfile(request.getfixturevalue(template), path)
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


@pytest.fixture(scope="session")
def translated(run_folder: Path) -> Path:
    """Where templates stand as bytecode: to translate them all takes five seconds of a processor."""
    folder = run_folder / "templates"
    folder.mkdir(exist_ok=True)
    return folder


def _made(settings: Settings, translated: Path) -> Flask:
    app = create_office(settings)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(translated))
    with app.app_context():
        # In a run every statement comes back; an office keeps fewer for the sake of its memory (ADR 71).
        db.engine.update_execution_options(compiled_cache=LRUCache(STATEMENTS))
    return app


@pytest.fixture
def app(settings: Settings, made_apps: dict[str, Flask], translated: Path) -> Iterator[Flask]:
    """The application as if just made: its settings, its counters and its database are this test's own."""
    if settings.database not in made_apps:
        made_apps[settings.database] = _made(settings, translated)
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


@pytest.fixture
def demo_edition(session: scoped_session[Session]) -> Edition:
    """Festival Huế 2024 as its import leaves it; SQLite's was imported once for all tests of the run."""
    known = session.scalars(select(Edition)).one_or_none()
    edition = known or demo.hue_2024(session())
    session.commit()
    return edition
