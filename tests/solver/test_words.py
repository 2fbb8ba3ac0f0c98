"""Sentences are whole, name their facts, and can be told in another language."""

from __future__ import annotations

import re

import pytest

from solver.plan import Moment, Violation
from solver.problem import Act
from solver.rules import RULES, Rule
from solver.wishes import WISHES
from solver.words import clock, say, title
from tests.solver.festivals import festival as random_festival
from tests.solver.rules.examples import festival

FACT = re.compile(r"%\((\w+)\)s")
MANY = [random_festival(seed) for seed in range(300)]
BROKEN = Violation("latest-hour", (1,), {"act": "Múa", "ends": Moment(1450), "minutes": 10, "troupe": "Lotus"})


def test_a_moment_is_a_clock_time_on_the_calendars_date() -> None:
    assert [clock(festival(), Moment(minute)) for minute in (-30, 0, 1170, 1450)] == [
        "23:30 on 06/06/2024",
        "00:00 on 07/06/2024",
        "19:30 on 07/06/2024",
        "00:10 on 08/06/2024",
    ]


def test_a_sentence_is_told_in_the_language_of_the_reader() -> None:
    vietnamese = {
        "%(time)s on %(date)s": "%(time)s ngày %(date)s",
        "%(act)s ends at %(ends)s, %(minutes)s minutes after the latest hour of %(troupe)s.": (
            "%(act)s kết thúc lúc %(ends)s, quá giờ muộn nhất của %(troupe)s %(minutes)s phút."
        ),
    }
    assert say(festival(Act(1, "Múa", 30)), BROKEN, vietnamese.__getitem__) == (
        "Múa kết thúc lúc 00:10 ngày 08/06/2024, quá giờ muộn nhất của Lotus 10 phút."
    )


def test_rules_and_wishes_have_titles_of_their_own() -> None:
    titles = [title(part.key) for part in (*RULES, *WISHES)]
    assert titles == [part.title for part in (*RULES, *WISHES)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_sentence_of_a_rule_finds_its_facts(rule: Rule) -> None:
    seen = set()
    for problem, plan in MANY:
        for broken in rule.violations(problem, plan):
            case = str(broken.facts.get("case", ""))
            text = rule.cases.get(case, rule.text)
            assert FACT.search(say(problem, broken)) is None
            seen.add(text)
    assert seen == {rule.text, *rule.cases.values()}
