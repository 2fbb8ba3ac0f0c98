"""The security room's tables."""

from festival_ops.security.models.demand import Need, Shift, ShiftDay
from festival_ops.security.models.people import (
    Absence,
    Agency,
    Contingent,
    Force,
    Holding,
    Officer,
    Qualification,
    Squad,
)
from festival_ops.security.models.posts import Post, PostHours, Sector
from festival_ops.security.models.standards import Standard

__all__ = [
    "Absence",
    "Agency",
    "Contingent",
    "Force",
    "Holding",
    "Need",
    "Officer",
    "Post",
    "PostHours",
    "Qualification",
    "Sector",
    "Shift",
    "ShiftDay",
    "Squad",
    "Standard",
]
