"""What of passes can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from festival_ops.programme.models import Edition
from festival_ops.protocol.pass_kinds import DELEGATION, GUEST, OTHER
from festival_ops.protocol.sense import Facts, Fault, far_faults


def zone_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    if facts.get("roads") and facts.get("venue") is not None:
        yield "venue", _("Closed roads lie outside of venues; leave the venue empty.")


def pass_kind_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    if not facts.get("zones"):
        yield "zones", _("A pass that opens nothing is none; choose at least one zone.")
    if facts.get("groups") and facts.get("bearer") not in (GUEST, DELEGATION):
        yield "groups", _("Only passes of guests and delegations are for some kinds of guests.")


def pass_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    """`bearer` is that of the kind, `others` whether somebody else bears it than is written by hand."""
    by_hand, starts, ends = facts.get("bearer") == OTHER, facts.get("starts"), facts.get("ends")
    if by_hand and not facts.get("holder"):
        yield "holder", _("Write down who bears it: a name, a newspaper, a team.")
    if not by_hand and facts.get("bearer") and not facts.get("drafted"):
        yield "kind", _("Passes of this kind are drafted from invitations, troupes, engagements and rides.")
    if starts and ends and ends <= starts:
        yield "ends", _("The end is before the start.")
    if (starts or ends) and not by_hand:
        yield "starts", _("When it holds follows the plan; leave these empty.")
    yield from far_faults(facts, edition, "starts", "ends")
