"""A form as a browser sees it: every answer it holds, to be changed here and there and sent back."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.people import Visitor

Answers = dict[str, list[str]]


class _Form(HTMLParser):
    """The answers of the page's main form: the one with the class `form`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.answers: Answers = {}
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self.inside = self.inside or (tag == "form" and "form" in facts.get("class", "").split())
        if not self.inside:
            return
        name = facts.get("name", "")
        if tag == "input" and name and (facts.get("type") != "checkbox" or "checked" in facts):
            self.answers.setdefault(name, []).append(facts.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.answers[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in facts:
            self.answers.setdefault(self.select, []).append(facts.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.answers[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # Browsers drop the line break that stands right behind the tag.
            self.answers[self.area][0] = self.answers[self.area][0].removeprefix("\r\n").removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def answers_in(page: TestResponse) -> Answers:
    form = _Form()
    form.feed(page.get_data(as_text=True))
    return form.answers


def send(visitor: Visitor, form: str, /, **changes: Any) -> TestResponse:
    """Opens the form, changes some answers (a list: several; None: left out) and sends it."""
    answers = answers_in(visitor.get(form))
    for name, value in changes.items():
        answers[name] = (
            [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]
        )
    return visitor.post(form, data=MultiDict(answers))


class _Errors(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self.field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "p" and facts.get("class") == "field-error":
            self.field = (facts.get("id") or "").removesuffix("-error")
            self.told[self.field] = ""

    def handle_data(self, data: str) -> None:
        if self.field:
            self.told[self.field] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.field = ""


def errors_in(page: TestResponse) -> dict[str, str]:
    """What stands in red, by field."""
    found = _Errors()
    found.feed(page.get_data(as_text=True))
    return found.told
