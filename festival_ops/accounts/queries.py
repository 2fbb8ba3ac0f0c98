"""What people hold, asked more than once."""

from __future__ import annotations

from festival_ops.accounts.models import User


def editions_of(user: User) -> set[int] | None:
    """The editions in which somebody is something; None means all of them."""
    ids = {membership.edition_id for membership in user.memberships}
    return None if None in ids else {id for id in ids if id is not None}
