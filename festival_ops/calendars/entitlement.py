"""Who may follow what."""

from __future__ import annotations

from festival_ops.accounts.policy import Access
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.web.access import Act, Secrecy


def may_follow(access: Access, outlook: Outlook) -> bool:
    """Asked when a feed is made and again at every fetch, so that a feed ends with its owner's membership."""
    if access.own_only(Secrecy.PLAN):
        return outlook.kind is Kind.TROUPE and outlook.subject_id in access.troupes
    needed = Secrecy.RELEASED if outlook.kind is Kind.PUBLIC else Secrecy.PLAN
    return access.may(Act.READ, needed)
