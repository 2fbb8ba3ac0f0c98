"""gunicorn as the office configures it, but for the keeper: the worker of a forked office was forked beside it."""

import runpy

globals().update(runpy.run_path("gunicorn.conf.py"))


def when_ready(server: object) -> None:
    """Nothing is started."""
