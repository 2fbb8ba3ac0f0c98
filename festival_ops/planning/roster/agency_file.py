"""An agency's duties as a workbook that can be sent to it: its own names, and how many others stand with them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import xlsxwriter
from flask_babel import gettext as _

from festival_ops.planning.roster.agencies import AgencyWatch
from festival_ops.planning.telling import weekday
from festival_ops.security.models import Officer

_WIDTHS = (12, 12, 14, 36, 22, 26, 12, 28, 16, 10, 40)


def workbook(days: Mapping[date, Iterable[AgencyWatch]], people: Mapping[int, Officer]) -> bytes:
    """One row for each person and duty, by day and hour; `people` are the agency's own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#ECE6F5"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 4})
    page = book.add_worksheet(_("Duties"))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for place, (title, width) in enumerate(zip(_titles(), _WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, title, heading)
    for number, row in enumerate(_rows(days, people), start=1):
        for place, value in enumerate(row):
            page.write(number, place, value, cell)
    book.close()
    return out.getvalue()


def relief(watch: AgencyWatch) -> str:
    """Who takes over, as far as the agency may know."""
    if not watch.relieved:
        return _("nobody is needed then")
    own = ", ".join(one.name for one in watch.next_own)
    if own and watch.next_others:
        return _("%(names)s and %(count)s of others", names=own, count=watch.next_others)
    if watch.next_others:
        return _("%(count)s of other agencies", count=watch.next_others)
    return own or _("nobody yet")


def _titles() -> tuple[str, ...]:
    return (
        *(_("Weekday"), _("Day"), _("Time"), _("Post"), _("Shift"), _("Function")),
        *(_("Code"), _("Name"), _("Phone"), _("Others at the post"), _("Who takes over")),
    )


def _rows(days: Mapping[date, Iterable[AgencyWatch]], people: Mapping[int, Officer]) -> Iterator[tuple[str | int, ...]]:
    for day, watches in days.items():
        for watch in watches:
            for one in watch.own:
                row = people[one.id]
                told = (weekday(day), f"{day:%d/%m/%Y}", _hours(watch), watch.place, watch.shift, watch.function)
                yield *told, row.code, row.name, row.phone, watch.others, relief(watch)


def _hours(watch: AgencyWatch) -> str:
    if not watch.handover:
        return watch.hours
    return _("%(hours)s, hand-over from %(time)s", hours=watch.hours, time=watch.handover)
