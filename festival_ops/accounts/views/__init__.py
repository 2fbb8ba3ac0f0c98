"""Pages of this area."""

from festival_ops.accounts.views import account, first, history, invitation, people
from festival_ops.accounts.views.blueprints import area, members

__all__ = ["account", "area", "first", "history", "invitation", "members", "people"]
