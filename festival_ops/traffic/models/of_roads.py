"""What all rows of this room share: they belong to one edition, tell their source, and are written by traffic."""

from __future__ import annotations

from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.web.access import Secrecy


class OfRoads(OfEdition, Sourced):
    secrecy = Secrecy.ROADS
