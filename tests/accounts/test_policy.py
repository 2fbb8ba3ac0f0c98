"""Who may do what with which class of facts, written out once more beside the program's own table."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.accounts.policy import Access, Department, access_of, allows, may_sign, owes_a_second_proof
from festival_ops.programme.models import Edition, Troupe
from festival_ops.web.access import Act, Audience, Policy, Secrecy

pytestmark = pytest.mark.databases("sqlite")

# r: reads all · rw: reads and writes all · own: reads only what belongs to the person's troupes · no: neither.
# C3 is written through its own door later; until then nobody writes it here. C4 tells some "occupied" and no more.
# R1 are the roads: open as the plan is, and written by traffic.
# Whoever has a desk holds what anybody may know: the desk is no class of facts.
DESKS = {role: {"C0": "r"} for role in ("agency_liaison", "liaison_officer")}
CONCEPT = """
      viewer  troupe_coordinator  planner  traffic_lead  security_lead  protocol_officer  admin
C0    r       r                   rw       r             r              r                 rw
C1    r       own                 rw       r             r              r                 rw
C2    no      own                 r        own           own            r                 rw
C3    no      own                 no       no            r              r                 r
C4    no      no                  no       no            rw             rw                rw
R1    r       no                  r        rw            r              r                 rw
"""


def cells() -> list[tuple[str, str, str]]:
    heading, *rows = (line.split() for line in CONCEPT.strip().splitlines())
    drawn = [(role, row[0], right) for row in rows for role, right in zip(heading, row[1:], strict=True)]
    return drawn + [(role, str(kind), held.get(kind, "no")) for role, held in DESKS.items() for kind in Secrecy]


def member(role: str, edition_id: int | None = 1, **scope: int) -> User:
    held = Membership(role=role, edition_id=edition_id, **scope)
    return User(email="a@example.org", active=True, memberships=[held])


def holds(access: Access, secrecy: str) -> str:
    """What the person turns out to hold, in the words of the table."""
    kind = Secrecy(secrecy)
    if access.may(Act.WRITE, kind):
        return "rw" if access.sees_all(kind) and access.may(Act.READ, kind) else "only writes"
    if access.own_only(kind):
        return "own" if access.may(Act.READ, kind) and not access.sees_all(kind) else "own, and more"
    return {(True, True): "r", (False, False): "no"}.get((access.may(Act.READ, kind), access.sees_all(kind)), "odd")


def test_the_table_is_whole() -> None:
    assert {(role, secrecy) for role, secrecy, _ in cells()} == {(str(r), str(s)) for r in Role for s in Secrecy}


@pytest.mark.parametrize(("role", "secrecy", "right"), cells())
def test_a_role_holds_what_the_concept_says(role: str, secrecy: str, right: str) -> None:
    assert holds(access_of(member(role, troupe_id=3), 1), secrecy) == right


@pytest.mark.parametrize("role", list(Role))
def test_a_role_holds_nothing_in_another_edition(role: Role) -> None:
    access = access_of(member(role), 2)
    assert (access.member, access.admin, [s for s in Secrecy if access.may(Act.READ, s)]) == (False, False, [])


def test_a_role_without_edition_holds_everywhere() -> None:
    access = access_of(member(Role.ADMIN, edition_id=None), 2)
    assert (access.member, access.admin, access.may(Act.WRITE, Secrecy.GUARDED)) == (True, True, True)


def signs_for(user: User, edition_id: int = 1) -> list[str]:
    access = access_of(user, edition_id)
    return [department for department in Department if may_sign(access, department)]


def test_a_role_signs_for_its_own_department_and_an_administrator_for_no_other() -> None:
    assert {str(role): signs_for(member(role, troupe_id=3)) for role in Role} == {
        "admin": ["programme"],
        "planner": ["programme"],
        "security_lead": ["security"],
        "traffic_lead": ["traffic"],
        "protocol_officer": ["protocol"],
        "troupe_coordinator": [],
        "agency_liaison": [],
        "liaison_officer": [],
        "viewer": [],
    }
    assert signs_for(member(Role.SECURITY_LEAD), 2) == []


def test_somebody_inactive_holds_nothing() -> None:
    user = member(Role.ADMIN)
    user.active = False
    assert access_of(user, 1) == Access()


def test_several_roles_add_up_and_never_take_away() -> None:
    user = member(Role.PLANNER)
    user.memberships.append(Membership(role=Role.SECURITY_LEAD, edition_id=1))
    assert [holds(access_of(user, 1), s) for s in ("C1", "C2", "C3", "C4")] == ["rw", "r", "r", "rw"]


def test_a_coordinator_of_two_troupes_is_bounded_by_both() -> None:
    user = member(Role.TROUPE_COORDINATOR, troupe_id=3)
    user.memberships.append(Membership(role=Role.TROUPE_COORDINATOR, edition_id=1, troupe_id=5))
    user.memberships.append(Membership(role=Role.TROUPE_COORDINATOR, edition_id=2, troupe_id=8))
    assert access_of(user, 1).troupes == frozenset({3, 5})


def test_a_liaison_speaks_for_the_agencies_named_and_another_role_for_none() -> None:
    user = member(Role.AGENCY_LIAISON, agency_id=4)
    user.memberships.append(Membership(role=Role.AGENCY_LIAISON, edition_id=2, agency_id=7))
    user.memberships.append(Membership(role=Role.VIEWER, edition_id=1, agency_id=9))
    assert access_of(user, 1).agencies == frozenset({4})
    assert not allows(Policy(Audience.LIAISONS), user, access_of(user, 3))
    assert not allows(Policy(Audience.LIAISONS), user, access_of(member(Role.ADMIN), 1))


def test_an_officer_with_a_delegation_is_the_escort_named_and_another_role_is_none() -> None:
    user = member(Role.LIAISON_OFFICER, escort_id=4)
    user.memberships.append(Membership(role=Role.LIAISON_OFFICER, edition_id=2, escort_id=7))
    user.memberships.append(Membership(role=Role.PROTOCOL_OFFICER, edition_id=1, escort_id=9))
    assert access_of(user, 1).escorts == frozenset({4})
    assert owes_a_second_proof(member(Role.LIAISON_OFFICER, escort_id=4))
    assert not allows(Policy(Audience.ESCORTS), user, access_of(user, 3))
    assert not allows(Policy(Audience.ESCORTS), user, access_of(member(Role.ADMIN), 1))
    assert not allows(Policy(Audience.ESCORTS), user, access_of(member(Role.LIAISON_OFFICER), 1))


def test_memberships_are_read_from_the_database(session: scoped_session[Session]) -> None:
    edition = Edition(slug="e", name="E", first_day=date(2026, 6, 5), last_day=date(2026, 6, 6))
    session.add(edition)
    session.flush()
    troupe = Troupe(name="Đoàn", edition_id=edition.id)
    session.add(troupe)
    session.flush()
    user = User(email="b@example.org", fs_uniquifier="b" * 16)
    user.memberships.append(Membership(role=Role.TROUPE_COORDINATOR, edition_id=edition.id, troupe_id=troupe.id))
    session.add(user)
    session.commit()
    session.expire_all()
    assert holds(access_of(user, edition.id), "C1") == "own"
    assert access_of(user, edition.id).troupes == frozenset({troupe.id})
