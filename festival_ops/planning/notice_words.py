"""A public notice in words: whole sentences in the language of the moment, as a province tells its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from festival_ops.planning.notice import Day, Entry
from festival_ops.planning.published import Item
from festival_ops.planning.telling import weekday
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class Section:
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """A notice in one language; `text` is the same, to be copied, sent or kept."""

    language: str
    organiser: str
    title: str
    dated: str
    opening: str
    sections: tuple[Section, ...]
    closing: str

    @property
    def text(self) -> str:
        told = [[section.heading, *section.sentences] for section in self.sections]
        parts = [[self.organiser.upper(), self.title.upper(), self.dated], [self.opening], *told, [self.closing]]
        return "\n\n".join("\n".join(part) for part in parts) + "\n"


def change_notice(edition: Edition, number: int, at: datetime, days: list[Day], shift: int = 0) -> Notice:
    """`shift` is by how many days the whole programme moves; the days then hold what is different."""
    festival = festival_called(edition)
    closing = _("Everything else stays as announced. The committee asks residents, visitors and troupes to take note.")
    if shift:
        opening = _shifted(festival, shift, bool(days))
        closing = _("The committee asks residents, visitors and troupes to take note.")
    elif days:
        opening = _(
            "The organising committee of %(festival)s announces the following changes to the published programme:",
            festival=festival,
        )
    else:
        opening = _("This release leaves everything that was announced to the public as it was.")
    return _notice(
        edition,
        at,
        title=_("Notice No. %(number)s on changes to the programme of %(festival)s", number=number, festival=festival),
        opening=opening,
        sections=_sections(edition, days),
        closing=closing,
    )


def _shifted(festival: str, days: int, exceptions: bool) -> str:
    if days > 0:
        opening = ngettext(
            "The organising committee of %(festival)s announces that the festival is postponed: everything takes place "
            "%(num)s day later than announced, at the announced hours and places.",
            "The organising committee of %(festival)s announces that the festival is postponed: everything takes place "
            "%(num)s days later than announced, at the announced hours and places.",
            days,
            festival=festival,
        )
    else:
        opening = ngettext(
            "The organising committee of %(festival)s announces that the festival is put forward: everything takes "
            "place %(num)s day earlier than announced, at the announced hours and places.",
            "The organising committee of %(festival)s announces that the festival is put forward: everything takes "
            "place %(num)s days earlier than announced, at the announced hours and places.",
            -days,
            festival=festival,
        )
    return opening + (" " + _("What is different is listed below:") if exceptions else "")


def first_notice(edition: Edition, number: int, at: datetime, items: list[Item]) -> Notice:
    """The programme is announced: how much, where and when; the programme itself stands in its own pages."""
    festival, shown = festival_called(edition), [item for item in items if item.facts.get("public")]
    places = len({item.facts["venue_id"] for item in shown})
    opening = _(
        "The organising committee of %(festival)s announces the official programme: %(performances)s at %(places)s, "
        "from %(first)s to %(last)s.",
        festival=festival,
        performances=ngettext("%(num)s performance", "%(num)s performances", len(shown)),
        places=ngettext("%(num)s venue", "%(num)s venues", places),
        first=date_told(edition.first_day),
        last=date_told(edition.last_day),
    )
    return _notice(
        edition,
        at,
        title=_("Notice No. %(number)s announcing the programme of %(festival)s", number=number, festival=festival),
        opening=opening,
        sections=(),
        closing=_(
            "The full programme stands on the public programme page and in the calendars; every later change will be "
            "announced in a further notice."
        ),
    )


def _notice(edition: Edition, at: datetime, **parts: Any) -> Notice:
    dated = edition.local(at)
    return Notice(
        language=str(get_locale()),
        organiser=_("Organising committee of %(festival)s", festival=festival_called(edition)),
        dated=_("%(day)s/%(month)s/%(year)s", day=f"{dated:%d}", month=f"{dated:%m}", year=f"{dated:%Y}"),
        **parts,
    )


def _sections(edition: Edition, days: list[Day]) -> tuple[Section, ...]:
    """Items are numbered through, so that people can name them on the telephone."""
    number, sections = 0, []
    for day in days:
        sentences = []
        for entry in day.entries:
            number += 1
            sentences.append(_("Item %(number)s. %(sentence)s", number=number, sentence=sentence(edition, entry)))
        heading = _("%(weekday)s, %(date)s", weekday=weekday(day.on), date=date_told(day.on))
        sections.append(Section(heading, tuple(sentences)))
    return tuple(sections)


def sentence(edition: Edition, entry: Entry) -> str:
    """What happened to one item, with what was announced before."""
    facts = _facts(edition, entry.after) | _former(edition, entry)
    match entry.kind:
        case "swapped":
            return _swap(edition, entry, facts)
        case "moved" | "retimed":
            return _move(entry, facts)
        case "earlier":
            return _(
                "“%(title)s” starts earlier than announced: %(hours)s, at the announced place, %(place)s; "
                "formerly %(old_hours)s.",
                **facts,
            )
        case "kept":
            return _("“%(title)s” keeps its date: %(hours)s at %(place)s.", **facts)
        case "cancelled":
            return _("“%(title)s” is cancelled; formerly announced for %(hours)s at %(place)s.", **facts)
        case "postponed":
            return _(
                "“%(title)s” is postponed, and its new time and place will be announced; "
                "formerly announced for %(hours)s at %(place)s.",
                **facts,
            )
        case "restored":
            return _("“%(title)s” takes place after all: %(hours)s at %(place)s.", **facts)
        case "withdrawn":
            return _(
                "“%(title)s” is no longer part of the public programme.", **_facts(edition, entry.before or entry.after)
            )
        case "reworded":
            return _reworded(entry, facts)
    return _("Added: “%(title)s”, %(hours)s at %(place)s.", **facts)


def _move(entry: Entry, facts: Mapping[str, str]) -> str:
    if entry.after.route or (entry.before and entry.before.route):
        return _(
            "“%(title)s”: new way and hours: %(hours)s, %(place)s; formerly %(old_hours)s, %(old_place)s.", **facts
        )
    if facts["hours"] == facts["old_hours"]:
        return _("“%(title)s”: new place %(place)s, at the announced time, %(hours)s; formerly %(old_place)s.", **facts)
    if entry.kind == "retimed":
        return _("“%(title)s”: new time %(hours)s, at the announced place, %(place)s; formerly %(old_hours)s.", **facts)
    return _("“%(title)s”: new time %(hours)s, new place %(place)s; formerly %(old_hours)s at %(old_place)s.", **facts)


def _swap(edition: Edition, entry: Entry, facts: Mapping[str, str]) -> str:
    other = entry.other or entry
    return _(
        "“%(title)s” and “%(other)s” change places at %(place)s: “%(title)s” is now at %(hours)s (formerly "
        "%(old_hours)s), “%(other)s” at %(other_hours)s (formerly %(other_old_hours)s).",
        **facts,
        other=_title(other.after),
        other_hours=_hours(edition, other.after),
        other_old_hours=_hours(edition, other.before or other.after),
    )


def _reworded(entry: Entry, facts: Mapping[str, str]) -> str:
    before = entry.before or entry.after
    words = {**facts, "now": _performers(entry.after), "old": _title(before), "by": _performers(before)}
    changed = {"title": words["old"] != words["title"], "performers": words["now"] != words["by"]}
    changed["place"] = words["old_place"] != words["place"]
    match [name for name, differs in changed.items() if differs]:
        case ["title"]:
            return _("“%(title)s”, %(hours)s at %(place)s; formerly called “%(old)s”.", **words)
        case ["performers"]:
            return _("“%(title)s”, %(hours)s at %(place)s: now performed by %(now)s; formerly by %(by)s.", **words)
        case ["place"]:
            return _("“%(title)s”, %(hours)s: the place is now called %(place)s; formerly %(old_place)s.", **words)
        case []:
            return _("“%(title)s”, %(hours)s at %(place)s: corrected in the other language of this notice.", **words)
    return _(
        "“%(title)s”, %(hours)s at %(place)s, performed by %(now)s; formerly “%(old)s” at %(old_place)s, by %(by)s.",
        **words,
    )


def _facts(edition: Edition, item: Item) -> dict[str, str]:
    return {"title": _title(item), "hours": _hours(edition, item), "place": _place(item)}


def _former(edition: Edition, entry: Entry) -> dict[str, str]:
    if entry.before is None:
        return {}
    return {"old_hours": _hours(edition, entry.before), "old_place": _place(entry.before)}


def _hours(edition: Edition, item: Item) -> str:
    """With its date each time: sentences of a notice are quoted one by one."""
    starts, ends = edition.local(item.starts), edition.local(item.ends)
    return _(
        "%(starts)s–%(ends)s on %(date)s",
        starts=clock_told(starts),
        ends=clock_told(ends),
        date=date_told(starts.date()),
    )


def clock_told(moment: datetime) -> str:
    return _("%(hour)s:%(minute)s", hour=f"{moment:%H}", minute=f"{moment:%M}")


def date_told(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _place(item: Item) -> str:
    if item.route:
        stops = [(_own(stop, "stage"), datetime.fromisoformat(stop["starts"])) for stop in item.route]
        return " → ".join(f"{place} ({clock_told(at)})" for place, at in stops)
    stage, venue = _own(item.facts, "stage"), _own(item.facts, "venue")
    if stage == venue or not venue:
        return stage
    return f"{stage}, {venue}"


def _performers(item: Item) -> str:
    return ", ".join(_own(troupe, "name") for troupe in item.facts.get("troupes", ())) or _("artists to be announced")


def _title(item: Item) -> str:
    return _own(item.facts, "title")


def _own(facts: Mapping[str, Any], name: str) -> str:
    """In English where somebody has written it in English."""
    english = facts.get(f"{name}_en") if str(get_locale()) == "en" else ""
    return str(english or facts[name])


def festival_called(edition: Edition) -> str:
    return str(edition.name_en if str(get_locale()) == "en" and edition.name_en else edition.name)
