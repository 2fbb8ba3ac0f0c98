"""What a page makes the browser fetch stays light enough for a telephone in the street."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from festival_ops.web import assets
from tests.support.people import Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA

pytestmark = pytest.mark.databases("sqlite")

BUDGET = 130 * 1024
VENDOR = Path("static/vendor")
# A Vietnamese page needs these two parts of the letters, in two weights.
PARTS = ("latin-400", "latin-600", "vietnamese-400", "vietnamese-600")
LETTERS = [f"fonts/files/be-vietnam-pro-{part}-normal.woff2" for part in PARTS]


def weight(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content))


def test_a_page_ships_at_most_130_kilobytes(planner: Visitor, festival: Festival) -> None:
    if not VENDOR.exists():
        pytest.skip("static/vendor is not there: run `make setup`.")
    page = planner.get(f"{AREA}/performance/").text
    linked = {
        Path(f"static{path.removeprefix(assets.address())}")
        for path in re.findall(r'(?:stylesheet" href|module" src)="([^"]+)"', page)
    }
    shipped = {*linked, Path("static/css/letters.css"), VENDOR / "bootstrap.min.css", VENDOR / "icons.svg"}
    shipped |= {VENDOR / letters for letters in LETTERS}
    total = len(gzip.compress(page.encode())) + sum(weight(path) for path in shipped)
    assert total <= BUDGET, {str(path): weight(path) for path in sorted(shipped)}
