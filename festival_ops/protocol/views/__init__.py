"""Pages of this area."""

from festival_ops.protocol.views import script
from festival_ops.protocol.views.blueprints import area

__all__ = ["area", "script"]
