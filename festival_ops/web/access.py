"""Who may reach a page: every view states its policy, and a view without one is closed.

This file knows classes of secrecy and acts, not people; who holds which right is decided in `accounts.policy`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Secrecy(StrEnum):
    """How far a fact may travel; the letters are those of the security concept."""

    RELEASED = "C0"
    PLAN = "C1"
    CONTACTS = "C2"
    PASSPORTS = "C3"
    GUARDED = "C4"
    # As open as the plan, and written by those who answer for the roads.
    ROADS = "R1"


class Act(StrEnum):
    READ = "read"
    # What somebody has handed in is not shown to everybody who hands it in.
    OPEN = "open"
    WRITE = "write"


class Audience(StrEnum):
    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    MEMBERS = "members"
    ADMINS = "admins"
    SIGNERS = "those who sign releases"
    LIAISONS = "those who speak for an agency"
    HANDERS_IN = "those who hand passports in"
    KEEPERS = "those who answer for what leaves protocol"
    ESCORTS = "those who go along with delegations"


@dataclass(frozen=True)
class Policy:
    audience: Audience
    secrecy: Secrecy = Secrecy.RELEASED
    act: Act = Act.READ


def open_to_all(view: View) -> View:
    return _stated(view, Policy(Audience.ANYONE))


def signed_in(view: View) -> View:
    return _stated(view, Policy(Audience.SIGNED_IN))


def admins_only(view: View) -> View:
    return _stated(view, Policy(Audience.ADMINS, act=Act.WRITE))


def signers_only(view: View) -> View:
    return _stated(view, Policy(Audience.SIGNERS))


def liaisons_only(view: View) -> View:
    return _stated(view, Policy(Audience.LIAISONS))


def handers_in_only(view: View) -> View:
    return _stated(view, Policy(Audience.HANDERS_IN, Secrecy.PASSPORTS))


def keepers_only(view: View) -> View:
    return _stated(view, Policy(Audience.KEEPERS, Secrecy.PASSPORTS))


def may_open(secrecy: Secrecy) -> Callable[[View], View]:
    return lambda view: _stated(view, Policy(Audience.MEMBERS, secrecy, Act.OPEN))


def escorts_only(view: View) -> View:
    return _stated(view, Policy(Audience.ESCORTS))


def may_read(secrecy: Secrecy) -> Callable[[View], View]:
    return lambda view: _stated(view, Policy(Audience.MEMBERS, secrecy, Act.READ))


def may_write(secrecy: Secrecy) -> Callable[[View], View]:
    return lambda view: _stated(view, Policy(Audience.MEMBERS, secrecy, Act.WRITE))


def policy_of(view: Callable[..., Any] | None) -> Policy | None:
    return getattr(view, "policy", None)


def _stated(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view
