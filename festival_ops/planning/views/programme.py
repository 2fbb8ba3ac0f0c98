"""The public programme: what the latest release says, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from festival_ops.database import db
from festival_ops.planning.models import ReleasedItem
from festival_ops.planning.queries import items_of, latest_release
from festival_ops.planning.views.area import public
from festival_ops.web.access import open_to_all
from festival_ops.words import fold, tidy


@public.get("/")
@open_to_all
def programme() -> ResponseReturnValue:
    release = latest_release(db.session(), g.edition)
    if release is None and not g.access.member:
        # Before its first release nobody outside may learn that the edition exists.
        abort(404)
    words = tidy(request.args.get("q", "")[:100])
    shown = [row for row in items_of(db.session(), release) if row.facts.get("public") and _says(row, words)]
    return render_template("public/programme.html", release=release, days=_by_day(shown), words=words)


def _by_day(rows: list[ReleasedItem]) -> list[tuple[date, list[ReleasedItem]]]:
    days: dict[date, list[ReleasedItem]] = defaultdict(list)
    for row in rows:
        days[date.fromisoformat(row.facts["day"])].append(row)
    return sorted(days.items())


def _says(row: ReleasedItem, words: str) -> bool:
    """Whether every word stands somewhere in the title, the troupes or the place, with or without diacritics."""
    facts = row.facts
    troupes = [name for each in facts["troupes"] for name in (each["name"], each["name_en"])]
    told = " ".join(str(facts.get(key) or "") for key in ("title", "title_en", "stage", "stage_en", "venue", "genre"))
    text = fold(f"{told} {' '.join(filter(None, troupes))}")
    return all(word in text for word in fold(words).split())


@public.app_template_filter("public_word")
def public_word(facts: dict[str, str], key: str) -> str:
    """A released name in the reader's language, in Vietnamese where there is no other."""
    english = facts.get(f"{key}_en") if str(get_locale()) == "en" else None
    return english or facts.get(key) or ""
