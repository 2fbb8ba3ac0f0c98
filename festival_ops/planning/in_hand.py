"""The plan in hand: the main plan, or the scenario that the address of the page names.

A scenario is a planner's workplace: to everybody else it does not exist. What leaves the house, what has happened, and
the scenarios themselves are told of the main plan only, whatever is in hand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import Conflict

from festival_ops.accounts.guard import policy_for
from festival_ops.accounts.policy import Right
from festival_ops.database import db
from festival_ops.planning.models import Plan
from festival_ops.planning.queries import main_plan
from festival_ops.programme.edition_address import named
from festival_ops.programme.models import Edition
from festival_ops.web.access import Act, Secrecy

# Beginnings of the names of planning's pages that always speak of the main plan.
OF_THE_MAIN_PLAN = (
    "release",
    "signature",
    "signing",
    "telling",
    "event",
    "scenario",
    "comparison",
)
# The same of rides: what leaves the house.
RIDES_OUTSIDE = ("release", "telling", "paper")
# Branching begins at whatever is in hand.
BRANCHING = "planning.scenario_new"
LOOKING = ("GET", "HEAD", "OPTIONS")


class ArchivedError(Exception):
    """Somebody has archived the scenario: it is read, not worked on."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.name = plan.name


def init(app: Flask) -> None:
    """After the guard: who may not come in does not learn which plans there are."""
    app.before_request(_take_in_hand)
    app.register_error_handler(ArchivedError, _archived)


def plan_in_hand(session: Session, edition: Edition) -> Plan | None:
    """The plan that this request works on; outside a request it is the main plan."""
    scenario = scenario_in_hand()
    return scenario if scenario is not None and scenario.edition_id == edition.id else main_plan(session, edition)


def scenario_in_hand() -> Plan | None:
    scenario: Plan | None = g.get("scenario")
    return scenario


def address_of_plan(edition: Edition, plan: Plan | None) -> str:
    """What stands in the address of pages that have this plan in hand."""
    return named(edition, None if plan is None or plan.main else plan.id)


def keep_to(plan: Plan) -> None:
    """Leads to the address of the plan that a page is about, where another one is in hand."""
    here = scenario_in_hand()
    if plan.main if here is None else plan.id == here.id:
        return
    if request.method not in LOOKING or not g.access.may(Act.WRITE, Secrecy.PLAN):
        abort(404)
    abort(redirect(_same_page(edition=address_of_plan(g.edition, plan))))


def _take_in_hand() -> ResponseReturnValue | None:
    g.scenario = None
    if g.get("plan_id") is None:
        return None
    plan = db.session.get(Plan, g.plan_id)
    known = plan is not None and plan.edition_id == g.edition.id and not plan.main
    if not known or not g.access.may(Act.WRITE, Secrecy.PLAN):
        abort(404)
    if _of_the_main_plan(request.endpoint or ""):
        g.plan_id = None
        if request.method not in LOOKING:
            abort(404)
        return redirect(_same_page())
    g.scenario = plan
    if plan is not None and plan.archived_at is not None:
        if _writes():
            raise ArchivedError(plan)
        # Pages offer nothing that would be refused.
        g.access = replace(g.access, rights={**g.access.rights, Secrecy.PLAN: Right.READ})
    return None


def _archived(error: ArchivedError) -> ResponseReturnValue:
    told = _("“%(name)s” is archived and can only be read; restore it to work on it.", name=error.name)
    return current_app.handle_http_exception(Conflict(told))


def _same_page(**changes: str) -> str:
    """This page's address, with what it was asked."""
    values: dict[str, Any] = {**(request.view_args or {}), **changes}
    asked = request.query_string.decode("ascii", "replace")
    return f"{url_for(request.endpoint or '', **values)}{'?' if asked else ''}{asked}"


def _of_the_main_plan(endpoint: str) -> bool:
    room, _dot, page = endpoint.partition(".")
    if room == "rides":
        return page.startswith(RIDES_OUTSIDE)
    return room == "planning" and page.startswith(OF_THE_MAIN_PLAN) and endpoint != BRANCHING


def _writes() -> bool:
    policy = policy_for(current_app._get_current_object(), request.endpoint or "")  # type: ignore[attr-defined]
    asks_to = request.method not in LOOKING or (policy is not None and policy.act is Act.WRITE)
    return asks_to and request.endpoint != BRANCHING
