"""Every venue keeps one way in for help at all times, whatever is closed around it."""

from __future__ import annotations

from solver.network import EMERGENCY, Way
from solver.rules.rule import N_
from solver.rules.ways_open import WaysOpen


class EmergencyWayKept(WaysOpen):
    title = N_("An emergency way in")
    text = N_("From %(starts)s on no emergency way in to %(way)s is open: closed are %(roads)s.")

    def concerns(self, way: Way) -> bool:
        return way.kind == EMERGENCY
