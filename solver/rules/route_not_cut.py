"""Closures cut no route of buses, guests of honour or ambulances that has no approved detour left."""

from __future__ import annotations

from solver.network import EMERGENCY, Way
from solver.rules.rule import N_
from solver.rules.ways_open import WaysOpen


class RouteNotCut(WaysOpen):
    title = N_("Routes are not cut")
    text = N_("From %(starts)s on the route %(way)s is cut, and no approved detour is left: closed are %(roads)s.")

    def concerns(self, way: Way) -> bool:
        return way.kind != EMERGENCY
