"""Pages of the plan, from the first solve to the public programme."""

from festival_ops.planning.views import (
    board,
    diagnoses,
    evening,
    inquiries,
    lengths,
    lists,
    notices,
    pins,
    placements,
    programme,
    proposals,
    releases,
    repairs,
    rules,
    runs,
    scenario_changes,
    scenarios,
    signing,
    tellings,
    timeline,
    violations,
    words,
)
from festival_ops.planning.views.area import area, public

PAGES = (
    board,
    diagnoses,
    evening,
    inquiries,
    lengths,
    lists,
    notices,
    pins,
    placements,
    programme,
    proposals,
    releases,
    repairs,
    rules,
    runs,
    scenario_changes,
    scenarios,
    signing,
    tellings,
    timeline,
    violations,
    words,
)

__all__ = ["PAGES", "area", "public"]
