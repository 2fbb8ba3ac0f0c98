"""What makes sense only together, on forms and in spreadsheets alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from festival_ops.protocol.script_kinds import FOREIGN_FLAG


def item_faults(facts: Mapping[str, Any], edition: Any = None) -> Iterator[tuple[str, str]]:
    foreign, country = facts.get("kind") == FOREIGN_FLAG, facts.get("country")
    if foreign and not country:
        yield "country", _("Say of which country the flag is.")
    elif country and not foreign:
        yield "country", _("Only the flag of a foreign country has a country.")
