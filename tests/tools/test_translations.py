"""A catalogue is complete only when every sentence has its translation, sure and with the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import translations

FOUND = """
from flask_babel import gettext as _

_("%(act)s has no stage.", act="Nhã nhạc")
"""

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
SENTENCE = '#, python-format\nmsgid "%(act)s has no stage."\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of one sentence, and the place of its catalogue."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program/acts.py").write_text(FOUND, encoding="utf-8")
    path = tmp_path / "messages.po"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(translations, "SOURCES", ("program",))
    monkeypatch.setattr(translations, "CATALOGUES", {path: "vi"})
    return path


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("", "not gathered yet, run `make translations`: '%(act)s has no stage.'"),
        (SENTENCE + 'msgstr ""\n', "not translated: '%(act)s has no stage.'"),
        ("#, fuzzy\n" + SENTENCE + 'msgstr "%(act)s chưa có sân khấu."\n', "doubtful: '%(act)s has no stage.'"),
        (
            SENTENCE + 'msgstr "%(troupe)s chưa có sân khấu."\n',
            "unknown named placeholder 'troupe': '%(act)s has no stage.'",
        ),
    ],
)
def test_an_incomplete_catalogue_is_told(catalogue: Path, entry: str, fault: str) -> None:
    catalogue.write_text(HEAD + entry, encoding="utf-8")
    assert list(translations.faults(catalogue, translations.sentences())) == [f"{catalogue}: {fault}"]


def test_a_sentence_that_is_no_longer_used_is_told(catalogue: Path) -> None:
    kept = SENTENCE + 'msgstr "%(act)s chưa có sân khấu."\n\n'
    catalogue.write_text(HEAD + kept + 'msgid "Gone."\nmsgstr "Đã bỏ."\n', encoding="utf-8")
    told = list(translations.faults(catalogue, translations.sentences()))
    assert told == [f"{catalogue}: no longer used: 'Gone.'"]


def test_gathering_keeps_what_is_translated_and_changes_nothing_twice(catalogue: Path) -> None:
    kept = SENTENCE + 'msgstr "%(act)s chưa có sân khấu."\n\n'
    catalogue.write_text(HEAD + kept + 'msgid "Gone."\nmsgstr "Đã bỏ."\n', encoding="utf-8")
    translations.main("update")
    once = catalogue.read_bytes()
    translations.main("update")
    assert catalogue.read_bytes() == once
    assert list(translations.faults(catalogue, translations.sentences())) == []
