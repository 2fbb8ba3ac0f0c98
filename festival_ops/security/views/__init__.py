"""Pages of this area."""

from festival_ops.security.views import agency, pages, resources
from festival_ops.security.views.blueprints import area, desk, desk_sheets

__all__ = ["agency", "area", "desk", "desk_sheets", "pages", "resources"]
