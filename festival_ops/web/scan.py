"""Codes that a camera reads, drawn into the page itself."""

from __future__ import annotations

import segno
from markupsafe import Markup


def scan_code(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=4, dark="#1d1330", light="#ffffff", svgclass="scan-code", lineclass=None))  # noqa: S704
