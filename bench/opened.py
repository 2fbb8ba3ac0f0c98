"""An invented edition in an office that is open, and a planner who is signed in to it in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.memory import PASSWORD, office

ROOT = Path(__file__).parents[1]
DAYS = 9


@contextmanager
def edition(items: int, stages: int, troupes: int, fill: str, *more: object) -> Iterator[tuple[str, str]]:
    """An office that is open on a folder of its own, with one edition that the program `fill` gave a plan.

    Its address, and the last line that the program printed. `more` are further words of the command that invents it.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FESTIVAL_FOLDER": folder, "FESTIVAL_DEMO_PASSWORD": PASSWORD}
        flask = [sys.executable, "-m", "flask", "--app", "manage"]
        size = ["--performances", items, "--stages", stages, "--troupes", troupes, "--days", DAYS, *more]
        for command in (["db", "upgrade"], ["demo", *map(str, size)]):
            subprocess.run([*flask, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        filled = subprocess.run(
            [sys.executable, "-c", fill], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        with office(environment) as (_process, address):
            yield address, filled.stdout.splitlines()[-1]


@contextmanager
def signed_in(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900})
        page.goto("/sign-in")
        page.fill("input[name=email]", "planner@festival.example")
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        yield page
        browser.close()
