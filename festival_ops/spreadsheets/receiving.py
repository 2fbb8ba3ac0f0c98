"""Takes in an uploaded file: checks what can be checked from outside and has the rest read by a limited process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, TypedDict

from flask_babel import lazy_gettext

import festival_ops
from festival_ops.spreadsheets.refusal import Refusal, RefusalError

MOST_BYTES = 10 * 1024 * 1024
SECONDS = 15
_ROOT = Path(festival_ops.__file__).parent.parent
_COMMAND = (sys.executable, "-m", "festival_ops.spreadsheets.reading")

# Each reader may take half a gigabyte.
SEATS = 2
READERS = BoundedSemaphore(SEATS)

Raw = str | int | float | bool


class Page(TypedDict):
    """One sheet of a workbook, or a whole text file (whose page has no name)."""

    name: str
    rows: list[list[Raw]]


def pages_of(content: bytes) -> list[Page]:
    """The rows of the file as plain values. Raises `RefusalError`."""
    if len(content) > MOST_BYTES:
        raise RefusalError(Refusal.TOO_BIG, most=MOST_BYTES // 1024 // 1024)
    if not READERS.acquire(timeout=SECONDS):
        raise RefusalError(Refusal.BUSY)
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            _COMMAND,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusalError(Refusal.TOO_SLOW) from None
    finally:
        READERS.release()
    return _answer(done)


def sentence(refused: RefusalError) -> str:
    return str(_SENTENCES[refused.kind]) % refused.facts


def _answer(done: subprocess.CompletedProcess[bytes]) -> list[Page]:
    # A parser that asks for more than it may have is ended by the system, without a word.
    if done.returncode:
        raise RefusalError(Refusal.TOO_MUCH)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refusal" in answer:
        raise RefusalError(Refusal(answer["refusal"]), **answer["facts"])
    pages: list[Page] = answer["pages"]
    return pages


_SENTENCES = {
    Refusal.EMPTY: lazy_gettext("The file is empty. Fill in one of the templates and upload it again."),
    Refusal.TOO_BIG: lazy_gettext(
        "The file is larger than %(most)s MB. Leave out pictures and pages that are not needed, or split it."
    ),
    Refusal.NOT_A_TABLE: lazy_gettext(
        "The file is not a spreadsheet. Upload an Excel workbook (.xlsx) or comma-separated text (.csv)."
    ),
    Refusal.OLD_EXCEL: lazy_gettext(
        "The file is in the old Excel format (.xls). Open it in Excel and save it as .xlsx, then upload it again."
    ),
    Refusal.LOCKED: lazy_gettext(
        "The file is protected by a password. Save it without the password, then upload it again."
    ),
    Refusal.DAMAGED: lazy_gettext(
        "The file is damaged or was not uploaded completely. Open it in Excel, save it again and upload the new file."
    ),
    Refusal.BOMB: lazy_gettext(
        "The file would unpack to far more than a spreadsheet needs, so it was not opened. "
        "Copy the cells into a new workbook and upload that."
    ),
    Refusal.ENTITIES: lazy_gettext(
        "The file contains instructions to load other documents, so it was not opened. "
        "Copy the cells into a new workbook and upload that."
    ),
    Refusal.TOO_MUCH: lazy_gettext(
        "Reading the file takes more memory than a spreadsheet may use. "
        "Copy only the filled cells into a new workbook and upload that."
    ),
    Refusal.TOO_SLOW: lazy_gettext(
        "Reading the file took too long. Copy only the filled cells into a new workbook and upload that."
    ),
    Refusal.BUSY: lazy_gettext(
        "Other files are being read at this moment, so this one was not. Wait half a minute and upload it again."
    ),
    Refusal.TOO_WIDE: lazy_gettext(
        "The page “%(page)s” has more than %(most)s columns. Leave only the columns that belong to the table."
    ),
    Refusal.TOO_LONG: lazy_gettext(
        "The page “%(page)s” has more than %(most)s rows. Split it into several files and upload them in turn."
    ),
    Refusal.TOO_MANY_PAGES: lazy_gettext(
        "The workbook has more than %(most)s pages. Leave only the pages that are to be imported."
    ),
    Refusal.ENCODING: lazy_gettext(
        "The letters of the file cannot be read. In Excel, save it as “CSV UTF-8” or as .xlsx and upload it again."
    ),
    Refusal.MIXED: lazy_gettext(
        "The file mixes two ways of writing letters; line %(line)s differs from the others. "
        "Save it as “CSV UTF-8” or as .xlsx and upload it again."
    ),
    Refusal.NOT_A_MAP: lazy_gettext(
        "The file looks like a map, but is no GeoJSON with features. Export it as a GeoJSON FeatureCollection again."
    ),
    Refusal.NUL: lazy_gettext(
        "Line %(line)s contains a character that belongs in no text, so the file is damaged or not a table. "
        "Save it as “CSV UTF-8” or as .xlsx and upload it again."
    ),
}
