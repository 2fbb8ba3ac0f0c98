"""Somebody who asks every page of the office for what it tells, and sends every form of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.support.addresses import Pages
from tests.support.people import Visitor

# Refusals say the same sentences in short, without the frame that every page has.
SHORT = {"Accept": "application/json"}
# What a form knew of the rows when it was opened; nobody else changed them so often.
STALE = {"version": "999", "revision": "999", "number": "999"}


class _Answers(HTMLParser):
    """What the forms of a page would send if nobody touched them; of choices the first that is one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.select = facts.get("name", "")
        name = self.select if tag == "option" else facts.get("name", "") if tag in ("input", "textarea") else ""
        if name and facts.get("value"):
            self.found.setdefault(name, facts["value"])

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select


class Asker:
    """Remembers what the forms it met would send, and sends that, outdated, to every address that takes something."""

    def __init__(self, visitor: Visitor, ids: dict[str, Any]) -> None:
        self.visitor = visitor
        self.answers = {name: str(id) for name, id in ids.items()}

    def reads(self, addresses: list[str]) -> Iterator[tuple[str, TestResponse]]:
        for address in addresses:
            answer = self.visitor.get(address, headers=SHORT)
            # Few pages have another answer for programs; people get the page.
            pages = [answer] if answer.status_code != 200 or not answer.is_json else [answer, self.visitor.get(address)]
            for page in pages:
                self._learn(page)
                yield f"{address} ({page.status_code})", page

    def sends(self, pages: Pages) -> Iterator[tuple[str, TestResponse]]:
        """To whatever takes something: nothing at all, then what all forms hold, outdated; flashed sentences follow."""
        for rule, address in pages:
            if "POST" in (rule.methods or ()) and rule.endpoint.partition(".")[0] not in ("security", "accounts"):
                held = {**self.answers, **STALE, "key": secrets.token_hex(16)}
                for told in ({}, held):
                    answer = self.visitor.post(address, data=told, headers=SHORT, follow_redirects=True)
                    yield f"{address} sent ({answer.status_code})", answer
                    if answer.status_code in (401, 403, 404):
                        # Who may not come in is turned away before anything is read.
                        break
                if answer.status_code in (400, 415, 422):
                    answer = self.visitor.post(address, json=held, headers=SHORT)
                    yield f"{address} sent as JSON ({answer.status_code})", answer

    def _learn(self, page: TestResponse) -> None:
        if page.mimetype == "text/html" and page.status_code == 200:
            read = _Answers()
            read.feed(page.text)
            self.answers = {**read.found, **self.answers}
