"""A desk at which a planner brings spreadsheets in, from page to page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
import xlsxwriter
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from tests.support.people import SignIn, Visitor

VENUES = "Địa điểm,Sức chứa\nĐại Nội,6.100\nCông viên 3/2,4000\n"


class Desk:
    """Walks through upload, preview, application and undoing as a browser does, from page to page."""

    def __init__(self, visitor: Visitor, edition: Edition, room: str = "") -> None:
        self.visitor = visitor
        self.root = f"/festival/{edition.slug}/{room}spreadsheets"

    def upload(self, *files: tuple[str, bytes | str], **more: str) -> TestResponse:
        sent = [(io.BytesIO(c.encode() if isinstance(c, str) else c), name) for name, c in files]
        return self.visitor.post(f"{self.root}/upload/", data={"files": sent, **more})

    def look(self, *files: tuple[str, bytes | str]) -> str:
        """The preview of these files."""
        sent = self.upload(*files)
        assert sent.status_code == 303, plain(sent)
        self.address = sent.location
        return plain(self.visitor.get(self.address))

    def press(self, noun: str, **more: str) -> TestResponse:
        """Sends the form behind a button of the page that was looked at last."""
        page = self.visitor.get(self.address).text
        form = next(part for part in page.split("<form ") if f"/{noun}" in part.split(">")[0])
        hidden = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form))
        return self.visitor.post(f"{self.address}/{noun}", data=hidden | more)

    def bring(self, *files: tuple[str, bytes | str]) -> str:
        """Uploads and applies; gives the page that follows."""
        told = self.look(*files)
        answer = self.press("application")
        assert answer.status_code == 303, told
        return plain(self.visitor.get(self.address))


@pytest.fixture
def desk(sign_in: SignIn, edition: Edition) -> Desk:
    return Desk(sign_in(Role.PLANNER, edition=edition), edition)


def plain(answer: TestResponse) -> str:
    """What people read on the page, in one line."""
    body = re.sub(r"(?s)<head>.*?</head>|<header.*?</header>|<nav.*?</nav>", " ", answer.text)
    return (
        " ".join(re.sub(r"<[^>]*>", " ", body).split())
        .replace("&#34;", '"')
        .replace("&#39;", "'")
        .replace("&amp;", "&")
    )


def workbook(**pages: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write(number, place, cell)
    book.close()
    return out.getvalue()
