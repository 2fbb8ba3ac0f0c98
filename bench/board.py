"""How soon a full board is painted, how smoothly something is dragged over it, and what its scripts weigh.

`python -m bench board` fills one festival day of a synthetic edition (rules are not asked: a draft may clash), starts
the office on a folder of its own and looks at the board in headless Chromium. Painting is counted from the last byte
of the page to the frame that shows it, and beside it from the request on, with the office's own work; a drag is twenty
steps of the pointer with the cells lit. Last, how soon the office answers what the board asks (`bench/answers.py`).
"""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page

from bench import answers
from bench.machine import table
from bench.opened import edition, signed_in

ROOT = Path(__file__).parents[1]
# Performances, stages, and troupes for as many; the generator spreads them over nine days, FILL puts all on one.
SIZES = ((500, 30, 64), (1500, 60, 190))
LIMITS = {500: 300, 1500: 800}
PAINTED = """async () => {
  await new Promise((done) => (document.readyState === "complete" ? done() : addEventListener("load", done)));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [performance.now() - performance.getEntriesByType("navigation")[0].responseEnd, performance.now()];
}"""
COUNT = """() => {
  window.frames_seen = [];
  const see = (at) => { window.frames_seen.push(at); requestAnimationFrame(see); };
  requestAnimationFrame(see);
}"""
FILL = """
import sys
from datetime import timedelta
from festival_ops.app import create_app
from festival_ops.database import db
from festival_ops.planning.models import Placement, Plan
from festival_ops.programme.models import Edition, Performance, Stage
from sqlalchemy import select
with create_app().app_context():
    edition = db.session.scalars(select(Edition)).one()
    stages = db.session.scalars(select(Stage.id).order_by(Stage.id)).all()
    plan = Plan(edition_id=edition.id, name="Full", main=True)
    db.session.add(plan)
    db.session.flush()
    begins = edition.at(edition.first_day, edition.cutoff) + timedelta(hours=2)
    for number, act in enumerate(db.session.scalars(select(Performance.id).order_by(Performance.id))):
        row, stage = divmod(number, len(stages))
        starts = begins + timedelta(minutes=row * 45)
        db.session.add(Placement(plan_id=plan.id, performance_id=act, stage_id=stages[stage], starts=starts))
    db.session.commit()
    print(edition.slug)
"""


def run(times: int = 5) -> str:
    rows = [_measured(*size, times) for size in SIZES]
    weight = sum(len(gzip.compress(file.read_bytes(), 9)) for file in ROOT.glob("static/js/**/*.js"))
    head = (
        "items × rows", "painted, median ms", "limit ms", "from the request on, median ms",
        "frames a second in a drag", "longest frame, ms",
    )  # fmt: skip
    scripts = table(("own scripts of the page, gzip", "limit"), [(f"{weight / 1024:.1f} KiB", "20 KiB")])
    return f"{table(head, rows)}\n\n{scripts}\n\n{answers.run()}"


def _measured(items: int, stages: int, troupes: int, times: int) -> tuple[Any, ...]:
    with edition(items, stages, troupes, FILL) as (address, slug):
        painted, waited, frames = _looked_at(address, slug, times)
    gaps = [after - before for before, after in pairwise(frames)]
    rate = 1000 * len(gaps) / sum(gaps)
    paint = f"{median(painted):.0f}", LIMITS[items], f"{median(waited):.0f}"
    return f"{items} × {stages}", *paint, f"{rate:.0f}", f"{max(gaps):.0f}"


def _looked_at(address: str, slug: str, times: int) -> tuple[list[float], list[float], list[float]]:
    with signed_in(address) as page:
        painted = []
        for _time in range(times):
            page.goto(f"/festival/{slug}/planning/timeline?zoom=60", wait_until="commit")
            painted.append(page.evaluate(PAINTED))
        frames = _dragged(page)
    return [float(one) for one, _whole in painted], [float(whole) for _one, whole in painted], frames


def _dragged(page: Page) -> list[float]:
    item = page.locator("a.item").nth(40)
    item.scroll_into_view_if_needed()
    box = item.locator(".item-bar").first.bounding_box()
    if box is None:
        raise RuntimeError("There is nothing to drag on the board.")
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 8, steps=3)
    page.locator(".cell").first.wait_for(state="attached")
    page.evaluate(COUNT)
    for step in range(20):
        page.mouse.move(box["x"] + 20 + 14 * step, box["y"] + 8 + 12 * (step % 5))
        page.wait_for_timeout(25)
    frames = page.evaluate("window.frames_seen")
    page.keyboard.press("Escape")
    page.mouse.up()
    return [float(at) for at in frames]
