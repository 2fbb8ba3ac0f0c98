"""A planner's way through the pages of a release."""

from __future__ import annotations

import html
import re

from werkzeug.test import TestResponse

from tests.support.people import Visitor

AREA = "/festival/song-huong/planning"
OTHERS = ("security", "traffic", "protocol")


def words(answer: TestResponse) -> str:
    text = re.sub(r"<(script|style|title|textarea)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def read(visitor: Visitor, address: str) -> str:
    answer = visitor.get(f"{AREA}{address}")
    assert answer.status_code == 200
    return words(answer)


def hidden(visitor: Visitor, action: str, name: str = "version", page: str = "/release") -> str:
    """A hidden value of the form that is sent there."""
    text = visitor.get(f"{AREA}{page}").text
    form = next(part for part in text.split("<form ")[1:] if f'action="{AREA}{action}"' in part.partition(">")[0])
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', form.partition("</form>")[0])
    assert found is not None
    return html.unescape(found[1])


def publish(visitor: Visitor, version: str | None = None) -> TestResponse:
    version = version or hidden(visitor, "/release")
    return visitor.post(f"{AREA}/release", data={"version": version})
