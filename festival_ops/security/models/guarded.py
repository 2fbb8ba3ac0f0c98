"""What all rows of this room share: they belong to one edition, tell their source, and travel no further than C4."""

from __future__ import annotations

from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.web.access import Secrecy


class Guarded(OfEdition, Sourced):
    secrecy = Secrecy.GUARDED
