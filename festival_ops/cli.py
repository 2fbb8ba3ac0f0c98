"""Commands for the people who run an installation."""

from flask import Flask

from festival_ops.jobs.worker import worker


def init(app: Flask) -> None:
    app.cli.add_command(worker)
