"""What a command costs before it does anything: against Python itself."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.catalog import ENDING
from bench.goals import Goal
from bench.groups import Group
from bench.messages import TEXT
from bench.place import MSGC
from bench.recipients import row_of, write_ndjson
from bench.sizes import Size
from bench.timing import Cost, Run, cost_of_command, seconds, warm

NOTHING = "python -c pass"
VERSION, HELP = "msgc --version", "msgc --help"
COMPILE, COLD_COMPILE = "msgc compile, one row, warm", "msgc compile, one row, cold"
CHECK, COLD_CHECK = "msgc check, one file, warm", "msgc check, one file, cold"
FILE = f"templates/text{ENDING}"


def groups(folder: Path, size: Size) -> list[Group]:
    """Return the group of starts."""
    catalog, rows, out = _catalog(folder / "one"), folder / "one.ndjson", folder / "one-out.ndjson"
    write_ndjson(rows, [row_of(1)])
    compile_one = [*MSGC, "-q", "compile", "text", "-r", str(rows), "-o", str(out)]
    check_one = [*MSGC, "-q", "check", FILE]
    runs: dict[str, Run] = {
        NOTHING: lambda _: cost_of_command([sys.executable, "-c", "pass"], 1, catalog),
        VERSION: lambda _: cost_of_command([*MSGC, "--version"], 1, catalog),
        HELP: lambda _: cost_of_command([*MSGC, "--help"], 1, catalog),
        COMPILE: warm(compile_one, 1, catalog),
        COLD_COMPILE: _new(compile_one, folder),
        CHECK: warm(check_one, 1, catalog),
        COLD_CHECK: _new(check_one, folder),
    }
    bounds = {VERSION: 1.5, HELP: 4.5, COMPILE: 4.5, CHECK: 5, COLD_CHECK: 13, COLD_COMPILE: None}
    goals = tuple(Goal(name, NOTHING, bound, True, seconds) for name, bound in bounds.items())
    note = "Each is `python -m msgc ...`; a cold one has a new copy of the catalog and no cache."
    return [Group("Starting", runs, goals, "s", seconds, note=note, repetitions=size.starts)]


def _catalog(root: Path) -> Path:
    (root / "templates").mkdir(parents=True)
    (root / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    (root / FILE).write_text(TEXT.text, encoding="utf-8")
    return root


def _new(command: list[str], folder: Path) -> Run:
    def run(repetition: int) -> Cost:
        root, cache = folder / "cold", folder / "cold-cache"
        for path in (root, cache):
            shutil.rmtree(path, ignore_errors=True)
        return cost_of_command(command, 1, _catalog(root), cache)

    return run
