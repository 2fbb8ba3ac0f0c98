"""The demo edition: spreadsheets of Festival Huế 2024, brought in through the door that planners use."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_security.utils import hash_password
from sqlalchemy import select
from sqlalchemy.orm import Session

import festival_ops
from festival_ops.accounts.models import Membership, Role, User
from festival_ops.accounts.sign_in import users
from festival_ops.planning.actions.escorts import hold
from festival_ops.programme.generator import Generated
from festival_ops.programme.models import Edition, Troupe
from festival_ops.protocol.models import Delegation, Engagement, Escort
from festival_ops.security import generator as security
from festival_ops.security.invention import Size
from festival_ops.security.models import Agency
from festival_ops.sheets import SHEETS
from festival_ops.spreadsheets import actions
from festival_ops.spreadsheets.actions import File
from festival_ops.spreadsheets.book import Book

HUE = Path(festival_ops.__file__).parent.parent / "demo" / "hue-2024"
SLUG = "hue-2024"
# Hosts are guests: who receives a delegation can only be said once both stand there.
LATER = "delegations-hosts"
COORDINATED = "Sae Nyuk"
ESCORT, ESCORTED = "L03", "D02"
SPOKEN_FOR = "Dân quân, an ninh cơ sở – đơn vị 1 (giả định)"

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("admin", "Quản trị (demo)", Role.ADMIN),
    ("planner", "Tiểu ban Nội dung (demo)", Role.PLANNER),
    ("security", "Tiểu ban An ninh (demo)", Role.SECURITY_LEAD),
    ("traffic", "Tiểu ban Giao thông (demo)", Role.TRAFFIC_LEAD),
    ("protocol", "Tiểu ban Lễ tân (demo)", Role.PROTOCOL_OFFICER),
    ("coordinator", "Điều phối đoàn (demo)", Role.TROUPE_COORDINATOR),
    ("agency", "Đầu mối đơn vị (demo)", Role.AGENCY_LIAISON),
    ("liaison", "Cán bộ đi cùng đoàn (demo)", Role.LIAISON_OFFICER),
    ("viewer", "Người xem (demo)", Role.VIEWER),
)


def hue_2024(session: Session) -> Edition:
    """Festival Huế 2024 as announced, its evenings completed with rows marked synthetic."""
    facts = tomllib.loads((HUE / "edition.toml").read_text(encoding="utf-8"))
    files = [File(f"{name}.csv", (HUE / f"{name}.csv").read_bytes()) for name in SHEETS]
    edition = load(session, facts, files)
    with force_locale("vi"):
        _bring(session, edition, [File(f"{LATER}.csv", (HUE / f"{LATER}.csv").read_bytes())])
    return edition


def synthetic(session: Session, generated: Generated) -> Edition:
    return load(session, generated.facts, [File(name, content) for name, content in generated.files])


def manned(generated: Generated, officers: int, posts: int, seed: int) -> Generated:
    """The same edition with people, posts and what these need."""
    facts, files = generated.facts, dict(generated.files)
    days = (facts["last_day"] - facts["first_day"]).days + 1
    venues = [row["name"] for row in csv.DictReader(io.StringIO(files["venues.csv"].decode()))]
    crew = security.generate(Size(officers, posts, days, seed), facts["first_day"], venues)
    named = {"slug": f"{facts['slug']}-{officers}-{posts}", "name": f"{facts['name']}, {officers} người trực"}
    return replace(generated, facts=facts | named, files=[*generated.files, *crew])


def load(session: Session, facts: dict[str, Any], files: Sequence[File]) -> Edition:
    """Makes the edition and imports its files together; the caller commits."""
    edition = Edition(**facts)
    session.add(edition)
    session.flush()
    with force_locale("vi"):
        _bring(session, edition, files)
    return edition


def sign_ins(session: Session, edition: Edition) -> list[tuple[str, str]]:
    """One account for each role; those that exist keep their password. Gives e-mail and role."""
    password = hash_password(current_app.extensions["settings"].demo_password)
    for name, title, role in PEOPLE:
        email = f"{name}@festival.example"
        known = session.scalar(select(User).where(User.email == email))
        user: Any = known or users.create_user(email=email, name=title, password=password)
        _give_role(session, user, edition, role)
    session.flush()
    return [(f"{name}@festival.example", role) for name, _, role in PEOPLE]


def _give_role(session: Session, user: User, edition: Edition, role: Role) -> None:
    """The administrator's holds in every edition, the coordinator's for one troupe, the liaison's for one agency; one
    of the escorts signs in."""
    everywhere = role is Role.ADMIN
    if any(m.role == role and m.edition_id in (None, edition.id) for m in user.memberships):
        return
    troupes = (
        select(Troupe).where(Troupe.edition_id == edition.id).order_by(Troupe.short_name != COORDINATED, Troupe.id)
    )
    troupe = session.scalars(troupes).first() if role is Role.TROUPE_COORDINATOR else None
    agencies = select(Agency).where(Agency.edition_id == edition.id).order_by(Agency.name != SPOKEN_FOR, Agency.id)
    agency = session.scalars(agencies).first() if role is Role.AGENCY_LIAISON else None
    escort = _goes_along(session, edition) if role is Role.LIAISON_OFFICER else None
    scope = {"troupe_id": troupe and troupe.id, "agency_id": agency and agency.id, "escort_id": escort and escort.id}
    user.memberships.append(Membership(role=role, edition_id=None if everywhere else edition.id, **scope))


def _goes_along(session: Session, edition: Edition) -> Escort | None:
    """The escort of the demo, who goes along with one delegation from being met to being seen off."""
    escort = session.scalar(select(Escort).where(Escort.edition_id == edition.id, Escort.code == ESCORT))
    book = hold(session, edition)
    if escort is not None and not book.revision:
        rows = (
            select(Engagement).join(Engagement.delegation).where(Delegation.code == ESCORTED, Engagement.liaisons > 0)
        )
        found = session.scalars(rows.where(Engagement.edition_id == edition.id).order_by(Engagement.id))
        book.duties, book.revision = [[escort.id, row.id, ""] for row in found], 1
        session.flush()
    return escort


def _bring(session: Session, edition: Edition, files: Sequence[File]) -> None:
    upload = actions.receive(session, edition, actions.unpack(files), SHEETS.values(), None)
    book = Book(session, edition, SHEETS)
    found = actions.read(book, upload)
    if found.faults or found.left_out:
        faults = [f"{fault.page} {fault.number} {fault.column}: {fault.sentence}" for fault in found.faults]
        raise ValueError("\n".join(["This edition cannot be imported:", *found.left_out, *faults]))
    actions.apply(session, book, upload, found, None)
