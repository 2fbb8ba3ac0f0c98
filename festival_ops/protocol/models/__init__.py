"""The protocol room's tables."""

from festival_ops.protocol.models.ceremonies import (
    Ceremony,
    Invitation,
    Reply,
    SeatBlock,
    SeatBlockGroup,
    SeatTie,
)
from festival_ops.protocol.models.desk import EscortLook, EscortNote
from festival_ops.protocol.models.engagements import Engagement
from festival_ops.protocol.models.escorts import Escort, EscortHours, EscortLanguage
from festival_ops.protocol.models.guests import Delegation, Guest, Leg
from festival_ops.protocol.models.lodging import Lodging
from festival_ops.protocol.models.passes import Pass, PassCheck, PassKind, PassZone
from festival_ops.protocol.models.passports import Passport, PassportReading
from festival_ops.protocol.models.places import Allotment, GuestPlace
from festival_ops.protocol.models.precedence import GuestGroup, PrecedenceGroup, PrecedenceSet
from festival_ops.protocol.models.script import ScriptIssue, ScriptLine, StageItem, StageItemCheck

__all__ = [
    "Allotment",
    "Ceremony",
    "Delegation",
    "Engagement",
    "Escort",
    "EscortHours",
    "EscortLanguage",
    "EscortLook",
    "EscortNote",
    "Guest",
    "GuestGroup",
    "GuestPlace",
    "Invitation",
    "Leg",
    "Lodging",
    "Pass",
    "PassCheck",
    "PassKind",
    "PassZone",
    "Passport",
    "PassportReading",
    "PrecedenceGroup",
    "PrecedenceSet",
    "Reply",
    "ScriptIssue",
    "ScriptLine",
    "SeatBlock",
    "SeatBlockGroup",
    "SeatTie",
    "StageItem",
    "StageItemCheck",
]
