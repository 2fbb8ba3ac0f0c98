"""Commands for the people who run an installation."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from festival_ops import demo
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
        return
    edition = next((edition for edition in editions if edition.slug == "hue-2024"), None)
    edition = edition or demo.hue_2024(db.session())
    people = demo.sign_ins(db.session(), edition)
    db.session.commit()
    click.echo(f"{edition.name} is loaded. Sign in as one of:")
    for email, role in people:
        click.echo(f"  {email:32} {role}")
    click.echo(f"The password of each is: {current_app.extensions['settings'].demo_password}")
