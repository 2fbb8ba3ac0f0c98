"""The feed for map services: what the Work Zone Data Exchange 4.2 requires, from notices alone, and cheaply again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.traffic.kinds import CHECK, CLASSES, ROUTE, SITE, TRUCKS
from festival_ops.traffic.models import Closure, ClosureState, DetourSegment
from tests.planning.test_road_notices import DAYS, PUBLIC, issue
from tests.support.networks import closure
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

FEED = f"{PUBLIC}.geojson"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# The schemas WorkZoneFeed, FeedInfo and RoadEventFeature of version 4.2: required properties, and closed lists.
CORE = {"event_type", "data_source_id", "road_names", "direction"}
DETOUR = {"core_details", "start_date", "end_date", "is_start_date_verified", "is_end_date_verified"}
WORK_ZONE = DETOUR | {"vehicle_impact", "location_method", "is_start_position_verified", "is_end_position_verified"}
REQUIRED = {"work-zone": WORK_ZONE, "detour": DETOUR}
LISTS = {
    "direction": "northbound eastbound southbound westbound undefined unknown inner-loop outer-loop",
    "location_method": "channel-device-method sign-method junction-method other unknown",
    "vehicle_impact": "all-lanes-closed some-lanes-closed all-lanes-open alternating-one-way "
    "some-lanes-closed-merge-left some-lanes-closed-merge-right all-lanes-open-shift-left all-lanes-open-shift-right "
    "some-lanes-closed-split flagging temporary-traffic-signal unknown",
    "restriction": "no-trucks travel-peak-hours-only hov-3 hov-2 no-parking reduced-width reduced-height "
    "reduced-length reduced-weight axle-load-limit gross-weight-limit towing-prohibited "
    "permitted-oversize-loads-prohibited local-access-only no-passing",
    "related": "first-in-sequence next-in-sequence first-occurrence next-occurrence related-work-zone related-detour "
    "planned-moving-operation active-moving-operation",
}


@pytest.fixture
def lead(sign_in: SignIn, network: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=network.edition)


def faults(feed: dict[str, Any]) -> list[str]:
    """Where the feed breaks the schemas."""
    heading = feed["feed_info"]
    sources = {each["data_source_id"] for each in heading["data_sources"] if each["organization_name"]}
    wrong = [key for key in ("update_date", "version", "publisher", "data_sources") if not heading.get(key)]
    wrong += ["type"] * (feed["type"] != "FeatureCollection") + ["version"] * (heading["version"] != "4.2")
    wrong += ["ids"] * (len({each["id"] for each in feed["features"]}) != len(feed["features"]))
    return wrong + [f"{each['id']}: {fault}" for each in feed["features"] for fault in _faults(each, sources)]


def _faults(event: dict[str, Any], sources: set[str]) -> list[str]:
    facts, core = event["properties"], event["properties"]["core_details"]
    wrong = sorted((CORE - core.keys()) | (REQUIRED[core["event_type"]] - facts.keys()))
    said = [("direction", core["direction"])]
    said += [(key, facts[key]) for key in ("location_method", "vehicle_impact") if key in facts]
    said += [("restriction", each["type"]) for each in facts.get("restrictions", ())]
    said += [("related", each["type"]) for each in core.get("related_road_events", ())]
    wrong += [f"{key} {word}" for key, word in said if word not in LISTS[key].split()]
    stamps = [facts["start_date"], facts["end_date"], core["update_date"]]
    wrong += [stamp for stamp in stamps if not STAMP.fullmatch(stamp)]
    wrong += ["ends before it starts"] * (facts["end_date"] <= facts["start_date"])
    wrong += ["road_names"] * (not core["road_names"]) + ["source"] * (core["data_source_id"] not in sources)
    wrong += [key for key, value in facts.items() if key.startswith("is_") and not isinstance(value, bool)]
    line = event["geometry"]["coordinates"]
    wrong += ["geometry"] * (event["geometry"]["type"] != "LineString" or len(line) < 2)
    return wrong + ["id"] * (event["type"] != "Feature" or not isinstance(event["id"], str))


def told(feed: dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = []
    for event in feed["features"]:
        facts, core = event["properties"], event["properties"]["core_details"]
        restrictions = tuple(each["type"] for each in facts.get("restrictions", ()))
        hours = tuple(facts[key].removeprefix("2026-06-") for key in ("start_date", "end_date"))
        ways = tuple(facts[f"{end}_cross_street"].removeprefix("Nút ") for end in ("beginning", "ending"))
        rows.append((core["event_type"], *core["road_names"], *ways, *hours, facts.get("vehicle_impact"), restrictions))
    return rows


def test_the_feed_has_the_shape_of_the_exchange(lead: Visitor, client: Visitor, network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    night = network["bridge night"]
    night.vehicles, night.exemptions = ["car", "truck"], ["residents"]
    night.detour_chain = [DetourSegment(segment=network["A-2"], position=1)]
    day = {"starts": network.at(3, "08:00"), "ends": network.at(3, "09:00")}
    closure(network, "no trucks", ["A-1"], measure=TRUCKS, vehicles=["truck"], **day)
    closure(network, "no bicycles", ["A-2"], measure=CLASSES, vehicles=["bicycle"], **day)
    closure(network, "checked", ["B-1"], measure=CHECK, vehicles=[], **day)
    closure(network, "this way", ["C-1"], measure=ROUTE, vehicles=["truck"], **day)
    closure(network, "citadel", [], measure=SITE, place="Đại Nội", **day)
    issue(lead, *DAYS)
    answer = client.get(FEED)
    assert answer.content_type == "application/geo+json"
    feed = answer.get_json()
    assert faults(feed) == []
    shut, none = "all-lanes-closed", ()
    assert told(feed) == [
        ("work-zone", "Lê Lợi", "south", "park side", "05T11:00:00Z", "05T15:00:00Z", shut, none),
        ("work-zone", "Lê Duẩn", "west", "corner", "05T12:00:00Z", "05T16:30:00Z", shut, none),
        ("work-zone", "Cầu Phú Xuân", "corner", "south", "05T13:00:00Z", "05T16:00:00Z", shut,
         ("no-trucks", "local-access-only")),
        ("detour", "Lê Duẩn", "corner", "park side", "05T13:00:00Z", "05T16:00:00Z", None, none),
        ("work-zone", "Lê Lợi", "south", "park side", "06T11:00:00Z", "06T15:00:00Z", shut, none),
        ("work-zone", "Lê Duẩn", "west", "corner", "06T13:00:00Z", "06T13:35:00Z", shut, none),
        ("work-zone", "Lê Duẩn", "corner", "park side", "06T13:14:00Z", "06T13:50:00Z", shut, none),
        ("work-zone", "Lê Duẩn", "west", "corner", "07T01:00:00Z", "07T02:00:00Z", "all-lanes-open", ("no-trucks",)),
        ("work-zone", "Lê Duẩn", "corner", "park side", "07T01:00:00Z", "07T02:00:00Z", "unknown", none),
        ("work-zone", "Cầu Phú Xuân", "corner", "south", "07T01:00:00Z", "07T02:00:00Z", "unknown", none),
        ("detour", "Lê Lợi", "south", "park side", "07T01:00:00Z", "07T02:00:00Z", None, none),
        ("work-zone", "Lê Lợi", "south", "park side", "07T11:00:00Z", "07T15:00:00Z", shut, none),
        # Until it is finished: reckoned with until the festival day ends, and said to be no more than that.
        ("work-zone", "Lê Lợi", "south", "park side", "07T14:00:00Z", "07T21:00:00Z", shut, none),
    ]  # fmt: skip
    open_end = feed["features"][-1]["properties"]
    assert open_end["is_end_date_verified"] is False
    assert "đến khi kết thúc" in open_end["core_details"]["description"]
    related = [each["properties"]["core_details"].get("related_road_events") for each in feed["features"][2:4]]
    ids = [each["id"] for each in feed["features"][2:4]]
    assert related == [[{"type": "related-detour", "id": ids[1]}], [{"type": "related-work-zone", "id": ids[0]}]]


def test_drafts_never_get_into_the_feed(lead: Visitor, client: Visitor, network: Festival) -> None:
    issue(lead, DAYS[0])
    before = client.get(FEED)
    assert [row[3:6] for row in told(before.get_json())] == [
        ("park side", "05T11:00:00Z", "05T15:00:00Z"),
        ("corner", "05T12:00:00Z", "05T16:30:00Z"),
        ("south", "05T13:00:00Z", "05T16:00:00Z"),
    ]
    network["bridge night"].ends += timedelta(hours=1)
    lifted = ClosureState(state="lifted", reason="Mưa", at=network.at(1, "20:30"))
    network["evenings"].states.append(lifted)
    network.session.commit()
    assert client.get(FEED).data == before.data
    issue(lead, DAYS[0])
    after = client.get(FEED).get_json()
    assert [row[5] for row in told(after)] == ["05T13:30:00Z", "05T16:30:00Z", "05T17:00:00Z"]
    ends = [each["properties"]["is_end_date_verified"] for each in after["features"]]
    assert ends == [True, False, False]
    # The same event, told anew.
    assert [each["id"] for each in after["features"]] == [each["id"] for each in before.get_json()["features"]]


def test_what_has_not_changed_is_not_sent_again(lead: Visitor, client: Visitor, network: Festival) -> None:
    issue(lead, *DAYS)
    first = client.get(FEED)
    tag, since = first.headers["ETag"], first.headers["Last-Modified"]
    assert first.headers["Cache-Control"] == "public, max-age=300"
    for known in ({"If-None-Match": tag}, {"If-Modified-Since": since}):
        again = client.get(FEED, headers=known)
        assert (again.status_code, again.data) == (304, b"")
    english = client.get(f"{FEED}?language=en")
    assert (english.headers["ETag"] == tag, english.status_code) == (False, 200)
    assert client.get(f"{FEED}?language=fr").status_code == 404


def test_what_lasts_over_days_is_one_event(lead: Visitor, client: Visitor, network: Festival) -> None:
    for row in network.session.query(Closure):
        row.states.append(ClosureState(state="withdrawn", reason="Không cần"))
    closure(network, "stage build", ["A-1"], starts=network.at(1, "21:00"), ends=network.at(3, "12:00"))
    network.session.commit()
    issue(lead, *DAYS)
    feed = client.get(FEED).get_json()
    assert [row[4:6] for row in told(feed)] == [("05T14:00:00Z", "07T05:00:00Z")]
