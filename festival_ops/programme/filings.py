"""What has to be filed with the authorities when a festival's dates change, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.working_days import NONE, Exchanged, holidays_between, working_days_before


@dataclass(frozen=True)
class Filing:
    """`lead` days lie between it and the first day; those of a change count from the earlier of both first days."""

    what: LazyString | str
    authority: LazyString | str
    lead: int
    source: LazyString | str
    of_a_change: bool = False
    working: bool = True

    def due(self, first: date, exchanged: Exchanged = NONE) -> date:
        return working_days_before(first, self.lead, exchanged) if self.working else first - timedelta(days=self.lead)

    def holidays(self, due: date, first: date, exchanged: Exchanged = NONE) -> list[date]:
        return holidays_between(due, first, exchanged) if self.working else []

    def lead_told(self) -> str:
        if self.working:
            return ngettext("%(num)s working day", "%(num)s working days", self.lead)
        return ngettext("%(num)s day", "%(num)s days", self.lead)


FILINGS = (
    Filing(
        _l("Written notice of the new dates"),
        _l("Whoever approved the shows, and the authority of each place"),
        2,
        _l("Decree 144/2020/NĐ-CP, article 10"),
        of_a_change=True,
    ),
    Filing(
        _l("Application for every show that is not approved yet, or whose content changes"),
        _l("The province; the Ministry for central bodies with guests from abroad"),
        7,
        _l("Decree 144/2020/NĐ-CP, article 10"),
    ),
    Filing(
        _l("Written notice of shows that need no approval"),
        _l("The province"),
        5,
        _l("Decree 144/2020/NĐ-CP, article 9"),
    ),
    Filing(
        _l("Notification of the festival with its new dates"),
        _l("The Ministry, the province or the commune, by the rank of the festival"),
        20,
        _l("Decree 110/2018/NĐ-CP; provinces may have shortened it"),
        working=False,
    ),
)


def note() -> str:
    return _(
        "Working days are reckoned without weekends and public holidays (Labour Code 2019, articles 111 and 112), on "
        "the safe side around Tết and 2 September; days exchanged by the Government count as they are recorded."
    )
