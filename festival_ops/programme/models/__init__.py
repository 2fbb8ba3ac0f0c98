"""The programme's tables."""

from festival_ops.programme.models.blackout import Blackout
from festival_ops.programme.models.edition import Edition
from festival_ops.programme.models.people import Contact, Party, Person, Troupe
from festival_ops.programme.models.performance import (
    AudienceClash,
    Cancellation,
    EquipmentNeed,
    ParadeStop,
    Performance,
    PerformanceWindow,
    Precedence,
    Work,
)
from festival_ops.programme.models.permit import ExchangedDay, Permit
from festival_ops.programme.models.place import Equipment, Neighbours, OpeningHours, QuietHours, Stage, Travel, Venue
from festival_ops.programme.models.rehearsal import Rehearsal

__all__ = [
    "AudienceClash",
    "Blackout",
    "Cancellation",
    "Contact",
    "Edition",
    "Equipment",
    "EquipmentNeed",
    "ExchangedDay",
    "Neighbours",
    "OpeningHours",
    "ParadeStop",
    "Party",
    "Performance",
    "PerformanceWindow",
    "Permit",
    "Person",
    "Precedence",
    "QuietHours",
    "Rehearsal",
    "Stage",
    "Travel",
    "Troupe",
    "Venue",
    "Work",
]
