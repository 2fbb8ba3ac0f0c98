"""Of a request that broke the log keeps where, not what was asked for."""

from __future__ import annotations

import logging

import pytest

from festival_ops.web.discretion import discretion


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Error handling request %s %s", "GET", "/x/guest/?q=Zyxq+Plover"), "Error handling request GET /x/guest/?…"),
        (("Error handling request %s", "/?q=Zyxq"), "Error handling request /?…"),
        (("Invalid request from ip=::1: Invalid HTTP Header: 'ZYXQ\nPLOVER'",), "Invalid request from ip=::1."),
        (("Exception on /festival/x/guest/1/edit [POST]",), "Exception on /festival/x/guest/1/edit [POST]"),
        (("Worker timeout (pid:%s)? It was.", 7), "Worker timeout (pid:7)? It was."),
    ],
)  # fmt: skip
def test_a_line_keeps_where_and_not_what(words: tuple[object, ...], told: str) -> None:
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, words[0], words[1:], None)
    assert discretion.filter(record)
    assert record.getMessage() == told
