"""Parades in their order: hours of every unit, moves by hand, what the solver proposes, and what follows the tail."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.demand.programme import programme_of
from festival_ops.planning.models import ParadeRun, RuleLevel
from festival_ops.planning.parades.page import Standing, standing
from festival_ops.planning.queries import main_plan
from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.traffic.models import Closure, Parade, ParadeUnit
from festival_ops.web.models import HistoryEntry
from solver.parade.rules import PARADE_RULES
from tests.support.desks import plain
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

BASE = "/festival/song-huong/traffic/"


@pytest.fixture
def lead(sign_in: SignIn, walking: Festival) -> Visitor:
    walking.place("PARADE", "ngo-mon", 2, "20:00")
    return sign_in(Role.TRAFFIC_LEAD, edition=walking.edition)


def page(visitor: Visitor, made: Festival) -> TestResponse:
    return visitor.get(f"{BASE}parade/{made['walk'].id}")


def ids(made: Festival, *names: str) -> str:
    return ".".join(str(made[name].id) for name in names)


def order(made: Festival) -> list[str]:
    session = made.session()
    session.expire_all()
    return list(session.scalars(select(ParadeUnit.name).order_by(ParadeUnit.position)))


def move(visitor: Visitor, made: Festival, unit: str, to: int, seen: str) -> Any:
    facts = {"unit": made[unit].id, "to": to, "seen": seen}
    return visitor.post(f"{BASE}parade/{made['walk'].id}/order", data=facts)


def rows_of(text: str) -> list[str]:
    """The order sheet, a line a unit."""
    table = text.partition('class="rows parade-times"')[2].partition("</table>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]]


NOW = ("Cờ hội", "Xiếc", "Trống", "Kèn")


def test_the_sheet_tells_when_every_unit_passes_every_corner(lead: Visitor, walking: Festival) -> None:
    # Lê Duẩn is 504 and 503 metres long. The circus is faster than the flags and waits until it cannot run into them.
    assert rows_of(page(lead, walking).text) == [
        "1 Flags 20 19:30 20:00 20:11–20:12 20:22–20:23 20:28",
        "2 Circus 19:36 20:06 20:14–20:16 20:23–20:25 20:30",
        "3 Drums 19:37 20:07 20:18–20:20 20:29–20:31 20:36 Xe 2",
        "4 Brass 19:38 20:08 20:19–20:21 20:30–20:32 20:37",
    ]


def test_moves_by_hand_are_judged_kept_and_told_in_the_history(lead: Visitor, walking: Festival) -> None:
    assert "Drums and Brass are both loud and walk 15 m apart; 40 m are asked for." in plain(page(lead, walking))
    trial = lead.get(f"{BASE}parade/{walking['walk'].id}/trial?order={ids(walking, 'Cờ hội', 'Trống', 'Xiếc', 'Kèn')}")
    assert "No rule is broken in this order." in plain(trial)
    assert order(walking) == list(NOW)
    answer = move(lead, walking, "Trống", 2, ids(walking, *NOW))
    assert (answer.status_code, order(walking)) == (303, ["Cờ hội", "Trống", "Xiếc", "Kèn"])
    stale = move(lead, walking, "Kèn", 1, ids(walking, *NOW))
    assert (stale.status_code, order(walking)) == (409, ["Cờ hội", "Trống", "Xiếc", "Kèn"])
    assert "Somebody has changed this parade since you opened it." in plain(stale)
    entry = walking.session.scalars(select(HistoryEntry).where(HistoryEntry.act == "reordered")).one()
    assert (entry.before, entry.after) == (
        {"units": "Cờ hội; Xiếc; Trống; Kèn"},
        {"units": "Cờ hội; Trống; Xiếc; Kèn"},
    )


def test_who_reads_moves_nothing(sign_in: SignIn, lead: Visitor, walking: Festival) -> None:
    viewer = sign_in(Role.VIEWER, edition=walking.edition)
    assert "data-grip" not in page(viewer, walking).text
    assert move(viewer, walking, "Kèn", 1, ids(walking, *NOW)).status_code == 403
    assert order(walking) == list(NOW)


def test_how_strict_its_rules_are_is_said_by_those_who_answer_for_roads(
    lead: Visitor, sign_in: SignIn, walking: Festival
) -> None:
    address = "/festival/song-huong/traffic/parade/levels"
    asked = {f"parade:{rule.key}": rule.level for rule in PARADE_RULES}

    def seen() -> str:
        form = lead.get("/festival/song-huong/planning/rules").text.partition(f'action="{address}"')[2]
        return form.partition('name="seen" value="')[2].partition('"')[0]

    first = seen()
    warned = {**asked, "parade:sounds-apart": "warn", "seen": first}
    assert lead.post(address, data=warned).status_code == 303
    told = plain(page(lead, walking))
    assert "1 warning about this order." in told
    assert "Drums and Brass are both loud" in told
    assert "broken in this order" not in told
    # What others have changed since is not overwritten, nor what has no such level, nor by others.
    assert lead.post(address, data=warned).status_code == 409
    assert lead.post(address, data={**asked, "parade:sounds-apart": "block release", "seen": seen()}).status_code == 422
    planner = sign_in(Role.PLANNER, edition=walking.edition)
    assert planner.post(address, data={**asked, "seen": seen()}).status_code == 403
    assert lead.post(address, data={**asked, "parade:sounds-apart": "ignore", "seen": seen()}).status_code == 303
    assert "No rule is broken in this order." in plain(page(lead, walking))
    rows = walking.session.execute(select(RuleLevel.rule, RuleLevel.level).where(RuleLevel.rule.like("parade:%")))
    assert rows.all() == [("parade:sounds-apart", "ignore")]


def test_a_search_keeps_no_rule_that_is_ignored(lead: Visitor, walking: Festival) -> None:
    walking.session.add(RuleLevel(edition_id=walking.edition.id, rule="parade:sounds-apart", level="ignore"))
    walking.session.commit()
    lead.post(f"{BASE}parade/{walking['walk'].id}/run")
    assert walking.session.scalars(select(ParadeRun)).one().problem["levels"] == {"sounds-apart": "ignore"}


def test_a_search_proposes_an_order_that_somebody_accepts(lead: Visitor, walking: Festival, workers: Workers) -> None:
    base = f"{BASE}parade/"
    assert lead.post(f"{base}{walking['walk'].id}/run").status_code == 303
    run = walking.session.scalars(select(ParadeRun)).one().id
    assert "The search waits for the worker. Stop and keep the best order" in plain(page(lead, walking))
    walking.session.commit()
    workers.work()
    walking.session.expire_all()
    assert "The solver proposes another order. It is proven that none is better." in plain(page(lead, walking))
    assert order(walking) == list(NOW)
    assert lead.post(f"{base}run/{run}/acceptance").status_code == 303
    kept = order(walking)
    assert (kept[0], sorted(kept)) == ("Cờ hội", sorted(NOW))
    assert kept != list(NOW)
    assert "No rule is broken in this order." in plain(page(lead, walking))
    assert lead.post(f"{base}run/{run}/refusal").status_code == 409


def test_a_search_is_stopped_by_those_who_write_roads(
    lead: Visitor, walking: Festival, workers: Workers, sign_in: SignIn
) -> None:
    lead.post(f"{BASE}parade/{walking['walk'].id}/run")
    stopping = f"{BASE}parade/run/{walking.session.scalars(select(ParadeRun.id)).one()}/cancellation"
    viewer = sign_in(Role.VIEWER, edition=walking.edition)
    assert viewer.post(stopping).status_code == 403
    assert "Stop and keep the best order" not in plain(page(viewer, walking))
    assert [lead.post(stopping).status_code for _ in range(2)] == [303, 303]
    walking.session.commit()
    workers.work()
    walking.session.expire_all()
    shown = plain(page(lead, walking))
    assert "The search was stopped before it had begun." in shown
    assert "Order the parade" in shown


def test_a_proposal_for_another_parade_is_not_laid_over_this_one(
    lead: Visitor, walking: Festival, workers: Workers
) -> None:
    lead.post(f"{BASE}parade/{walking['walk'].id}/run")
    walking.session.commit()
    workers.work()
    walking.session.expire_all()
    move(lead, walking, "Xiếc", 4, ids(walking, *NOW))
    run = walking.session.scalars(select(ParadeRun)).one()
    assert lead.post(f"{BASE}parade/run/{run.id}/acceptance").status_code == 409
    assert order(walking) == ["Cờ hội", "Trống", "Kèn", "Xiếc"]
    assert "its proposal no longer fits" in plain(page(lead, walking))


def test_closures_and_posts_follow_the_last_tail(walking: Festival) -> None:
    walking.place("PARADE", "ngo-mon", 2, "20:00")
    assert bands(walking) == [("A-1", "20:00", "20:21"), ("A-2", "20:11", "20:50")]
    walking["Kèn"].pace = 20
    walking.session.commit()
    assert bands(walking) == [("A-1", "20:00", "20:35"), ("A-2", "20:11", "21:01")]
    shown = [each for each in programme_of(walking.session(), walking.edition).showings if each.parade]
    assert [(each.ends - each.starts) for each in shown] == [10, 39]


def test_the_shows_of_a_troupe_before_and_after_are_reckoned_with(lead: Visitor, walking: Festival) -> None:
    walking.place("X1", "thuong-bac", 2, "21:00")
    walking["Kèn"].troupe = walking["circus"]
    walking.session.commit()
    # From 21:00 the circus counts back half an hour of get-in, an hour of rest, the way and five minutes to its bus.
    assert (
        "Brass reaches the end of the parade at 20:32 on 06/06/2026; "
        "for “Xiếc X1” it must be there by 18:55 on 06/06/2026."
    ) in plain(page(lead, walking))


def of_parade(made: Festival) -> Standing:
    found = standing(made.session(), made.edition, made["walk"].id)
    assert found is not None
    return found


def test_units_are_added_on_the_parade_and_judged_as_they_are_written(lead: Visitor, walking: Festival) -> None:
    address = f"{BASE}parade-unit/new?parade={walking['walk'].id}"
    answer = send(lead, address, name="Lân sư", length="30", pace="3")
    assert "The number must be 5 or more." in plain(answer)
    send(lead, address, name="Lân sư", length="30", pace="40")
    assert of_parade(walking).lines[-1].row.name == "Lân sư"
    gap = send(lead, f"{BASE}parade/{walking['walk'].id}/edit", chain="A-1\nC-1")
    assert "A procession cannot go from" in plain(gap)
    assert walking.session.get_one(Parade, walking["walk"].id).segments[1].code == "A-2"


def bands(made: Festival) -> list[tuple[str, str, str]]:
    """When the procession closes each segment."""
    session, clock = made.session(), made.edition.local
    session.expire_all()
    rows = closures_of(session, made.edition, Closure.id == made["procession"].id)
    (held,) = holdings(session, made.edition, main_plan(session, made.edition), rows)
    return [(band.segment.code, f"{clock(band.starts):%H:%M}", f"{clock(band.ends):%H:%M}") for band in held.bands]


def test_halts_are_reckoned_with_by_the_sheet_and_by_the_closures(lead: Visitor, walking: Festival) -> None:
    send(lead, f"{BASE}parade/{walking['walk'].id}/edit", halts="nut corner 10")
    told = plain(page(lead, walking))
    assert "When its head comes to Nút corner, the whole parade halts for 10 min." in told
    # The flags stand at the corner from 20:11; nobody behind them comes nearer meanwhile.
    assert rows_of(page(lead, walking).text) == [
        "1 Flags 20 19:30 20:00 20:11–20:22 20:32–20:33 20:38",
        "2 Circus 19:36 20:06 20:24–20:26 20:33–20:35 20:40",
        "3 Drums 19:37 20:07 20:28–20:30 20:39–20:41 20:46 Xe 2",
        "4 Brass 19:38 20:08 20:29–20:31 20:40–20:42 20:47",
    ]
    assert bands(walking) == [("A-1", "20:00", "20:31"), ("A-2", "20:11", "20:50")]
    send(lead, f"{BASE}parade/{walking['walk'].id}/edit", halts="")
    send(lead, f"{BASE}parade-unit/{walking['Trống'].id}/edit", halts="Nút corner 5 phút")
    assert rows_of(page(lead, walking).text)[2:] == [
        "3 Drums 19:37 20:07 20:18–20:25 20:34–20:36 20:41 Xe 2",
        "4 Brass 19:43 20:13 20:24–20:26 20:35–20:37 20:42",
    ]


def test_a_halt_stands_on_the_way_and_is_told_when_the_way_leaves_it(lead: Visitor, walking: Festival) -> None:
    parade, unit = f"{BASE}parade/{walking['walk'].id}/edit", f"{BASE}parade-unit/{walking['Trống'].id}/edit"
    off = "“Nút south” is not on the way of the parade; it halts at a junction of its way."
    assert off in plain(send(lead, parade, halts="Nút south 5"))
    assert off in plain(send(lead, unit, halts="Nút south 5"))
    assert "“Nút corner” is no halt; write the junction and 1 to 120 minutes" in plain(
        send(lead, unit, halts="Nút corner")
    )
    send(lead, unit, halts="Nút park side 5")
    send(lead, parade, chain="A-1")
    told = plain(page(lead, walking))
    assert "Halts that are not reckoned with, because the way no longer comes there: Nút park side." in told
