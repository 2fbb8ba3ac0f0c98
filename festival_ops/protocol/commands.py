"""What the person at the machine can do about the keys to passports."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.protocol import passports


@click.command("passport-keys")
@with_appcontext
def turn_passport_keys() -> None:
    """Make a new key to passports and seal every one of them anew with it.

    Older keys stay in the file: backups of the database that were made before need them.
    """
    try:
        held, sealed, left = passports.seal_anew(db.session())
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        raise click.ClickException("Somebody handed a passport in at the same moment; please run it again.") from None
    click.echo(f"Key {held.newest} in {held.file} is the newest; {sealed} passports are sealed with it.")
    if left:
        click.echo(
            f"{left} could not be opened and stay as they are: their key is not in the file, or they were altered."
        )
