"""A notice of roads in words: whole sentences in the language of the moment, in the form of an official document.

Street names stay as they stand on the signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.planning.notice_words import Section, clock_told, date_told, festival_called
from festival_ops.planning.roads.announced import CANCELLED, Item, Stretch
from festival_ops.planning.roads.notices import Change, Draft, says_other
from festival_ops.planning.telling import weekday
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import EXEMPTIONS, LIFTED, MEASURES, VEHICLES


@dataclass(frozen=True)
class RoadWords:
    """A notice in one language; `text` is the same, to be copied, sent or kept."""

    language: str
    state: tuple[str, str]
    organiser: str
    sign: str
    dated: str
    title: str
    subject: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    office: str
    signer: str
    addressed: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        told = [[section.heading, *section.sentences] for section in self.sections]
        head = [self.organiser.upper(), self.sign, self.dated]
        parts = [head, [self.title, self.subject], [self.opening], *told, [self.closing], [self.office, self.signer]]
        if self.recipients:
            parts.append([self.addressed, *(f"- {line}" for line in self.recipients)])
        return "\n\n".join("\n".join(part) for part in parts) + "\n"


def kept_words(row: Mapping[str, Any]) -> RoadWords:
    """As a notice keeps them."""
    sections = tuple(Section(each["heading"], tuple(each["sentences"])) for each in row["sections"])
    kept = {"state": tuple(row["state"]), "sections": sections, "recipients": tuple(row.get("recipients", ()))}
    return RoadWords(**{**row, **kept})


@dataclass(frozen=True)
class Told:
    """A closure in the words of the reader."""

    item: Item
    where: str
    hours: str
    measure: str
    vehicles: str
    exempt: str
    detour: str


def told(edition: Edition, item: Item) -> Told:
    return Told(
        item=item,
        where=_where(item.stretches) or _own(item, "place"),
        hours=_hours(edition, item),
        measure=_lower(str(dict(MEASURES).get(item.measure, item.measure))),
        vehicles=_listed(VEHICLES, item.vehicles),
        exempt=_listed(EXEMPTIONS, item.exemptions),
        detour=_detour(item),
    )


def usual_recipients() -> list[str]:
    """To whom such a notice goes where nobody has said anything else."""
    return [
        _("The People's Committee of the city (to report)"),
        _("The traffic police of the city"),
        _("The People's Committees of the wards along the closed roads"),
        _("Press, radio and television (to announce it)"),
        _("For the files: the organising committee"),
    ]


def notice(edition: Edition, draft: Draft, at: datetime, signer: str, recipients: Sequence[str] = ()) -> RoadWords:
    festival, dated = festival_called(edition), edition.local(at)
    return RoadWords(
        language=str(get_locale()),
        state=(_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence – Freedom – Happiness")),
        organiser=_("Organising committee of %(festival)s", festival=festival),
        sign=_("Road notice No. %(number)s", number=draft.number),
        dated=_("%(day)s/%(month)s/%(year)s", day=f"{dated:%d}", month=f"{dated:%m}", year=f"{dated:%Y}"),
        title=_("NOTICE"),
        subject=_("on closed roads and ways round for %(festival)s", festival=festival),
        opening=_opening(draft, festival),
        sections=(*_news(edition, draft), *(_day(edition, day, draft.items) for day in draft.days)),
        closing=_("The committee asks residents, visitors and drivers to follow the signs and the people on duty."),
        office=_("FOR THE ORGANISING COMMITTEE"),
        signer=signer,
        addressed=_("Recipients:"),
        recipients=tuple(recipients),
    )


def change_told(edition: Edition, change: Change) -> str:
    """What is new for the public, and what it knew before."""
    now, old = told(edition, change.after), told(edition, change.before or change.after)
    facts = {"where": now.where, "hours": now.hours, "old_hours": old.hours}
    match change.kind:
        case "added":
            return _("Added: %(sentence)s", sentence=sentence(edition, change.after))
        case "cancelled":
            return _("%(where)s: no longer closed; formerly announced %(old_hours)s.", **facts)
        case "lifted":
            until = _moment(edition, change.after.until)
            return _("%(where)s: reopened at %(until)s; formerly announced %(old_hours)s.", until=until, **facts)
        case "restored":
            return _("Closed after all: %(sentence)s", sentence=sentence(edition, change.after))
        case "retimed" if change.before and not says_other(change.before, change.after):
            return _("The hours of %(where)s are now %(hours)s; formerly %(old_hours)s.", **facts)
    before = sentence(edition, change.before or change.after)
    return _("%(sentence)s Formerly: %(before)s", sentence=sentence(edition, change.after), before=before)


def sentence(edition: Edition, item: Item) -> str:
    """Where, what, when, for whom, and how to go round."""
    it = told(edition, item)
    facts = {"where": it.where, "measure": it.measure, "hours": it.hours, "vehicles": it.vehicles}
    if item.state == CANCELLED:
        return _("%(where)s: not closed; formerly announced %(hours)s.", **facts)
    if item.state == LIFTED:
        return _("%(where)s: reopened at %(until)s.", until=_moment(edition, item.until), **facts)
    parts = [
        _("%(where)s: %(measure)s (%(vehicles)s), %(hours)s.", **facts)
        if it.vehicles
        else _("%(where)s: %(measure)s, %(hours)s.", **facts)
    ]
    if item.rolls:
        passed = "; ".join(_passed(edition, run) for run in runs(item.stretches))
        parts.append(_("Each street while it is passed: %(streets)s.", streets=passed))
    if it.exempt:
        parts.append(_("May pass all the same: %(exempt)s.", exempt=it.exempt))
    if it.detour:
        parts.append(_("Way round: %(way)s.", way=it.detour))
    return " ".join(parts)


def runs(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches of one street that follow each other."""
    found: list[list[Stretch]] = []
    for each in stretches:
        if found and found[-1][-1].street == each.street and found[-1][-1].second == each.first:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _opening(draft: Draft, festival: str) -> str:
    old = {notice.number for day, (notice, _items) in draft.before.by_day.items() if day in draft.days}
    if not old:
        return _("The organising committee of %(festival)s announces:", festival=festival)
    numbers = ", ".join(str(number) for number in sorted(old))
    return _(
        "The organising committee of %(festival)s announces the following, in place of what road notice No. "
        "%(numbers)s says of the same days:",
        festival=festival,
        numbers=numbers,
    )


def _news(edition: Edition, draft: Draft) -> list[Section]:
    """What is different on days of which the public has been told already."""
    spoken = [change for change in draft.changes if change.after.day in draft.before.by_day]
    sentences = tuple(change_told(edition, change) for change in spoken)
    return [Section(_("What changes"), sentences)] if sentences else []


def _day(edition: Edition, day: date, items: Iterable[Item]) -> Section:
    found = [sentence(edition, item) for item in items if item.day == day]
    heading = _("%(weekday)s, %(date)s", weekday=weekday(day), date=date_told(day))
    if not found:
        return Section(heading, (_("No road is closed on this day."),))
    return Section(heading, tuple(f"{number}. {each}" for number, each in enumerate(found, start=1)))


def _where(stretches: Sequence[Stretch]) -> str:
    return "; ".join(_run(run) for run in runs(stretches))


def _run(run: Sequence[Stretch]) -> str:
    first, second = _own(run[0], "first"), _own(run[-1], "second")
    return _("%(street)s (from %(first)s to %(second)s)", street=run[0].street, first=first, second=second)


def _passed(edition: Edition, run: Sequence[Stretch]) -> str:
    starts, ends = min(each.starts for each in run), max(each.ends for each in run)
    hours = {"starts": clock_told(edition.local(starts)), "ends": clock_told(edition.local(ends))}
    return _("%(street)s %(starts)s–%(ends)s", street=run[0].street, **hours)


def _hours(edition: Edition, item: Item) -> str:
    """With its date each time: sentences of a notice are quoted one by one."""
    starts = edition.local(item.starts)
    if item.ends is None:
        return _("from %(starts)s until it is finished", starts=_moment(edition, item.starts))
    ends = edition.local(item.ends)
    if starts.date() != ends.date():
        return _("from %(starts)s to %(ends)s", starts=_moment(edition, item.starts), ends=_moment(edition, item.ends))
    clocks = {"starts": clock_told(starts), "ends": clock_told(ends)}
    return _("from %(starts)s to %(ends)s on %(date)s", date=date_told(starts.date()), **clocks)


def _moment(edition: Edition, moment: datetime) -> str:
    local = edition.local(moment)
    return _("%(clock)s on %(date)s", clock=clock_told(local), date=date_told(local.date()))


def _detour(item: Item) -> str:
    english = item.detour_en if str(get_locale()) == "en" else ""
    streets = [run[0].street for run in runs(item.round)]
    return (english or item.detour or " → ".join(dict.fromkeys(streets))).rstrip(" .")


def _listed(words: Sequence[tuple[str, Any]], chosen: Iterable[str]) -> str:
    known: Mapping[str, Any] = dict(words)
    return ", ".join(_lower(str(known.get(each, each))) for each in chosen)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _own(told: Stretch | Item, name: str) -> str:
    english = getattr(told, f"{name}_en") if str(get_locale()) == "en" else ""
    return str(english or getattr(told, name))
