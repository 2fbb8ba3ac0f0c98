"""Pages of this area."""

from festival_ops.traffic.views import resources
from festival_ops.traffic.views.blueprints import area

__all__ = ["area", "resources"]
