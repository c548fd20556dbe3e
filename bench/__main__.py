"""`python -m bench [--quick] [--write] [--only PART]`: verify every contender, then time them."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench import checking, files, in_memory, shop, starts
from bench.catalogs import messages, write_messages
from bench.groups import Group, Outcome, measure
from bench.machine import facts, load
from bench.place import Place
from bench.report import closing, far, opening, section
from bench.sizes import QUICK, WHOLE, Size
from bench.verify import DifferenceError, verify_messages
from bench.verify_bad import verify_bad
from bench.verify_files import verify_files

RESULTS = Path(__file__).with_name("RESULTS.md")


def main(words: list[str] | None = None) -> int:
    """Print all tables; 1 where contenders differ or fail, or where a quick goal stays far away."""
    options = _options(words)
    with tempfile.TemporaryDirectory(prefix="msgc-bench-") as folder:
        try:
            return _run(Path(folder), options)
        except DifferenceError as error:
            print(error, file=sys.stderr)
        except subprocess.CalledProcessError as error:
            print(error, error.stderr.decode(errors="replace"), sep="\n", file=sys.stderr)
        return 1


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; gates (for CI)")
    parser.add_argument("--write", action="store_true", help="write bench/RESULTS.md")
    parser.add_argument("--only", metavar="PART", choices=PARTS, help=f"one of {', '.join(PARTS)}")
    return parser.parse_args(words)


def _run(folder: Path, options: argparse.Namespace) -> int:
    size = QUICK if options.quick else WHOLE
    place = Place(write_messages(folder / "catalog"), folder / "files")
    place.folder.mkdir()
    before = load()
    compared = verify_messages(messages(place.catalog), size.verified)
    compared += verify_files(place, size.verified) + verify_bad(place)
    lines = list(opening(facts(), compared, before))
    _show(lines)
    outcomes = []
    for group in _groups(folder, place, size, options.only):
        outcomes.append(measure(group, size.repetitions, gated=options.quick))
        lines += _show(section(outcomes[-1]))
    lines += _show(closing(outcomes, load()))
    if options.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return _gate(outcomes)


def _groups(folder: Path, place: Place, size: Size, only: str | None) -> Iterator[Group]:
    """Yield the groups, part by part."""
    for name, part in PARTS.items():
        if only in (None, name):
            yield from part(folder, place, size)


PARTS: dict[str, Callable[[Path, Place, Size], Iterable[Group]]] = {
    "memory": lambda folder, place, size: in_memory.groups(messages(place.catalog), size),
    "shop": lambda folder, place, size: shop.groups(folder / "shop", size),
    "files": lambda folder, place, size: files.groups(place, size),
    "starts": lambda folder, place, size: starts.groups(folder, size),
    "check": lambda folder, place, size: checking.groups(folder / "check", size),
}


def _show(lines: Iterable[str]) -> list[str]:
    shown = list(lines)
    print("\n".join(shown), flush=True)
    return shown


def _gate(outcomes: list[Outcome]) -> int:
    sentences = far(outcomes)
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
