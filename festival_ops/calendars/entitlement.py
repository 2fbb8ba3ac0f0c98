"""Who may follow what."""

from __future__ import annotations

from festival_ops.accounts.policy import Access
from festival_ops.calendars.models import Feed
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.web.access import Act, Secrecy


def may_follow(access: Access, outlook: Outlook) -> bool:
    """Asked when a feed is made and again at every fetch, so that a feed ends with its owner's membership."""
    if outlook.of_roster:
        return access.may(Act.WRITE, Secrecy.GUARDED)
    if outlook.kind is Kind.VEHICLE:
        return access.may(Act.WRITE, Secrecy.ROADS)
    if outlook.of_guests:
        own = outlook.kind is Kind.ESCORT and outlook.subject_id in access.escorts
        return own or access.may(Act.WRITE, Secrecy.GUARDED)
    if access.own_only(Secrecy.PLAN):
        return outlook.kind in (Kind.TROUPE, Kind.RIDES) and outlook.subject_id in access.troupes
    if outlook.kind is Kind.RIDES:
        return access.may(Act.READ, Secrecy.ROADS)
    needed = Secrecy.RELEASED if outlook.kind is Kind.PUBLIC else Secrecy.PLAN
    return access.may(Act.READ, needed)


def knows(access: Access, person: int, feed: Feed) -> bool:
    """One's own feeds, and everybody's for those who answer for the programme, or for the rides. Those of the roster,
    and those of vehicles, are known to all who write these and to nobody else: even their names tell of people."""
    if feed.outlook.of_roster:
        return access.may(Act.WRITE, Secrecy.GUARDED)
    if feed.outlook.kind is Kind.VEHICLE:
        return access.may(Act.WRITE, Secrecy.ROADS)
    if feed.outlook.of_guests:
        own = feed.user_id == person and may_follow(access, feed.outlook)
        return own or access.may(Act.WRITE, Secrecy.GUARDED)
    answers = access.may(Act.WRITE, Secrecy.ROADS) and feed.outlook.of_rides
    return feed.user_id == person or answers or access.may(Act.WRITE, Secrecy.RELEASED)
