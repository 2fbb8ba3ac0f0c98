"""Why a guest sits there: rank, what decided between equals, whom the guest stands for, side and block."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from festival_ops.planning.seating.standing import Standing
from festival_ops.web.telling import by_name
from solver.seats.facts import EITHER, HOST
from solver.seats.precedence import FIRST, GROUP, TIE


def why(stands: Standing, id: int) -> list[str]:
    return [*_rank(stands, id), *_place(stands, id)]


def _rank(stands: Standing, id: int) -> Iterator[str]:
    place, row = stands.problem.standings[id], stands.hall.invited[id]
    count = len(stands.problem.guests)
    if row.stands_for is not None:
        yield _("Takes the rank of %(guest)s, for whom he or she stands.", guest=str(by_name(row.stands_for)))
    yield _("Rank %(rank)s of %(count)s, in group %(group)s.", rank=place.rank, count=count, group=place.group)
    if place.after is None or place.by == FIRST:
        yield _("Nobody here ranks higher.")
        return
    other = str(by_name(stands.hall.invited[place.after].who))
    yield {
        GROUP: _("Comes after %(other)s, because that group goes before.", other=other),
        "office": _("Comes after %(other)s of the same group, whose place within the group is higher.", other=other),
        "since": _("Comes after %(other)s of the same group, who has held the office for longer.", other=other),
        "alphabet": _("Comes after %(other)s of the same group, by the alphabet.", other=other),
        TIE: _("Nothing tells the rank from that of %(other)s; who was invited first comes first.", other=other),
    }.get(place.by, _("Comes directly after %(other)s.", other=other))


def _place(stands: Standing, id: int) -> Iterator[str]:
    problem, row, seat = stands.problem, stands.hall.invited[id], stands.plan.seat_of(id)
    if seat is None:
        yield _("Has no chair yet.")
        return
    guest, chair = problem.guest(id), problem.seat(seat)
    if id in stands.pins:
        yield _("A person has fixed this chair.")
    if row.interprets_for is not None and guest.interprets is not None:
        yield _("Interprets for %(other)s and sits at hand.", other=str(by_name(row.interprets_for)))
    if guest.side != EITHER and problem.side_of(chair) == guest.side:
        yield _("This is the side of the hosts.") if guest.side == HOST else _("This is the side of the guests.")
    if problem.group_of(guest).blocks:
        yield _(
            "The group sits in: %(blocks)s.",
            blocks=", ".join(problem.block(each).code for each in problem.blocks_of(guest)),
        )
    if guest.step_free:
        yield _("Needs a chair without steps.")
    if guest.speaker:
        yield _("Speaks, and so sits near an aisle.")
    number = problem.numbers[guest.side][seat]
    yield _("%(chair)s is chair %(number)s in the order of honour.", chair=chair.label, number=number)
