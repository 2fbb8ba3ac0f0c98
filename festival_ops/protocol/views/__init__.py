"""Pages of this area."""

from festival_ops.protocol.views import ceremonies, erasure, pages, passes, resources, script
from festival_ops.protocol.views.blueprints import area

__all__ = ["area", "ceremonies", "erasure", "pages", "passes", "resources", "script"]
