"""What every template may use."""

from flask import Flask


def init(app: Flask) -> None:
    """Registered by the web room."""
