"""What is taken away comes back unchanged, and blank templates come back without their examples."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask_babel import force_locale
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from festival_ops.sheets import SHEETS
from festival_ops.web.access import Secrecy
from tests.support.desks import VENUES, Desk, workbook
from tests.support.people import SignIn

pytestmark = pytest.mark.databases("sqlite")


def pages(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_demo_edition_goes_out_and_comes_back_unchanged(
    language: str, demo_edition: Edition, sign_in: SignIn
) -> None:
    desk = Desk(sign_in(Role.ADMIN), demo_edition)
    with desk.visitor.session_transaction() as kept:
        kept["language"] = language
    content = desk.visitor.get(f"{desk.root}/rows/all.xlsx").data
    count = sum(len(rows) - 1 for rows in list(pages(content).values())[1:])
    preview = desk.visitor.get(desk.upload(("all.xlsx", content)).location).text
    assert f": {count}." in preview
    assert "/application" not in preview
    for name in SHEETS:
        text = desk.visitor.get(f"{desk.root}/rows/{name}.csv").data
        assert "/application" not in desk.visitor.get(desk.upload((f"{name}.csv", text)).location).text


def test_the_whole_demo_edition_goes_into_an_empty_one(
    demo_edition: Edition, sign_in: SignIn, session: scoped_session[Session]
) -> None:
    """Delegations name hosts who stand among guests, who name their delegations."""
    edition = demo_edition
    facts = {key: getattr(edition, key) for key in ("zone", "first_day", "last_day", "cutoff", "grid", "travel_mode")}
    empty = Edition(name="Festival Huế, bản sao", slug="ban-sao", **facts)
    session.add(empty)
    session.commit()
    visitor = sign_in(Role.ADMIN)
    first, second = Desk(visitor, edition), Desk(visitor, empty)
    content = visitor.get(f"{first.root}/rows/all.xlsx").data
    second.bring(("all.xlsx", content))
    before, after = pages(content), pages(visitor.get(f"{second.root}/rows/all.xlsx").data)
    assert [
        name
        for name in before
        if name not in ("Read me", "Đọc trước") and in_order(before, name) != in_order(after, name)
    ] == []


def in_order(book: dict[str, list[list[object]]], name: str) -> list[list[object]]:
    heading, *rows = book[name]
    return [heading, *sorted(rows, key=str)]


def test_the_blank_workbook_names_every_page_and_imports_nothing(desk: Desk) -> None:
    content = desk.visitor.get(f"{desk.root}/template/all.xlsx").data
    with force_locale("en"):
        titles = [str(sheet.title) for sheet in SHEETS.values() if sheet.secrecy is Secrecy.PLAN]
    assert list(pages(content)) == ["Read me", *titles]
    told = desk.look(("template.xlsx", content))
    assert "Added: 0 · changed: 0 · unchanged: 0." in told
    assert "there is nothing to import" in told


def test_rows_written_under_the_example_are_imported(desk: Desk) -> None:
    page = pages(desk.visitor.get(f"{desk.root}/template/venues.xlsx").data)["Venues"]
    assert str(page[1][0]).startswith("Example: ")
    told = desk.look(("venues.xlsx", workbook(Venues=[*page, ["Đại Nội"]])))
    assert "Added: 1 · changed: 0 · unchanged: 0." in told


@pytest.mark.parametrize("name", SHEETS)
def test_each_template_is_recognised_as_itself_in_both_languages(
    name: str, sign_in: SignIn, edition: Edition, session: scoped_session[Session]
) -> None:
    desk = Desk(sign_in(Role.ADMIN), edition)
    for language in ("vi", "en"):
        with desk.visitor.session_transaction() as kept:
            kept["language"] = language
        for kind in ("xlsx", "csv"):
            content = desk.visitor.get(f"{desk.root}/template/{name}.{kind}").data
            address = desk.upload((f"upload.{kind}", content)).location
            assert f'<option value="{name}" selected>' in desk.visitor.get(address).text


def test_a_page_offers_the_names_of_another(desk: Desk) -> None:
    content = desk.visitor.get(f"{desk.root}/template/all.xlsx").data
    assert b"'Venues'!$A$2:$A$2000" in _part(content, "xl/worksheets/sheet3.xml").replace(b"&apos;", b"'")


def test_a_text_that_looks_like_a_number_stays_a_text(desk: Desk) -> None:
    desk.bring(("venues.csv", VENUES + "007,\n"))
    assert "unchanged: 3" in desk.look(("venues.xlsx", desk.visitor.get(f"{desk.root}/rows/venues.xlsx").data))


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name)
