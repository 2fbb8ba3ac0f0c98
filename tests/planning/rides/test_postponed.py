"""A festival that is postponed takes rehearsals along, and hours that were written down by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from festival_ops.database import db
from festival_ops.planning.actions import proposals
from festival_ops.programme.models import Rehearsal
from festival_ops.web.history import first_broken
from tests.planning.test_postponement import accepted, event
from tests.support.networks import with_roads
from tests.support.programmes import Festival
from tests.support.rides import with_rides
from tests.support.workers import Workers


@pytest.mark.databases("sqlite")
def test_rehearsals_and_the_hours_that_transfers_and_stays_have_of_their_own_move_along(
    sound: Festival, workers: Workers, planner: Any
) -> None:
    made = with_rides(with_roads(sound))
    rehearsal = Rehearsal(name="Tổng duyệt", stage=made["thuong-bac"], minutes=60)
    rehearsal.performance, rehearsal.starts = made["X1"], made.at(1, "10:00")
    made.add("rehearsal", rehearsal)
    made["crew"].moves_with = made["T1"]
    made["riders"].arrives, made["taiko"].arrives = made.at(1, "08:00"), made.at(1, "09:00")
    db.session.commit()
    before = dated(made)
    proposal = accepted(made, workers, planner, event(made, 7, staying=("ashi",)))
    week = timedelta(days=7)
    assert dated(made) == before | {name: at + week for name, at in before.items() if name != "taiko"}
    assert first_broken(db.session()) is None
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert dated(made) == before


def dated(made: Festival) -> dict[str, datetime]:
    db.session.expire_all()
    crew = made["crew"]
    hours = {"from": crew.pickup_starts, "until": crew.delivery_ends, "show": crew.moves_from}
    stays = {name: made[name].arrives for name in ("riders", "taiko")}
    return {**hours, **stays, "rehearsal": made["rehearsal"].starts}
