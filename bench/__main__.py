"""Measures what the issues promise, and writes the table beside the command.

python -m bench programme --performances 520 --seeds 5 --seconds 60 --monolith 300
python -m bench demo --seconds 60
python -m bench import --rows 5000
python -m bench memory
python -m bench board
python -m bench board-rules
python -m bench repair
python -m bench robustness
python -m bench scenarios
python -m bench consequences
python -m bench crew --people 1500 --posts 140 --days 9
python -m bench escorts --escorts 60 --delegations 40 --days 5
python -m bench guest-pages --guests 500 --delegations 40
python -m bench rides FOLDER --seconds 10
python -m bench roster-pages --people 1500 --posts 140
python -m bench rosters FOLDER --seconds 60 --long 600
python -m bench seats --seconds 18
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bench import (
    board,
    cells,
    consequences,
    crew,
    demo,
    escorts,
    guest_pages,
    imports,
    memory,
    programme,
    repair,
    rides,
    robustness,
    roster_pages,
    rosters,
    scenarios,
    seats,
)
from bench.machine import page

FOLDER = Path(__file__).parent
CONTESTED = {"performances": 520, "stages": 30, "troupes": 64, "days": 9}


def main() -> None:
    arguments = vars(_parser().parse_args())
    name, title, run = arguments.pop("name"), arguments.pop("title"), arguments.pop("run")
    # Where a folder stands on this machine is nobody's concern.
    words = [Path(word).name if Path(word).is_dir() else word for word in sys.argv[1:]]
    text = page(title, words, run(**arguments))
    (FOLDER / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench")
    commands = parser.add_subparsers(dest="name", required=True)

    big = commands.add_parser("programme", help="a contested festival, against one monolithic model")
    big.set_defaults(title="A contested festival", run=programme.run)
    _whole(big, **CONTESTED, seeds=5)
    big.add_argument("--seconds", type=int, default=60)
    big.add_argument("--monolith", type=int, default=0, help="seconds for the model of the whole festival; 0: not run")

    hue = commands.add_parser("demo", help="the demo edition: complete, and how close to proven")
    hue.set_defaults(title="Festival Huế 2024", run=demo.run)
    hue.add_argument("--seconds", type=int, default=60)
    hue.add_argument("--seeds", type=int, default=3)

    rows = commands.add_parser("import", help="time and memory of an import")
    rows.set_defaults(title="An import", run=imports.run)
    rows.add_argument("--rows", type=int, default=5000)

    held = commands.add_parser("memory", help="memory of the web process and of a solve")
    held.set_defaults(title="Memory", run=memory.run)
    held.add_argument("--pages", type=int, default=400)
    held.add_argument("--seconds", type=int, default=60)

    asked = commands.add_parser("board-rules", help="how soon the board knows what a held performance may do")
    asked.set_defaults(title="Rules before the drop", run=cells.run)
    _whole(asked, **CONTESTED, asked=60)

    _of_the_board(commands)

    _of_people_and_vehicles(commands)
    return parser


def _of_people_and_vehicles(commands: Any) -> None:
    roster = commands.add_parser("crew", help="a roster: whole, how close to proven, and mended when people fall ill")
    roster.set_defaults(title="A roster", run=crew.run)
    _whole(roster, people=1500, posts=140, days=9, ill=30, seconds=60)

    guided = commands.add_parser("escorts", help="who goes with delegations: whole, how close to proven, and mended")
    guided.set_defaults(title="Liaison officers and interpreters", run=escorts.run)
    _whole(guided, escorts=60, delegations=40, days=5, seconds=30)

    driven = commands.add_parser("rides", help="rides against the best known, a festival day, and a late flight")
    driven.set_defaults(title="Rides", run=rides.run)
    driven.add_argument("folder", type=Path, help="where the files of Li and Lim are")
    _whole(driven, seconds=10, transfers=300, vehicles=40, day=25)

    pages = commands.add_parser("roster-pages", help="how soon the pages of a large roster come")
    pages.set_defaults(title="Pages of a roster", run=roster_pages.run)
    _whole(pages, performances=520, stages=30, troupes=64, people=1500, posts=140, times=10)

    received = commands.add_parser("guest-pages", help="how soon the pages of protocol come when many guests do")
    received.set_defaults(title="Pages of guests", run=guest_pages.run)
    _whole(received, guests=500, delegations=40, times=20)

    opening = commands.add_parser("seats", help="an opening seated by rank, and regrets in its front rows")
    opening.set_defaults(title="Seats", run=seats.run)
    _whole(opening, seconds=18, regrets=10)

    public = commands.add_parser("rosters", help="public rostering instances: how close to the best known")
    public.set_defaults(title="Public rosters", run=rosters.run)
    public.add_argument("folder", type=Path, help="where Instance1.txt to Instance8.txt are")
    _whole(public, seconds=60, long=600)


def _of_the_board(commands: Any) -> None:
    mended = commands.add_parser("repair", help="a stage lost and a day of rain: how soon a sound plan stands again")
    mended.set_defaults(title="Repairs", run=repair.run)
    _whole(mended, **CONTESTED)
    mended.add_argument("--seconds", type=int, default=15)
    mended.add_argument("--search", type=int, default=10, help="seconds of search for the plan that is then hit")

    firm = commands.add_parser("robustness", help="how soon the weakest hand-over of an evening is named")
    firm.set_defaults(title="How firm an evening is", run=robustness.run)
    _whole(firm, **CONTESTED, evenings=300)

    tried = commands.add_parser("scenarios", help="how soon scenarios are compared, brought up to date and adopted")
    tried.set_defaults(title="Scenarios", run=scenarios.run)
    _whole(tried, performances=520, stages=30, troupes=64, changes=40, times=5)

    follows = commands.add_parser("consequences", help="how soon a planner knows what moves with the demo's parade")
    follows.set_defaults(title="What moves with a show", run=consequences.run)
    follows.add_argument("--times", type=int, default=10)

    seen = commands.add_parser("board", help="how soon a full board is painted, and how smoothly it is worked at")
    seen.set_defaults(title="The board", run=board.run)
    seen.add_argument("--times", type=int, default=5)


def _whole(command: argparse.ArgumentParser, **defaults: int) -> None:
    """Options that are whole numbers, with what they are where nothing is said."""
    for option, default in defaults.items():
        command.add_argument(f"--{option}", type=int, default=default)


if __name__ == "__main__":
    main()
