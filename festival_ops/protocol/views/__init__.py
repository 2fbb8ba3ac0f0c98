"""Pages of this area."""

from festival_ops.protocol.views import (
    ceremonies,
    erasure,
    exports,
    pages,
    passes,
    passport_readings,
    passports,
    resources,
    script,
)
from festival_ops.protocol.views.blueprints import area

__all__ = [
    "area",
    "ceremonies",
    "erasure",
    "exports",
    "pages",
    "passes",
    "passport_readings",
    "passports",
    "resources",
    "script",
]
