"""Pages of this area."""

from festival_ops.security.views import pages, resources
from festival_ops.security.views.blueprints import area

__all__ = ["area", "pages", "resources"]
