"""How languages with their level, and an order of codes, are written in one cell or one field, and written back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError, parse_names
from festival_ops.protocol.kinds import FOREIGN, OTHER_LANGUAGES, VIETNAMESE
from festival_ops.words import fold

USUAL = 2
_SPOKEN = re.compile(r"(?P<name>.+?)[\s:]+(?P<level>\d)")


@dataclass(frozen=True)
class Spoken:
    """A language, at level 1 in conversation, 2 in talks, 3 on a stage."""

    language: str
    level: int = USUAL


def parse_spoken(text: str) -> list[Spoken]:
    """`English 3; Lao 2`, each language once; without a number it is level 2."""
    found = [_spoken(item) for item in parse_names(text.replace(",", ";"))]
    if len({each.language for each in found}) < len(found):
        raise UnreadableError(_("The same language stands there twice."))
    return sorted(found, key=lambda each: each.language)


def show_spoken(rows: Iterable[Any]) -> str:
    return "\n".join(f"{_called(row.language)} {row.level}" for row in rows)


def parse_order(text: str) -> list[str]:
    """Codes in their order, one a line; what follows ` · ` is only for reading."""
    heads = (name.partition(" · ")[0] for name in parse_names(text))
    return [code for head in heads for code in parse_names(head.replace(",", ";"))]


def _spoken(item: str) -> Spoken:
    match = _SPOKEN.fullmatch(item)
    name, level = (match["name"], int(match["level"])) if match else (item, USUAL)
    known = {fold(word): code for word, code in OTHER_LANGUAGES.items() if code != VIETNAMESE}
    known |= {fold(str(title)): code for code, title in FOREIGN} | {code: code for code, _title in FOREIGN}
    code = known.get(fold(name))
    if code is None:
        words = ", ".join(str(title) for _code, title in FOREIGN)
        raise UnreadableError(_("“%(name)s” is no language of the list; write one of: %(words)s.", name=name[:80],
                                words=words))  # fmt: skip
    if not 1 <= level <= 3:
        raise UnreadableError(_("%(name)s: the level is 1 in conversation, 2 in talks, 3 on a stage.", name=name))
    return Spoken(code, level)


def _called(language: str) -> str:
    return str(dict(FOREIGN).get(language, language))
