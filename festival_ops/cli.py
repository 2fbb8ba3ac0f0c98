"""Commands for the people who run an installation."""

from flask import Flask


def init(app: Flask) -> None:
    """Registered by the areas."""
