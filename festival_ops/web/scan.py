"""Codes that a camera reads, drawn into the page itself."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from markupsafe import Markup


@dataclass(frozen=True)
class Scan:
    """An address and its code, which takes the size that the style sheet gives it."""

    address: str

    @property
    def drawn(self) -> Markup:
        code, colours = segno.make(self.address, error="m", micro=False), {"dark": "#1d1330", "light": "#ffffff"}
        return Markup(code.svg_inline(omitsize=True, svgclass="scan-code", lineclass=None, **colours))  # noqa: S704
