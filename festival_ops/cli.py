"""Commands for the people who run an installation. The web process does without them and what they bring along."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import Migrate
from sqlalchemy import select

from festival_ops import demo
from festival_ops.accounts.commands import forget_phone, make_administrator
from festival_ops.accounts.models import User
from festival_ops.app import create_app
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.jobs.worker import worker
from festival_ops.programme import generator
from festival_ops.programme.generator import Generated
from festival_ops.programme.invention import Size
from festival_ops.programme.models import Edition
from festival_ops.protocol.commands import turn_passport_keys

LARGEST = "hue-2014"


def create_office(settings: Settings | None = None) -> Flask:
    """The application with its migrations and commands."""
    app = create_app(settings)
    Migrate(app, db, directory=f"{app.root_path}/../migrations", render_as_batch=True)
    app.cli.add_command(worker)
    app.cli.add_command(load_demo)
    app.cli.add_command(make_administrator)
    app.cli.add_command(forget_phone)
    app.cli.add_command(turn_passport_keys)
    return app


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is an edition already.")
@click.option("--like", type=click.Choice(sorted(generator.LIKE)), help="Invent an edition of the size of a real one.")
@click.option("--performances", type=click.IntRange(1, 5000), help="Invent an edition of so many performances.")
@click.option("--stages", type=click.IntRange(1, 200), default=15, show_default=True)
@click.option("--troupes", type=click.IntRange(1, 500), default=33, show_default=True)
@click.option("--days", type=click.IntRange(1, 60), default=9, show_default=True)
@click.option("--roster", type=click.IntRange(1, 5000), help="Invent so many people on duty with it.")
@click.option("--posts", type=click.IntRange(1, 500), default=140, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@with_appcontext
def load_demo(
    if_empty: bool, like: str | None, performances: int | None, roster: int | None, posts: int, **size: int
) -> None:
    """Load Festival Huế 2024, or a synthetic edition of another size, and make one account for each role."""
    if if_empty and db.session.scalar(select(Edition.id).limit(1)):
        click.echo("There is an edition already; nothing was loaded.")
    else:
        if roster and not (like or performances):
            like = LARGEST
        invented = _invented(like, Size(performances, **size) if performances else None)
        if invented and roster:
            invented = demo.manned(invented, roster, posts, size["seed"])
        edition = _edition(invented)
        demo.sign_ins(db.session(), edition)
        db.session.commit()
        click.echo(f"{edition.name} is loaded.")
    _tell_sign_ins()


def _invented(like: str | None, size: Size | None) -> Generated | None:
    try:
        return generator.like(like) if like else generator.generate(size) if size else None
    except ValueError as refusal:
        raise click.ClickException(str(refusal)) from None


def _edition(invented: Generated | None) -> Edition:
    """The edition that is asked for; one that is there already is left as it is."""
    slug = invented.facts["slug"] if invented else demo.SLUG
    known = db.session.scalar(select(Edition).where(Edition.slug == slug))
    if known:
        return known
    return demo.synthetic(db.session(), invented) if invented else demo.hue_2024(db.session())


def _tell_sign_ins() -> None:
    roles = {f"{name}@festival.example": role for name, _, role in demo.PEOPLE}
    here = set(db.session.scalars(select(User.email).where(User.email.in_(roles), User.active)))
    if not here:
        return
    click.echo("Sign in as one of:")
    for email in (email for email in roles if email in here):
        click.echo(f"  {email:32} {roles[email]}")
    password = current_app.extensions["settings"].demo_password
    click.echo(f"The password of each is {password}, until somebody changes it.")
