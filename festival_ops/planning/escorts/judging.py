"""What the rules say of who goes along, in the sentences of a reader who may know the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from festival_ops.planning.escorts.snapshot import Facts, code_of, language_of, pair_of
from festival_ops.planning.escorts.standing import NEED, Standing
from festival_ops.protocol.kinds import LANGUAGES
from festival_ops.web.telling import by_name, called
from solver.escorts.check import check
from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import LIAISON
from solver.escorts.rules.rule import BLOCK
from solver.escorts.words import say, title
from solver.plan import Fact


@dataclass(frozen=True)
class Finding:
    rule: str
    title: str
    sentence: str
    blocks: bool
    escorts: tuple[int, ...]
    engagements: tuple[int, ...]


def task_title(pair: str) -> str:
    """As what somebody goes along: liaison officer, or interpreter of a language."""
    return gettext("Interpreter: %(language)s", language=language(pair)) if pair != LIAISON else gettext(
        "Liaison officer"
    )  # fmt: skip


def language(pair: str) -> str:
    return str(dict(LANGUAGES).get(language_of(pair), pair))


def told(stands: Standing, breaches: Iterable[Breach]) -> list[Finding]:
    """In the language of the request, what blocks first."""
    names = _names(stands.facts)
    found = [
        Finding(
            breach.rule,
            gettext(title(breach.rule)),
            say(stands.problem, _with_names(breach, names), gettext),
            breach.level == BLOCK,
            breach.escorts,
            breach.engagements,
        )
        for breach in breaches
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def broken(stands: Standing) -> list[Finding]:
    """What the standing book breaks, but for people who are still missing."""
    return told(stands, (breach for breach in stands.breaches if breach.rule != NEED))


def anew(stands: Standing, after: EscortPlan) -> list[Finding]:
    """What the later plan breaks that the standing one does not; a hand may leave a need open."""
    had = Counter(breach.subject for breach in stands.breaches)
    found = []
    for breach in check(stands.problem, after):
        had[breach.subject] -= 1
        if had[breach.subject] < 0 and breach.rule != NEED:
            found.append(breach)
    return told(stands, found)


def _with_names(breach: Breach, names: Mapping[str, str]) -> Breach:
    named: dict[str, Fact] = {
        key: ", ".join(names.get(code, code) for code in fact.split(", ")) if isinstance(fact, str) else fact
        for key, fact in breach.facts.items()
        if key != "case"
    }
    case: dict[str, Fact] = {"case": breach.facts["case"]} if "case" in breach.facts else {}
    return Breach(breach.rule, breach.escorts, breach.engagements, breach.amount, breach.level, named | case)


def _names(facts: Facts) -> dict[str, str]:
    """By the codes of a problem, what people say."""
    found = {row.code: called(row) for row in facts.escorts.values()}
    for row in facts.engagements.values():
        found |= {code_of(row): by_name(row), row.delegation.code: called(row.delegation)}
    return found | {pair_of(code): str(name) for code, name in LANGUAGES}
