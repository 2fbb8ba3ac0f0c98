"""Gathers every sentence of the program into the catalogues, and says which ones are not translated.

`update` writes the catalogues; `check` fails when a sentence is missing, empty, doubtful or no longer used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("vi",)
CATALOGUES = {Path("festival_ops/translations", lang, "LC_MESSAGES/messages.po"): lang for lang in LANGUAGES}
SOURCES = ("festival_ops", "solver", "templates")
HEADER = "# Gathered by `make translations`; only the translations themselves are written by hand."
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
# The templates' own dialect; without it a page would be passed over, and without `silent` nobody would hear of it.
OPTIONS = {name: {"extensions": "jinja2.ext.do", "silent": "false"} for name in ("**.html", "**.txt")}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "N_": None,
}


def sentences() -> Catalog:
    found = Catalog(charset="utf-8")
    for source in SOURCES:
        for file, _line, message, comments, context in extract_from_dir(
            source, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("For translators:",), strip_comment_tags=True
        ):
            found.add(message, None, [(f"{source}/{file}", 0)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=CATALOGUES[path], charset="utf-8", header_comment=HEADER, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file)


def update(path: Path, found: Catalog) -> None:
    catalogue = read(path)
    # The date of the last gathering would change the file each time and tell nobody anything.
    found.creation_date = catalogue.creation_date
    catalogue.update(found, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, ignore_obsolete=True, include_lineno=False, sort_by_file=True)


def faults(path: Path, found: Catalog) -> Iterator[str]:
    catalogue = read(path)
    for message in found:
        if message.id:
            yield from (f"{path}: {fault}" for fault in faults_of(message, catalogue.get(message.id, message.context)))
    for message in catalogue:
        if message.id and found.get(message.id, message.context) is None:
            yield f"{path}: no longer used: {message.id!r}"


def faults_of(message: Message, translated: Message | None) -> Iterator[str]:
    if translated is None:
        yield f"not gathered yet, run `make translations`: {message.id!r}"
    elif translated.fuzzy:
        yield f"doubtful: {message.id!r}"
    elif not all(translated.string if isinstance(translated.string, tuple) else [translated.string]):
        yield f"not translated: {message.id!r}"
    else:
        yield from (f"{error}: {message.id!r}" for error in translated.check())


def main(task: str) -> None:
    found = sentences()
    if task == "update":
        for path in CATALOGUES:
            update(path, found)
        return
    wrong = [fault for path in CATALOGUES for fault in faults(path, found)]
    if wrong:
        raise SystemExit("\n".join([*wrong, f"Translations: {len(wrong)} faults in {len(CATALOGUES)} catalogues."]))
    print(f"Translations: {len(found)} sentences, complete in {len(CATALOGUES)} catalogues.")


if __name__ == "__main__":
    main(sys.argv[1])
