"""What the person at the machine can do about accounts when nobody can sign in."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from festival_ops.accounts import actions
from festival_ops.accounts.forms import LONGEST, SHORTEST
from festival_ops.accounts.models import User
from festival_ops.database import db


@click.command("admin")
@click.argument("email")
@click.option("--name", default="", help="As it stands in the history; the address if left out.")
@click.password_option(help="Asked for when left out.")
@with_appcontext
def make_administrator(email: str, name: str, password: str) -> None:
    """Make EMAIL an administrator of every edition, with this password."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise click.BadParameter(f"A password has {SHORTEST} to {LONGEST} letters.", param_hint="--password")
    user = actions.administrator(db.session(), actions.Newcomer(email=email.strip().lower(), name=name), password)
    db.session.commit()
    click.echo(f"{user.email} is an administrator of every edition.")


@click.command("lost-phone")
@click.argument("email")
@with_appcontext
def forget_phone(email: str) -> None:
    """Let EMAIL sign in with the password alone until a new phone is set up."""
    user = db.session.scalars(select(User).where(User.email == email.strip().lower())).first()
    if user is None:
        raise click.BadParameter(f"Nobody signs in as {email}.")
    actions.forget_phone(db.session(), user, by=None)
    db.session.commit()
    click.echo(f"{user.email} signs in with the password alone until a new phone is set up.")
