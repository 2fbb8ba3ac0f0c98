"""What the parade stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.plan import Fact


@dataclass(frozen=True)
class ParadePlan:
    """Units from the first to the last; their hours follow from it (`solver.parade.walk`)."""

    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Breach:
    """One rule broken; `facts` fill its sentence."""

    rule: str
    units: tuple[int, ...] = ()
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Demand:
    """One thing that a rule asks of one parade; `facts` fill the rule's sentence of what it asks."""

    rule: str
    units: tuple[int, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class ParadeAnswer:
    """`status` is one of proven (no order costs less), found, impossible, stopped (neither an order nor a proof).

    No order costs less than `bound`. Of an impossible parade `collision` names demands that no order meets all at
    once; without any one of them some order would meet the others, unless the search for that was cut short.
    """

    status: str
    plan: ParadePlan
    value: int
    bound: int
    seconds: float
    collision: tuple[Demand, ...] = ()
