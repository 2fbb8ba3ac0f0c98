"""The house rules, checked by a machine: sizes, names, imports, words, and what a page may contain."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from festival_ops.navigation import ROOMS

ROOT = Path(__file__).parents[1]
BANNED = {"utils", "helpers", "common", "manager", "handler", "process", "data", "info"}
CORE_MAY_IMPORT = {"solver", "ortools", "pyvrp"}

MIGRATIONS = ROOT / "migrations/versions"  # first drawn by a machine, then never changed again

FILE_LIMIT = 300
FUNCTION_LIMIT = 40
VIEW_LIMIT = 25
TEMPLATE_LIMIT = 80
RULE_LIMIT = 60
DECISION_LIMIT = 20


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


FILES = tracked()
TEXTS = [path for path in FILES if path.suffix not in (".png", ".xlsx", ".ico", ".woff2")]
SOURCES = [path for path in FILES if path.suffix == ".py"]
OURS = [path for path in SOURCES if path.is_relative_to(ROOT / "festival_ops")]
TEMPLATES = [path for path in FILES if path.suffix == ".html" and path.is_relative_to(ROOT / "templates")]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code, not counting decorators and the docstring: saying more must never cost anything."""
    documented = ast.get_docstring(function) is not None
    first = function.body[0]
    explained = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - explained


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    return {name(path): lines(path) for path in paths if lines(path) > limit}


def test_files_keep_within_their_budget() -> None:
    written = [path for path in FILES if path.suffix in (".py", ".js", ".css") and path.parent != MIGRATIONS]
    assert too_long(written, FILE_LIMIT) == {}


def test_templates_keep_within_their_budget() -> None:
    assert too_long(TEMPLATES, TEMPLATE_LIMIT) == {}


def test_rules_and_wishes_keep_within_their_budget() -> None:
    folders = (ROOT / "solver/rules", ROOT / "solver/wishes")
    frames = ("__init__", "rule", "pair_rule", "wish")
    rules = [path for path in SOURCES if path.parent in folders and path.stem not in frames]
    assert too_long(rules, RULE_LIMIT) == {}


def test_decisions_keep_within_their_budget() -> None:
    assert too_long(sorted((ROOT / "docs/adr").glob("*.md")), DECISION_LIMIT) == {}


def test_functions_keep_within_their_budget() -> None:
    ours = (path for path in SOURCES if path.parent != MIGRATIONS)
    long = {f"{name(path)}:{f.name}": length(f) for path in ours for f in functions(path) if length(f) > FUNCTION_LIMIT}
    assert long == {}


def test_views_keep_within_their_budget() -> None:
    rooms = [
        path
        for path in SOURCES
        if path.is_relative_to(ROOT / "festival_ops") and "views" in path.stem + path.parent.name
    ]
    long = {f"{name(path)}:{f.name}": length(f) for path in rooms for f in functions(path) if length(f) > VIEW_LIMIT}
    assert long == {}


def names_made(path: Path) -> Iterator[str]:
    yield path.stem
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def banned(word: str) -> bool:
    parts = set(re.sub(r"([a-z])([A-Z])", r"\1_\2", word).lower().split("_"))
    return word.lower() in BANNED or word.lower().startswith("do_") or bool(parts & {"service", "manager", "utils"})


def test_no_name_says_nothing() -> None:
    assert [f"{name(path)}: {word}" for path in SOURCES for word in names_made(path) if banned(word)] == []


def test_times_are_starts_and_ends() -> None:
    vague = re.compile(r"\b(start|end)_(time|date|dt|at)\b")
    # The Work Zone Data Exchange has names of its own.
    foreign = ("festival_ops/planning/roads/feed.py", "tests/planning/test_road_feed.py")
    ours = [path for path in SOURCES if path != Path(__file__) and name(path) not in foreign]
    assert [f"{name(p)}: {m.group()}" for p in ours for m in vague.finditer(p.read_text(encoding="utf-8"))] == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_core_stands_on_the_standard_library_and_the_solver_alone() -> None:
    core = [path for path in SOURCES if path.is_relative_to(ROOT / "solver")]
    strange = {
        f"{name(path)}: {module}"
        for path in core
        for module in imported(path)
        if module.partition(".")[0] not in sys.stdlib_module_names | CORE_MAY_IMPORT
    }
    assert strange == set()


def test_imports_point_down() -> None:
    told = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


def test_every_room_with_tables_keeps_the_order_inside() -> None:
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    with_tables = {path.parent for path in SOURCES if name(path).startswith("festival_ops/") and path.stem == "models"}
    packages = {path.parents[1] for path in SOURCES if path.match("festival_ops/*/models/__init__.py")}
    rooms = {folder.name for folder in with_tables | packages} - {"web", "jobs"}
    assert sorted(room for room in rooms if f'"festival_ops.{room}",' not in contracts) == []


def test_the_web_process_never_loads_the_solver(tmp_path: Path) -> None:
    loaded = (
        "import sys, wsgi; print(sorted({m.partition('.')[0] for m in sys.modules} & {'ortools', 'pyvrp', 'pandas'}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", loaded],
        cwd=ROOT,
        env={"FESTIVAL_FOLDER": str(tmp_path), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "[]\n"


# What must not stand in any file: addresses of package registries (spelled apart here), and where a checkout lies.
REGISTRIES = "pypi org|python hosted|registry npmjs|deb debian|crates io|proxy golang".replace(" ", r"\.?")
LEAKS = re.compile(rf"(?<![\w./-])/(?:work|farm|root|home/\w+|Users/\w+)/|{REGISTRIES}")


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    found = [
        f"{name(path)}: {leak.group()}" for path in TEXTS for leak in LEAKS.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", re.IGNORECASE
)


def test_pages_carry_no_inline_script_or_style() -> None:
    found = [
        f"{name(path)}: {bad.group()}"
        for path in TEMPLATES
        for bad in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_pages_fetch_nothing_from_elsewhere() -> None:
    away = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
    assert [name(path) for path in TEMPLATES if away.search(path.read_text(encoding="utf-8"))] == []


def words_outside_translation(path: Path) -> list[str]:
    """Letters that a page shows although no catalogue knows them."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{%-?\s*raw.*?endraw\s*-?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{[{%].*?[}%]\}", "\n", text, flags=re.DOTALL)
    attributes = re.findall(r"\b(?:title|placeholder|alt|aria-label|label)\s*=\s*\"([^\"]*)\"", text)
    shown = re.sub(r"<!--.*?-->|<[^>]*>|&\w+;", "\n", text, flags=re.DOTALL)
    return [word.strip() for word in [*shown.splitlines(), *attributes] if re.search(r"[^\W\d_]{2,}", word)]


def test_every_word_of_a_page_is_translated() -> None:
    assert {name(path): words_outside_translation(path) for path in TEMPLATES if words_outside_translation(path)} == {}


def test_every_icon_of_a_page_is_in_the_sprite() -> None:
    sprite = set((ROOT / "static/icons.txt").read_text(encoding="utf-8").split())
    used = re.compile(r"\bicon[(=]\s*[\"']([a-z0-9-]+)[\"']|icons\.svg#([a-z0-9-]+)")
    pages = [*TEMPLATES, *OURS, *(path for path in FILES if path.suffix == ".js")]
    found = {a or b for path in pages for a, b in used.findall(path.read_text(encoding="utf-8"))}
    found |= {door.icon for room in ROOMS for door in room.doors}
    assert sorted(found - sprite) == []


def test_the_icons_are_listed_in_order() -> None:
    listed = (ROOT / "static/icons.txt").read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))


def test_the_map_names_every_folder() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    folders = {path.relative_to(ROOT).parts[0] for path in FILES if len(path.relative_to(ROOT).parts) > 1}
    assert sorted(folder for folder in folders if not folder.startswith(".") and f"`{folder}/`" not in text) == []


def test_the_map_names_every_floor() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "festival_ops").iterdir()}
    rooms -= {"__init__", "__pycache__", "translations"}
    assert sorted(room for room in rooms if not re.search(rf"\b{room}\b", text)) == []


def test_decisions_bear_their_own_number() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    titled = [int(re.findall(r"^# (\d+)\. ", path.read_text(encoding="utf-8"))[0]) for path in decisions]
    assert numbers == sorted(set(titled))


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/map.md", "docs/rules.md"])
def test_the_links_of_our_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
