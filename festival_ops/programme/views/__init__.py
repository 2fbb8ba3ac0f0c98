"""Pages of this area."""

from festival_ops.programme.views import acts, edition, pages, resources
from festival_ops.programme.views.blueprints import area, editions

__all__ = ["acts", "area", "edition", "editions", "pages", "resources"]
