"""What of engagements can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from festival_ops.programme.models import Edition
from festival_ops.protocol.engagement_kinds import ARRIVAL, CEREMONY, DEPARTURE
from festival_ops.protocol.kinds import VIETNAMESE
from festival_ops.protocol.sense import Facts, Fault, far_faults, of, same


def engagement_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    yield from _cause_faults(facts)
    yield from _hour_faults(facts, edition)
    yield from _need_faults(facts)


def _cause_faults(facts: Facts) -> Iterator[Fault]:
    leg, ceremony, kind = facts.get("leg"), facts.get("ceremony"), facts.get("kind")
    if leg is not None and ceremony is not None:
        yield "ceremony", _("It follows either a journey or a ceremony; leave one of them empty.")
    if leg is not None and not same(of(leg, "delegation"), facts.get("delegation")):
        yield "leg", _("%(leg)s is of another delegation.", leg=leg)
    if leg is not None and kind not in (ARRIVAL, DEPARTURE):
        yield "kind", _("With a journey it is being met or being seen off.")
    elif leg is not None and kind != of(leg, "way"):
        yield "leg", _("Choose an arrival for being met, a departure for being seen off.")
    if ceremony is not None and kind != CEREMONY:
        yield "kind", _("With a ceremony it is a ceremony.")


def _hour_faults(facts: Facts, edition: Edition) -> Iterator[Fault]:
    starts, ends = facts.get("starts"), facts.get("ends")
    follows = facts.get("leg") is not None or facts.get("ceremony") is not None
    if follows and (starts or ends):
        yield "starts", _("It has the hours of its journey or ceremony; leave these empty.")
    elif not follows and not (starts and ends):
        missing = "ends" if starts else "starts"
        yield missing, _("Say when it starts and ends, or choose the journey or the ceremony that it follows.")
    elif starts and ends and ends <= starts:
        yield "ends", _("The end is before the start.")
    if facts.get("leg") is not None and not (facts.get("before") or facts.get("after")):
        yield "before", _("A journey is one moment; say how long before or after it somebody is there.")
    yield from far_faults(facts, edition, "starts", "ends")


def _need_faults(facts: Facts) -> Iterator[Fault]:
    languages = [each for each in facts.get("languages") or () if each != VIETNAMESE]
    theirs = [each for each in of(facts.get("delegation"), "languages") or () if each != VIETNAMESE]
    if facts.get("interpreters") and not languages and not theirs:
        yield "languages", _("An interpreter needs a language other than Vietnamese; choose it here.")
