"""Takes the picture of the README: the timeline of a running office that holds the demo edition and a plan.

`python -m tools.picture http://127.0.0.1:8000/festival/hue-2024/planning/timeline docs/timeline.png`
"""

from __future__ import annotations

import os
import shutil
import sys
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

from festival_ops.config import Settings

PLANNER = "planner@festival.example"
SIZE = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def enter(page: Page, address: str) -> None:
    page.goto(urljoin(address, "/sign-in"))
    page.locator("input[name=email]").fill(PLANNER)
    page.locator("input[name=password]").fill(Settings.of(os.environ).demo_password)
    page.locator("main button.btn-primary").click()
    page.wait_for_load_state()


def take(address: str, file: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = chromium.new_page(viewport=SIZE, locale="en-GB", color_scheme="light")
        enter(page, address)
        page.goto(address)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=file)
        chromium.close()


if __name__ == "__main__":
    take(*sys.argv[1:])
