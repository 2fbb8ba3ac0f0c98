"""Commands for the people who run an installation."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from festival_ops import demo
from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.jobs.worker import worker
from festival_ops.programme.models import Edition


def init(app: Flask) -> None:
    app.cli.add_command(worker)
    app.cli.add_command(load_demo)


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is an edition already.")
@with_appcontext
def load_demo(if_empty: bool) -> None:
    """Load Festival Huế 2024 and make one account for each role."""
    editions = db.session.scalars(select(Edition)).all()
    if if_empty and editions:
        click.echo("There is an edition already; nothing was loaded.")
    else:
        edition = next((edition for edition in editions if edition.slug == "hue-2024"), None)
        edition = edition or demo.hue_2024(db.session())
        demo.sign_ins(db.session(), edition)
        db.session.commit()
        click.echo(f"{edition.name} is loaded.")
    _tell_sign_ins()


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
