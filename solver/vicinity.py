"""The part of a festival that rules look at when a few acts are moved, so that asking them takes microseconds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from solver.problem import Problem
from solver.rules.kept_order import kept_orders


def vicinity(problem: Problem, acts: Collection[int]) -> Problem:
    """The same festival with only those groups, orders, stocks and pins that concern some acts.

    All acts and places stay. Of a plan of these acts, and of others as far as a rule weighs them together, the rule
    tells the same breaches that touch one of the acts. Raises KeyError for an act that the problem does not have.
    """
    ours = [problem.act(act) for act in acts]
    troupes = {troupe for act in ours for troupe in act.troupes}
    works = {act.work for act in ours}
    needed = {need.pool for act in ours for need in act.needs}
    persons = tuple(person for person in problem.persons if troupes.intersection(person.troupes))
    asked = troupes.union(*(person.troupes for person in persons))
    touched = set(acts)
    near = replace(
        problem,
        pools=tuple(pool for pool in problem.pools if pool.id in needed),
        troupes=tuple(troupe for troupe in problem.troupes if troupe.id in asked),
        persons=persons,
        parties=tuple(party for party in problem.parties if touched.intersection(party.acts)),
        works=tuple(work for work in problem.works if work.id in works),
        precedences=tuple(order for order in problem.precedences if touched & {order.first, order.second}),
        pins=tuple(pin for pin in problem.pins if pin.act in touched),
        clashes=tuple(dict.fromkeys(clash for act in touched for clash in problem.clashes_of.get(act, ()))),
        current=tuple(slot for act in acts if (slot := problem.current_slots.get(act))),
    )
    # Where something stands is the same in every vicinity.
    near.worked_out["places"] = problem.worked_out.setdefault("places", {})
    # Orders are held against the whole current plan, which is left out here.
    near.worked_out["kept orders"] = tuple(pair for pair in kept_orders(problem) if touched.intersection(pair))
    return near
