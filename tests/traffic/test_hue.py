"""The published closures of Huế: all of them are in the demo edition, with their hours and their source."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Closure, Segment, Street

pytestmark = pytest.mark.databases("sqlite")

# From, until, and part of what it is called or where it is: one line for each row of the published table.
PUBLISHED = [
    ("2024-06-07T16:00", "2024-06-08T07:00", "Đại Nội – các cửa soát vé"),
    ("2024-06-07T17:15", "2024-06-08T07:00", "Đại Nội – toàn khu"),
    ("2024-06-07T20:00", "", "Đại Nội – vùng trời"),
    ("2024-06-08T16:30", "2024-06-08T18:00", "HV-2 HV-1 LL-7 LL-6 LL-5 LL-4 LL-3"),
    ("2024-06-10T16:30", "2024-06-10T18:00", "HV-2 HV-1 LL-7 LL-6 LL-5 LL-4 LL-3"),
    ("2023-04-27T18:00", "2023-04-27T22:00", "LL-3"),
    ("2023-04-28T18:00", "2023-04-28T22:00", "LL-3"),
    ("2023-04-29T18:00", "2023-04-29T22:00", "LL-3"),
    ("2023-04-30T18:00", "2023-04-30T22:00", "LL-3"),
    ("2023-04-29T17:00", "2023-04-29T18:30", "CTT LL-7 LL-6"),
    ("2023-04-29T16:00", "2023-04-29T17:00", "HBT-1"),
    ("2023-05-02T16:30", "2023-05-02T18:30", "LL-8 CVA-1 NTH-1 BT-1 BT-2 HHT-1"),
    ("2023-05-03T17:00", "2023-05-03T18:00", "HV-1 LL-7 LL-6"),
    ("2023-05-05T17:30", "2023-05-05T19:00", "LL-6 LL-7"),
    ("2020-12-31T21:00", "2021-01-01T00:30", "Đường tránh Huế (Tứ Hạ – Hương Trà)"),
    ("2020-12-31T21:00", "2021-01-01T00:30", "Lý Thái Tổ (ngã ba Nguyễn Văn Linh)"),
    ("2020-12-26T21:00", "2021-01-01T00:30", "HN-1 DD-1 HV-1 LQD-1 BN-1"),
    ("2021-02-04T00:00", "2021-02-11T23:59", "LD-1 CDV BTX-1 LL-1 DBP-1 NH-2 NH-1 ADV-1"),
    ("2021-02-04T00:00", "2021-02-11T23:59", "Nguyễn Tất Thành – Thủy Dương – Thuận An – TL10 – Phạm Văn Đồng – cầu "
     "Chợ Dinh – Nguyễn Gia Thiều – Tăng Bạt Hổ – Nguyễn Văn Linh – Lý Thái Tổ"),
    ("2022-06-30T18:00", "2022-06-30T23:00", "CP-1"),
    ("2018-04-27T00:00", "", "Hùng Vương – cầu Trường Tiền – Trần Hưng Đạo – Lê Duẩn – Bùi Thị Xuân – Lê Lợi – "
     "Hoàng Hoa Thám – Đống Đa – đàn Nam Giao"),
]  # fmt: skip


def test_every_published_closure_of_hue_holds_in_its_hours(
    demo_edition: Edition, session: scoped_session[Session]
) -> None:
    edition = demo_edition
    rows = closures_of(session(), edition)
    published = [row for row in rows if row.status != "synthetic"]
    assert [row.name for row in published if not row.source] == []
    told = []
    for each in holdings(session(), edition, None, published):
        starts, ends = (moment and f"{edition.local(moment):%Y-%m-%dT%H:%M}" for moment in (each.starts, each.ends))
        codes = " ".join(segment.code for segment in each.closure.segments)
        told.append((starts, ends or "", codes or each.closure.place))
    assert sorted(told) == sorted(PUBLISHED)


def test_the_network_of_hue_hangs_together_and_says_how_sure_it_is(
    demo_edition: Edition, session: scoped_session[Session]
) -> None:
    segments = session.scalars(select(Segment)).all()
    reached = set(segments[0].ends)
    for _round in segments:
        for segment in segments:
            reached |= set(segment.ends) if reached & set(segment.ends) else set()
    assert [segment.code for segment in segments if not set(segment.ends) <= reached] == []
    assert {segment.status for segment in segments} == {"estimate"}
    assert {street.status for street in session.scalars(select(Street))} == {"published"}
    assert {row.status for row in session.scalars(select(Closure))} == {"published", "estimate", "synthetic"}
