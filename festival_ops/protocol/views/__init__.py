"""Pages of this area."""

from festival_ops.protocol.views import pages, resources, script
from festival_ops.protocol.views.blueprints import area

__all__ = ["area", "pages", "resources", "script"]
