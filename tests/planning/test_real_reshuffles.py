"""A whole public notice, replayed: on one evening a swap, an earlier start, a move, and two cancellations.

Festivals give such notices; here the changes are made on the plan of Festival Huế 2024, by the board's own moves,
and everything that leaves the house is compared: change list, notice, calendars, and whom to tell.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.utils import cached_property

from festival_ops.accounts.models import Role, User
from festival_ops.database import db
from festival_ops.planning import outcome
from festival_ops.planning.actions import waivers
from festival_ops.planning.actions.plans import open_plan
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Plan, Release
from festival_ops.planning.preview import preview
from festival_ops.planning.queries import items_of
from festival_ops.planning.snapshot import problem_of
from festival_ops.planning.whom_to_tell import lines_of
from festival_ops.programme.models import Edition, Performance
from solver.check import check
from solver.places import stays_by_stage
from solver.plan import Plan as Standing
from solver.problem import Problem, Slot
from solver.seed import seed
from tests.support.papers import send
from tests.support.people import SignIn, Visitor

pytestmark = pytest.mark.databases("sqlite")
PLANNING, PROGRAMME = "/festival/hue-2024/planning", "/festival/hue-2024/programme"
# Saturday 8 June, the second festival day, from six in the evening.
DAY = 1
DUSK = DAY * 1440 + 18 * 60


@dataclass
class Evening:
    """The public shows of one evening that nobody has announced, and the changes that its rules allow."""

    problem: Problem
    public: frozenset[int]

    @cached_property
    def known(self) -> set[str]:
        return {it.subject for it in check(self.problem, Standing(self.problem.current))}

    def legal(self, slots: dict[int, Slot], *new: Slot) -> bool:
        after = Standing(tuple((slots | {slot.act: slot for slot in new}).values()))
        touched = frozenset(slot.act for slot in new)
        return {it.subject for it in check(self.problem, after, touched)} <= self.known

    @cached_property
    def tied(self) -> frozenset[int]:
        """What must stand before or after something else."""
        return frozenset(act for pair in self.problem.precedences for act in (pair.first, pair.second))

    def lost(self, slots: dict[int, Slot]) -> list[int]:
        """The last two shows that could stand on another stage too: they leave room there for one of the others."""
        loose = [slot.act for slot in self.free(slots) if len(self.problem.act(slot.act).stages) > 1]
        return [act for act in loose if act not in self.tied][-2:]

    def free(self, slots: dict[int, Slot]) -> Iterator[Slot]:
        for slot in sorted(slots.values(), key=lambda slot: (slot.starts, slot.act)):
            act = self.problem.act(slot.act)
            evening = self.problem.day_of(slot.starts) == DAY and slot.starts >= DUSK
            if slot.act in self.public and not act.announced and evening:
                yield slot

    def swap(self, slots: dict[int, Slot], without: set[int]) -> list[Slot]:
        """Two neighbours on one stage, each where the other was: the later one first."""
        free = {slot.act for slot in self.free(slots)} - without
        for _stage, stays in sorted(stays_by_stage(self.problem, Standing(tuple(slots.values()))).items()):
            for (_, first), (_, second) in pairwise(stays):
                if {first.act, second.act} <= free:
                    new = [replace(second, starts=first.starts), replace(first, starts=second.starts)]
                    if self.legal(slots, *new):
                        return new
        raise AssertionError("No two neighbours of this evening can change places.")

    def earlier(self, slots: dict[int, Slot], without: set[int]) -> Slot:
        for slot in self.free(slots):
            for minutes in (30, 15, 10, 5):
                new = replace(slot, starts=slot.starts - minutes)
                if slot.act not in without and self.legal(slots, new):
                    return new
        raise AssertionError("No show of this evening can start earlier.")

    def elsewhere(self, slots: dict[int, Slot], without: set[int]) -> Slot:
        """On another stage and at another hour of the evening."""
        for slot in self.free(slots):
            for stage in self.problem.act(slot.act).stages if slot.act not in without else ():
                for minutes in (*range(5, 120, 5), *range(-120, 0, 5)):
                    new = Slot(slot.act, stage, slot.starts + minutes)
                    same_day = self.problem.day_of(new.starts) == DAY
                    if stage != slot.stage and same_day and self.legal(slots, new):
                        return new
        raise AssertionError("No show of this evening can go to another stage.")


@pytest.fixture
def hue(demo_edition: Edition, session: scoped_session[Session], app: Flask) -> Edition:
    """The demo edition with a complete sound plan and somebody who answers for its warnings."""
    edition = demo_edition
    planner = User(email="ban@example.org", name="Ban Tổ chức", fs_uniquifier="ban")
    session.add(planner)
    plan = open_plan(session(), edition)
    problem = problem_of(session(), edition, plan)
    outcome.lay(session(), plan, Clock.of(edition), problem, seed(problem, chance=random.Random(2012)).slots)
    plan.revision += 1
    session.flush()
    with app.test_request_context():
        waivers.sign(session(), edition, preview(session(), edition, plan).findings, "Theo thông lệ.", planner)
    session.commit()
    return edition


def evening(edition: Edition) -> Evening:
    db.session.expire_all()
    public = select(Performance.id).where(Performance.edition_id == edition.id, Performance.public)
    plan = db.session.scalars(select(Plan).where(Plan.edition_id == edition.id)).one()
    return Evening(problem_of(db.session(), edition, plan), frozenset(db.session.scalars(public)))


def released(planner: Visitor, edition: Edition, number: int) -> Release:
    version = hidden_version(planner)
    assert planner.post(f"{PLANNING}/release", data={"version": version}).status_code == 303
    db.session.expire_all()
    rows = select(Release).where(Release.edition_id == edition.id)
    return db.session.scalars(rows.where(Release.number == number)).one()


def hidden_version(planner: Visitor) -> str:
    text = planner.get(f"{PLANNING}/release").text
    form = next(part for part in text.split("<form ")[1:] if f'action="{PLANNING}/release"' in part.partition(">")[0])
    found = re.search(r'name="version"[^>]*value="([^"]*)"', form.partition("</form>")[0])
    assert found is not None
    return found[1]


def moved(planner: Visitor, slots: dict[int, Slot], *new: Slot) -> None:
    """As the board sends it: every one with the place where it was seen."""
    orders = [
        {"act": slot.act, "seen": [slots[slot.act].stage, slots[slot.act].starts], "to": [slot.stage, slot.starts]}
        for slot in new
    ]
    assert planner.post(f"{PLANNING}/board/moves", json={"moves": orders}).status_code == 200
    slots |= {slot.act: slot for slot in new}


def sequences(planner: Visitor) -> dict[int, int]:
    text = planner.get("/public/hue-2024/calendar.ics").text.replace("\r\n ", "")
    events = [part.partition("END:VEVENT")[0] for part in text.split("BEGIN:VEVENT")[1:]]
    told = ((re.search(r"UID:performance-(\d+)@", it), re.search(r"SEQUENCE:(\d+)", it)) for it in events)
    return {int(uid[1]): int(number[1]) if number else 0 for uid, number in told if uid}


@dataclass
class Said:
    """The two releases as dates, hours and places, to say what a notice must say."""

    edition: Edition
    before: dict[int, Any]
    after: dict[int, Any]

    def facts(self, act: int, language: str) -> dict[str, str]:
        found = {}
        for prefix, item in (("old_", self.before[act]), ("", self.after[act])):
            end = "_en" if language == "en" else ""
            starts, ends = (self.edition.local(at) for at in (item.starts, item.ends))
            of = {key: item.facts[f"{key}{end}"] or item.facts[key] for key in ("title", "stage", "venue")}
            found[f"{prefix}title"] = of["title"]
            found[f"{prefix}place"] = of["stage"] if of["stage"] == of["venue"] else f"{of['stage']}, {of['venue']}"
            found[f"{prefix}hours"] = (
                f"{starts:%H:%M}–{ends:%H:%M} on {starts:%d/%m/%Y}"
                if language == "en"
                else f"từ {starts:%H} giờ {starts:%M} đến {ends:%H} giờ {ends:%M}, ngày {starts:%d/%m/%Y}"
            )
        return found

    def swap(self, first: int, second: int, language: str) -> str:
        other = {f"other_{key}": value for key, value in self.facts(second, language).items()}
        return SENTENCES[language]["swapped"].format(**self.facts(first, language), **other)


SENTENCES = {
    "en": {
        "swapped": "“{title}” and “{other_title}” change places at {place}: “{title}” is now at {hours} (formerly "
        "{old_hours}), “{other_title}” at {other_hours} (formerly {other_old_hours}).",
        "earlier": "“{title}” starts earlier than announced: {hours}, at the announced place, {place}; "
        "formerly {old_hours}.",
        "moved": "“{title}”: new time {hours}, new place {place}; formerly {old_hours} at {old_place}.",
        "cancelled": "“{title}” is cancelled; formerly announced for {old_hours} at {old_place}.",
    },
    "vi": {
        "swapped": "“{title}” và “{other_title}” đổi giờ cho nhau tại {place}: “{title}” nay diễn ra {hours} "
        "(trước đây {old_hours}), “{other_title}” nay diễn ra {other_hours} (trước đây {other_old_hours}).",
        "earlier": "“{title}”: bắt đầu sớm hơn công bố, {hours}; địa điểm không đổi, {place}; trước đây {old_hours}.",
        "moved": "“{title}”: giờ mới {hours}; địa điểm mới {place}; trước đây {old_hours}, tại {old_place}.",
        "cancelled": "“{title}”: hủy, không tổ chức; trước đây công bố {old_hours}, tại {old_place}.",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """Who was changed in which way; of a swap the one that is first now is first."""

    swapped: tuple[int, int]
    earlier: int
    moved: int
    cancelled: tuple[int, ...]

    @property
    def kinds(self) -> dict[int, str]:
        kinds = dict.fromkeys((*self.swapped, self.earlier), "retimed") | {self.moved: "moved"}
        return kinds | dict.fromkeys(self.cancelled, "cancelled")

    @property
    def alone(self) -> list[tuple[str, int]]:
        return [("earlier", self.earlier), ("moved", self.moved), *(("cancelled", act) for act in self.cancelled)]


def reshuffled(planner: Visitor, edition: Edition) -> Changed:
    """The evening as planners change it: two shows are cancelled, and the board moves the others."""
    night = evening(edition)
    gone = night.lost(dict(night.problem.current_slots))
    for act in gone:
        answer = send(planner, f"{PROGRAMME}/performance/{act}/cancellation", reason="Mưa lớn, sân khấu ngập.")
        assert answer.status_code == 303
    night = evening(edition)
    slots = dict(night.problem.current_slots)
    elsewhere = night.elsewhere(slots, set())
    moved(planner, slots, elsewhere)
    first, second = night.swap(slots, {elsewhere.act})
    moved(planner, slots, first, second)
    sooner = night.earlier(slots, {elsewhere.act, first.act, second.act})
    moved(planner, slots, sooner)
    return Changed((first.act, second.act), sooner.act, elsewhere.act, tuple(gone))


def test_one_evening_is_reshuffled_as_a_public_notice_told_it(hue: Edition, sign_in: SignIn) -> None:
    planner = sign_in(Role.PLANNER, edition=hue)
    before = {row.performance_id: row for row in items_of(db.session(), released(planner, hue, 1))}
    counted = sequences(planner)
    changed = reshuffled(planner, hue)
    release = released(planner, hue, 2)
    after = {row.performance_id: row for row in items_of(db.session(), release)}
    assert {change.performance_id: change.kind for change in release.changes} == changed.kinds
    assert sequences(planner) == {act: number + (act in changed.kinds) for act, number in counted.items()}
    said = Said(hue, before, after)
    for language in ("en", "vi"):
        text = planner.get(f"{PLANNING}/release/2/notice-{language}.txt").text
        told = re.findall(r"^(?:Item|Mục) (\d+)\. (.+)$", text, flags=re.MULTILINE)
        wanted = [SENTENCES[language][kind].format(**said.facts(act, language)) for kind, act in changed.alone]
        wanted.append(said.swap(*changed.swapped, language))
        assert [int(number) for number, _ in told] == [1, 2, 3, 4, 5]
        assert sorted(sentence for _, sentence in told) == sorted(wanted)

    lines = lines_of(db.session(), hue, release)
    found = {kind: {line.subject for line in lines if line.kind == kind} for kind in ("troupe", "stage", "department")}
    assert found == {
        "troupe": {str(troupe["id"]) for act in changed.kinds for troupe in before[act].facts["troupes"]},
        "stage": {str(items[act].stage_id) for act in changed.kinds for items in (before, after)},
        "department": {"security", "traffic", "protocol"},
    }
