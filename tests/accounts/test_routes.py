"""Every page of the office: it states a policy, and each role meets there what the concept promises."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from festival_ops.accounts.guard import policy_for
from festival_ops.accounts.models import Role
from tests.support.addresses import Pages
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

Words = frozenset[str]

EVERYBODY: Words = frozenset(Role)
LIAISONS: Words = frozenset({Role.AGENCY_LIAISON})
ESCORTS: Words = frozenset({Role.LIAISON_OFFICER})
ALL = EVERYBODY - LIAISONS - ESCORTS
NO_COORDINATORS = ALL - {Role.TROUPE_COORDINATOR}
PLANNERS: Words = frozenset({Role.ADMIN, Role.PLANNER})
ADMINS: Words = frozenset({Role.ADMIN})
SECRET: Words = frozenset({Role.ADMIN, Role.SECURITY_LEAD, Role.PROTOCOL_OFFICER})
WRITERS = PLANNERS | SECRET
SIGNERS = WRITERS | {Role.TRAFFIC_LEAD}
ROAD_WRITERS: Words = frozenset({Role.ADMIN, Role.TRAFFIC_LEAD})
READ_CONTACTS: Words = frozenset({Role.ADMIN, Role.PLANNER, Role.PROTOCOL_OFFICER})
KEEPERS: Words = frozenset({Role.ADMIN, Role.PROTOCOL_OFFICER})
NOBODY: Words = frozenset()
OPEN, SIGNED_IN = frozenset({"anybody"}), frozenset({"anybody with an account"})

# Which members of the edition are let in, by endpoint; the first line that fits counts. The rows asked for are not
# the coordinator's or the liaison's own.
EXPECTED: tuple[tuple[str, Words], ...] = (
    ("static", OPEN),
    ("security.*", OPEN),
    ("feeds.*", OPEN),
    ("programme_files.*", OPEN),
    ("public.*", OPEN),
    ("accounts.first_administrator", OPEN),
    ("accounts.invitation", OPEN),
    ("accounts.*", SIGNED_IN),
    ("home.start", SIGNED_IN),
    ("home.edition", EVERYBODY),
    ("start.guide", PLANNERS),
    ("start.*", SIGNED_IN),
    ("editions.new", NOBODY),
    ("editions.show", ALL),
    ("editions.edit", PLANNERS),
    ("members.history", NO_COORDINATORS),
    ("members.*", ADMINS),
    ("calendars.duty_feed_new", SECRET),
    ("calendars.guest_feed_new", SECRET),
    ("calendars.*", EVERYBODY),
    ("spreadsheets.uploads", NO_COORDINATORS),
    ("spreadsheets.exports", ADMINS),
    ("spreadsheets.rows", NO_COORDINATORS),
    ("spreadsheets.template", PLANNERS),
    ("spreadsheets.show", PLANNERS),
    ("spreadsheets.*", SIGNERS),
    ("planning.timeline*", ALL),
    ("planning.listing", ALL),
    ("planning.board_places", PLANNERS),
    ("planning.board_p*", NO_COORDINATORS),
    ("planning.proposal", NO_COORDINATORS),
    ("planning.releases_list", NO_COORDINATORS),
    ("planning.release", SIGNERS),
    ("planning.release_notice*", NO_COORDINATORS),
    ("planning.release_show", NO_COORDINATORS),
    ("planning.release_tellings", NO_COORDINATORS),
    ("planning.rules", NO_COORDINATORS),
    ("planning.signature_*", SIGNERS),
    ("planning.runs", NO_COORDINATORS),
    ("planning.run_show", NO_COORDINATORS),
    ("planning.run_progress", NO_COORDINATORS),
    ("planning.violations", NO_COORDINATORS),
    ("planning.evening", NO_COORDINATORS),
    ("planning.pins_list", NO_COORDINATORS),
    ("planning.*", PLANNERS),
    ("programme.contact_list", ALL - {Role.VIEWER}),
    ("programme.contact_show", READ_CONTACTS),
    ("programme.contact_*", ADMINS),
    ("programme.party_*", SECRET),
    ("escort_desk.delegation_show", NOBODY),
    ("escort_desk.leg_state", NOBODY),
    ("escort_desk.*", ESCORTS),
    ("desk.*_show", NOBODY),
    ("desk.*_edit", NOBODY),
    ("desk.*_removal", NOBODY),
    ("desk.agency_promise", NOBODY),
    ("desk_sheets.show", NOBODY),
    ("desk*", LIAISONS),
    ("crew.*", SECRET),
    ("roster.*", SECRET),
    ("demand.*", SECRET),
    ("field.*", SECRET),
    ("rides.day_show", NO_COORDINATORS),
    ("rides.ride_show", NO_COORDINATORS),
    ("rides.paper*", NO_COORDINATORS),
    ("rides.release*", NO_COORDINATORS),
    ("rides.run_show", NO_COORDINATORS),
    ("rides.run_progress", NO_COORDINATORS),
    ("rides.*", ROAD_WRITERS),
    ("roads.closure_state", ROAD_WRITERS),
    ("roads.notice_making", ROAD_WRITERS),
    ("roads.today_state", ROAD_WRITERS),
    ("roads.drafts_taking", ROAD_WRITERS),
    ("roads.drafts_undoing", ROAD_WRITERS),
    ("roads.parade_order", ROAD_WRITERS),
    ("roads.parade_levels", ROAD_WRITERS),
    ("roads.parade_search", ROAD_WRITERS),
    ("roads.parade_run_*", ROAD_WRITERS),
    ("roads.*", NO_COORDINATORS),
    ("transfers.day_show", NO_COORDINATORS),
    ("transfers.*", ROAD_WRITERS),
    ("guest_rides.drafts_show", NO_COORDINATORS),
    ("guest_rides.drafts_taking", ROAD_WRITERS),
    ("guest_rides.place*", SECRET),
    ("traffic.*_list", NO_COORDINATORS),
    ("traffic.*_show", NO_COORDINATORS),
    ("traffic.*", ROAD_WRITERS),
    ("protocol.passport_list", SECRET | {Role.TROUPE_COORDINATOR}),
    ("protocol.passport_new", KEEPERS | {Role.TROUPE_COORDINATOR}),
    ("protocol.passport*", KEEPERS),
    ("protocol.readings_list", KEEPERS),
    ("protocol.taken_list", KEEPERS),
    ("protocol.*", SECRET),
    ("script.*", SECRET),
    ("seating.*", SECRET),
    ("rooms.*", SECRET),
    ("arrivals.gates_show", NO_COORDINATORS),
    ("arrivals.*", SECRET),
    ("escorts.*", SECRET),
    ("passes.gate*", NO_COORDINATORS),
    ("passes.*", SECRET),
    ("programme.search", ALL),
    ("programme.*_list", ALL),
    ("programme.*_show", NO_COORDINATORS),
    ("programme.overview", NO_COORDINATORS),
    ("programme.travel_table", NO_COORDINATORS),
    ("programme.*", PLANNERS),
)
# Pages of rows that only their owner or another room's tests can make: only refusals are looked at here.
STORIES = ("calendars.feed_?*", "planning.waiver", "members.end")


def expected(rule: Rule) -> Words:
    return next(words for pattern, words in EXPECTED if fnmatch(rule.endpoint, pattern))


def asks(rule: Rule, method: str) -> bool:
    return method in (rule.methods or ()) and expected(rule) is not OPEN


def shows(rule: Rule) -> bool:
    return asks(rule, "GET") and not any(fnmatch(rule.endpoint, pattern) for pattern in STORIES)


def met(answer: TestResponse) -> str:
    if answer.status_code == 401 or (answer.location or "").startswith("/sign-in"):
        return "asked to sign in"
    return "kept out" if answer.status_code in (403, 404) else "let in"


@pytest.fixture
def member(request: pytest.FixtureRequest, sign_in: SignIn, festival: Festival, pages: Pages) -> Visitor:
    troupe = festival["ashi"] if request.param is Role.TROUPE_COORDINATOR else None
    agency = festival["guard company"] if request.param is Role.AGENCY_LIAISON else None
    escort = festival["liaison"] if request.param is Role.LIAISON_OFFICER else None
    return sign_in(request.param, edition=festival.edition, troupe=troupe, agency=agency, escort=escort)


@pytest.fixture
def role(request: pytest.FixtureRequest) -> Role:
    return Role(request.node.callspec.params["member"])


def test_every_route_states_a_policy(app: Flask) -> None:
    silent = [rule.endpoint for rule in app.url_map.iter_rules() if policy_for(app, rule.endpoint) is None]
    assert silent == []


@pytest.mark.parametrize("member", list(Role), indirect=True, ids=str)
def test_a_member_is_let_in_where_the_role_belongs(member: Visitor, role: Role, pages: Pages) -> None:
    wrong = []
    for rule, address in pages:
        if shows(rule):
            words = expected(rule)
            wanted = "let in" if role in words or words is SIGNED_IN else "kept out"
            found = met(member.get(address))
            wrong += [f"{rule.endpoint}: {found}"] * (found != wanted)
    assert wrong == []


@pytest.mark.parametrize("member", list(Role), indirect=True, ids=str)
def test_a_member_changes_nothing_where_the_role_does_not_belong(member: Visitor, role: Role, pages: Pages) -> None:
    wrong = []
    for rule, address in pages:
        words = expected(rule)
        if asks(rule, "POST") and words is not SIGNED_IN and role not in words:
            found = met(member.post(address))
            wrong += [f"{rule.endpoint}: {found}"] * (found != "kept out")
    assert wrong == []


def test_somebody_of_another_edition_finds_nothing(sign_in: SignIn, pages: Pages) -> None:
    """Not even that the edition exists: never 403, always 404."""
    stranger = sign_in()
    statuses = {
        (rule.endpoint, method): stranger.open(address, method=method).status_code
        for rule, address in pages
        for method in ("GET", "POST")
        if "/festival/" in address and asks(rule, method)
    }
    assert {page: status for page, status in statuses.items() if status != 404} == {}
    assert len(statuses) > 100


def test_somebody_signed_out_is_asked_to_sign_in(client: Visitor, pages: Pages) -> None:
    found = {
        (rule.endpoint, method): met(client.open(address, method=method))
        for rule, address in pages
        for method in ("GET", "POST")
        if asks(rule, method)
    }
    assert {page: outcome for page, outcome in found.items() if outcome != "asked to sign in"} == {}


def test_a_general_administrator_is_let_in_everywhere_but_at_desks(sign_in: SignIn, pages: Pages) -> None:
    chief = sign_in(Role.ADMIN)
    offices = [(rule, address) for rule, address in pages if not rule.endpoint.startswith(("desk", "escort_desk"))]
    found = {rule.endpoint: met(chief.get(address)) for rule, address in offices if shows(rule)}
    assert {endpoint: outcome for endpoint, outcome in found.items() if outcome != "let in"} == {}
