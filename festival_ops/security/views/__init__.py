"""Pages of this area."""

from festival_ops.security.views import resources
from festival_ops.security.views.blueprints import area

__all__ = ["area", "resources"]
