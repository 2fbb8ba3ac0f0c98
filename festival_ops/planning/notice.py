"""What a public notice of a release tells, day by day: only what the public may know, in the order of the clock.

Plain values, no database and no words; `notice_words` says them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from festival_ops.planning.published import Item


@dataclass(frozen=True)
class Entry:
    """One item of the notice, in the kinds of a change list and, as people say it, "swapped" and "earlier".

    `other` is the second of two shows that changed places with each other.
    """

    kind: str
    before: Item | None
    after: Item
    other: Entry | None = None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.after.facts["day"])


@dataclass(frozen=True)
class Day:
    on: date
    entries: tuple[Entry, ...]


def shift_of(changed: Mapping[int, str], before: Mapping[int, Item], after: Mapping[int, Item]) -> int:
    """By how many days more than half of what was announced moves as a whole, hour and place kept; 0 where it stays."""
    shown = [act for act, item in before.items() if item.facts.get("public") and item.state == "scheduled"]
    moved = Counter(days for act in shown if act in changed and (days := _days_later(before[act], after[act])))
    most = moved.most_common(1)
    return most[0][0] if most and 2 * most[0][1] > len(shown) else 0


def days_of(
    changed: Mapping[int, str], before: Mapping[int, Item], after: Mapping[int, Item], shift: int = 0
) -> list[Day]:
    """From the kinds of change by performance, and the items of the release before and of this one.

    Where all is shifted by so many days only what is different is told, and what keeps its date.
    """
    kept = {act: "kept" for act in before.keys() & after.keys() - changed.keys() if shift and _stands(after[act])}
    own = {
        act: kind for act, kind in changed.items() if not (shift and _only_later(before.get(act), after[act], shift))
    }
    told = (_told(kind, before.get(act), after[act]) for act, kind in (own | kept).items())
    entries = [_brought_forward(entry) for entry in _paired([entry for entry in told if entry is not None])]
    entries.sort(key=lambda entry: (entry.day, entry.after.starts, entry.after.performance_id))
    days = dict.fromkeys(entry.day for entry in entries)
    return [Day(on, tuple(entry for entry in entries if entry.day == on)) for on in days]


def _stands(item: Item) -> bool:
    return item.state == "scheduled"


def _days_later(before: Item, after: Item) -> int:
    """By how many days an item moves, if that is all that happens to its time and stage."""
    days, rest = divmod(after.starts - before.starts, timedelta(days=1))
    same = after.stage_id == before.stage_id and after.ends - after.starts == before.ends - before.starts
    return days if same and not rest and _stands(before) and _stands(after) else 0


def _only_later(before: Item | None, after: Item, days: int) -> bool:
    return before is not None and _days_later(before, after) == days and not differences(before, after)


def _told(kind: str, before: Item | None, after: Item) -> Entry | None:
    """What of a change the public hears: nothing of what was never public."""
    was, is_now = bool(before and before.facts.get("public")), bool(after.facts.get("public"))
    if not was and not is_now:
        return None
    if not is_now:
        return Entry("withdrawn", before, after)
    if not was:
        return Entry("added", None, after) if after.state == "scheduled" else None
    if kind == "reworded" and not _differences(before, after):
        return None
    return Entry(kind, before, after)


PLACE = ("stage", "stage_en", "venue", "venue_en")


def _differences(before: Item | None, after: Item) -> frozenset[str]:
    return differences(before, after) if before else frozenset()


def differences(before: Item, after: Item) -> frozenset[str]:
    """Which of the words that the public reads are others now: its title, who performs, how the place is called."""
    groups = {"title": ("title", "title_en"), "place": PLACE}
    found = {name for name, facts in groups.items() if any(before.facts.get(f) != after.facts.get(f) for f in facts)}
    if _performers(before) != _performers(after):
        found.add("performers")
    return frozenset(found)


def _performers(item: Item) -> list[tuple[str, str]]:
    return [(troupe["name"], troupe["name_en"]) for troupe in item.facts.get("troupes", ())]


def _paired(entries: list[Entry]) -> list[Entry]:
    """Two shows of one stage and day that changed places become one entry."""
    moved = [entry for entry in entries if entry.kind == "retimed" and not entry.after.route]
    partners: dict[int, Entry] = {}
    for first, second in combinations(sorted(moved, key=lambda entry: entry.after.starts), 2):
        free = not {first.after.performance_id, second.after.performance_id} & partners.keys()
        if free and _changed_places(first, second):
            partners[first.after.performance_id] = second
            partners[second.after.performance_id] = first
    return list(_joined(entries, partners))


def _brought_forward(entry: Entry) -> Entry:
    """People who come at the hour they know would miss its beginning: that is said first."""
    before, after = entry.before, entry.after
    if entry.kind != "retimed" or before is None or before.route or after.route:
        return entry
    sooner = after.starts < before.starts and after.facts["day"] == before.facts["day"]
    return replace(entry, kind="earlier") if sooner else entry


def _joined(entries: Iterable[Entry], partners: Mapping[int, Entry]) -> Iterator[Entry]:
    for entry in entries:
        other = partners.get(entry.after.performance_id)
        if other is None:
            yield entry
        elif entry.after.starts < other.after.starts:
            yield Entry("swapped", entry.before, entry.after, other)


def _changed_places(first: Entry, second: Entry) -> bool:
    """Each starts when the other was to start, or both together fill the time they filled, the other way round."""
    if first.before is None or second.before is None or first.after.stage_id != second.after.stage_id:
        return False
    days = {item.facts["day"] for item in (first.before, first.after, second.before, second.after)}
    turned = second.before.starts < first.before.starts and first.after.starts < second.after.starts
    starts = second.before.starts == first.after.starts and first.before.starts == second.after.starts
    filled = second.before.starts == first.after.starts and first.before.ends == second.after.ends
    return len(days) == 1 and turned and (starts or filled)
