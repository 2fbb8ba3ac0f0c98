"""The table of contents of what must be true of arrivals, in the order in which people read it."""

from solver.arrivals.rules.before_doors_close import BeforeDoorsClose
from solver.arrivals.rules.gate_open import GateOpen
from solver.arrivals.rules.kept import Kept
from solver.arrivals.rules.minimum_gap import MinimumGap
from solver.arrivals.rules.order_by_rank import OrderByRank
from solver.arrivals.rules.ready import Ready
from solver.arrivals.rules.received import Received
from solver.arrivals.rules.room_at_the_gate import RoomAtTheGate
from solver.arrivals.rules.rule import ArrivalRule

ARRIVAL_RULES: tuple[ArrivalRule, ...] = (
    Received(),
    OrderByRank(),
    MinimumGap(),
    RoomAtTheGate(),
    GateOpen(),
    BeforeDoorsClose(),
    Ready(),
    Kept(),
)

__all__ = ["ARRIVAL_RULES", "ArrivalRule"]
