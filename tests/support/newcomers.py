"""Somebody who knows nothing but what the pages say: reads a page, fills in its form, presses its button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.support.desks import plain
from tests.support.people import Visitor


@dataclass
class Form:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    words: str = ""


class Forms(HTMLParser):
    """Every form of a page with what a browser would send if nobody touched it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("action", ""))
            self.found.append(self.open)
        if self.open is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.open.fields[self.select] = [given.get("value", "")]
        elif name and tag == "textarea":
            self.open.fields[name] = [""]
        elif name and tag == "input" and kind != "file" and (kind not in ("checkbox", "radio") or "checked" in given):
            self.open.fields.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            self.open.words += f" {data.strip()}"


class Newcomer:
    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.address = "/"
        self.page: TestResponse = visitor.get("/")

    @property
    def words(self) -> str:
        return plain(self.page)

    def go(self, address: str) -> str:
        """Follows redirections as a browser does, and gives what the page says."""
        for _ in range(6):
            self.address, self.page = address, self.visitor.get(address)
            if self.page.status_code not in (302, 303):
                break
            address = self.page.location
        assert self.page.status_code == 200, (self.address, self.page.status_code, self.words)
        return self.words

    def follow(self, words: str) -> str:
        """The first link that says so."""
        for href, told in re.findall(r'(?s)<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', self.page.text):
            if words in re.sub(r"<[^>]*>", "", told):
                return self.go(href.replace("&amp;", "&"))
        raise AssertionError(f"No link says “{words}” on {self.address}: {self.words}")

    def press(self, words: str, answers: Mapping[str, Any] | None = None) -> str:
        """Fills in the form whose button says so and sends it."""
        reader = Forms()
        reader.feed(self.page.text)
        form = next((form for form in reader.found if words in form.words), None)
        assert form is not None, f"No button says “{words}” on {self.address}: {self.words}"
        sent = form.fields | dict(answers or {})
        sent.pop("csrf_token", None)
        self.page = self.visitor.post(form.action or self.address, data=sent)
        assert self.page.status_code == 303, (form.action, self.page.status_code, self.words)
        return self.go(self.page.location)
