"""The one function that says what a person may do in an edition, and the matrix behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.web.access import Act, Audience, Policy, Secrecy


class Right(IntEnum):
    """What a role holds over a class. OCCUPIED shows that time is taken and nothing else."""

    NONE = 0
    OCCUPIED = 1
    OWN = 2
    READ = 3
    WRITE = 4


class Department(StrEnum):
    """A part of the festival office that answers with its signature for its slice of a release."""

    PROGRAMME = "programme"
    SECURITY = "security"
    TRAFFIC = "traffic"
    PROTOCOL = "protocol"


# An administrator keeps the office running and signs for no other department.
SIGNERS: dict[Department, frozenset[Role]] = {
    Department.PROGRAMME: frozenset({Role.PLANNER, Role.ADMIN}),
    Department.SECURITY: frozenset({Role.SECURITY_LEAD}),
    Department.TRAFFIC: frozenset({Role.TRAFFIC_LEAD}),
    Department.PROTOCOL: frozenset({Role.PROTOCOL_OFFICER}),
}

# Whoever reads what is guarded, or keeps the keys, signs in with a code from an app beside the password.
PROVEN_TWICE = frozenset({Role.ADMIN, Role.SECURITY_LEAD, Role.PROTOCOL_OFFICER, Role.LIAISON_OFFICER})

# Passports have a door of their own: whoever hands one in need not be able to read it.
HANDS_PASSPORTS_IN = frozenset({Role.TROUPE_COORDINATOR, Role.PROTOCOL_OFFICER, Role.ADMIN})
KEEPS_WATCH = frozenset({Role.PROTOCOL_OFFICER, Role.ADMIN})

_N, _OCC, _OWN, _R, _W = Right
_CLASSES = (
    Secrecy.RELEASED,
    Secrecy.PLAN,
    Secrecy.CONTACTS,
    Secrecy.PASSPORTS,
    Secrecy.GUARDED,
    Secrecy.ROADS,
)
_ROWS: dict[Role, tuple[Right, ...]] = {
    Role.VIEWER: (_R, _R, _N, _N, _N, _R),
    Role.TROUPE_COORDINATOR: (_R, _OWN, _OWN, _OWN, _N, _N),
    # Know their own people and their own delegations through desks, which are no class of facts, and nothing of the
    # house besides.
    Role.AGENCY_LIAISON: (_R, _N, _N, _N, _N, _N),
    Role.LIAISON_OFFICER: (_R, _N, _N, _N, _N, _N),
    Role.PLANNER: (_W, _W, _R, _N, _OCC, _R),
    Role.TRAFFIC_LEAD: (_R, _R, _OWN, _N, _OCC, _W),
    Role.SECURITY_LEAD: (_R, _R, _OWN, _R, _W, _R),
    Role.PROTOCOL_OFFICER: (_R, _R, _R, _R, _W, _R),
    Role.ADMIN: (_W, _W, _W, _R, _W, _W),
}
MATRIX: dict[tuple[Role, Secrecy], Right] = {
    (role, secrecy): right for role, row in _ROWS.items() for secrecy, right in zip(_CLASSES, row, strict=True)
}


_NEEDED = {Act.READ: Right.OWN, Act.OPEN: Right.READ, Act.WRITE: Right.WRITE}


@dataclass(frozen=True)
class Access:
    """What one person holds in one edition; `troupes` bounds every right that is only OWN, `agencies` are those for
    which the person speaks at their desk, and `escorts` those who the person is, with a desk of his or her own."""

    member: bool = False
    admin: bool = False
    rights: dict[Secrecy, Right] = field(default_factory=dict)
    troupes: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    escorts: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()

    def right(self, secrecy: Secrecy) -> Right:
        return self.rights.get(secrecy, Right.NONE)

    def may(self, act: Act, secrecy: Secrecy) -> bool:
        return self.right(secrecy) >= _NEEDED[act]

    def sees_all(self, secrecy: Secrecy) -> bool:
        return self.right(secrecy) >= Right.READ

    def own_only(self, secrecy: Secrecy) -> bool:
        return self.right(secrecy) is Right.OWN


def access_of(user: User | None, edition_id: int | None) -> Access:
    """Everything a person's memberships give in an edition; `None` as edition asks for the whole installation."""
    if user is None or not user.active:
        return Access()
    held = [m for m in user.memberships if m.edition_id is None or m.edition_id == edition_id]
    rights = {secrecy: max((_right(m, secrecy) for m in held), default=Right.NONE) for secrecy in Secrecy}
    return Access(
        member=bool(held),
        admin=any(m.role == Role.ADMIN for m in held),
        rights=rights,
        troupes=frozenset(m.troupe_id for m in held if m.troupe_id is not None),
        agencies=frozenset(m.agency_id for m in held if m.agency_id is not None and m.role == Role.AGENCY_LIAISON),
        escorts=frozenset(m.escort_id for m in held if m.escort_id is not None and m.role == Role.LIAISON_OFFICER),
        roles=frozenset(m.role for m in held),
    )


def owes_a_second_proof(user: User | None) -> bool:
    """Whether one of the person's roles, in any edition, asks for a code from an app, and there is none yet."""
    return user is not None and not user.tf_primary_method and any(m.role in PROVEN_TWICE for m in user.memberships)


def hands_passports_in(access: Access) -> bool:
    return bool(access.roles & HANDS_PASSPORTS_IN)


def keeps_watch(access: Access) -> bool:
    return bool(access.roles & KEEPS_WATCH)


def may_sign(access: Access, department: Department) -> bool:
    """Whether this person's signature on a release is the department's."""
    return bool(access.roles & SIGNERS[department])


def allows(policy: Policy, user: User | None, access: Access) -> bool:
    match policy.audience:
        case Audience.ANYONE:
            return True
        case Audience.SIGNED_IN:
            return user is not None
        case Audience.ADMINS:
            return access.admin
        case Audience.SIGNERS:
            return any(may_sign(access, department) for department in Department)
        case Audience.LIAISONS:
            return bool(access.agencies)
        case Audience.HANDERS_IN:
            return hands_passports_in(access)
        case Audience.KEEPERS:
            return keeps_watch(access)
        case Audience.ESCORTS:
            return bool(access.escorts)
        case Audience.MEMBERS:
            return access.member and access.may(policy.act, policy.secrecy)


def _right(membership: Membership, secrecy: Secrecy) -> Right:
    return MATRIX[Role(membership.role), secrecy]
