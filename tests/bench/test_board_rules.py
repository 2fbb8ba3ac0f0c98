"""The measurement of the board's questions asks every one of them, on a festival small enough for a test."""

from __future__ import annotations

import re

from bench import cells


def test_every_question_is_asked_as_often_as_wanted() -> None:
    text = cells.run(60, 8, 20, 4, asked=3)
    rows = [re.split(r"\s*\|\s*", line)[1:3] for line in text.splitlines() if line.startswith("|")][2:]
    assert text.startswith("60 performances, 8 stages, 20 troupes, 4 days; 60 stand.")
    assert rows == [
        ["every start of the visible day", "3"],
        ["the same, 5 performances together", "3"],
        ["the ten best slots", "3"],
        ["the best for a hole", "3"],
        ["why here", "3"],
        ["why not there", "3"],
        ["one check of the whole plan", "3"],
    ]
