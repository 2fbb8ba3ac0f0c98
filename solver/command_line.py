"""What the stages' command lines share: their options, a plan that is judged, and an answer that is handed over."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from solver.saved import to_json, to_plain

Problem = TypeVar("Problem")


class Broken(Protocol):
    """What a rule reports, of any stage."""

    @property
    def rule(self) -> str: ...


def options(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("problem", type=Path, help="a saved problem")
    parser.add_argument("plan", type=Path, nargs="?", help="the plan to judge")
    parser.add_argument("--check", action="store_true", help="say which rules the plan breaks; never starts a search")
    parser.add_argument("--seconds", type=float, help="how long to search or to repair")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, help="where the answer goes; otherwise it is printed")
    parser.add_argument("--progress", action="store_true", help="print a line of JSON for every step forward")
    parser.add_argument("--watch-stdin", action="store_true", help="stop and keep the best when stdin says so or ends")
    return parser


def read(path: Path | None, parse: Callable[[str], Any]) -> Any:
    """ValueError names the file, or says that none was named."""
    if path is None:
        raise ValueError("Name the plan to judge after the problem.")
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not a text in UTF-8.") from None
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from None


def judged(problem: Problem, broken: Iterable[Broken], say: Callable[[Problem, Any], str]) -> int:
    """Prints a sentence for every breach; 1 where there is any."""
    breaches = list(broken)
    for breach in breaches:
        print(f"{breach.rule}: {say(problem, breach)}")
    return 1 if breaches else 0


def hand_over(answer: Any, arguments: Namespace, **more: Any) -> None:
    """Writes the answer where it was asked for; as a line of progress it has `more` to say."""
    if arguments.output:
        arguments.output.write_text(to_json(answer), encoding="utf-8")
    if arguments.progress:
        tell({"kind": "answer", **to_plain(answer), **more})
    elif not arguments.output:
        print(to_json(answer))


def tell(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)
