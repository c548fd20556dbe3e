"""`check` of a catalog: against check-jsonschema and kubeconform, which know the schema alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import kubeconform
from bench.catalog import SCHEMA, WITHOUT_PROOF, write_catalog
from bench.catalogs import write_static
from bench.goals import LOWEST_GATE, Goal
from bench.groups import Group
from bench.place import MSGC
from bench.sizes import Size
from bench.timing import Run, cold, cost_of_command, warm

UNPROVED = "msgc check, templates, without the proof"
THEIRS, THEIRS_STATIC = "check-jsonschema, templates", "check-jsonschema, static files"
STATIC, TEMPLATES = "msgc check, static files", "msgc check, templates"
KUBECONFORM = "kubeconform, static files"
UNCHANGED = "msgc check, templates, nothing changed since"
CHECK = (*MSGC, "-q", "check")
PROGRAM = Path(sys.executable).with_name("check-jsonschema")
WHY_NOT = "check-jsonschema isn't installed (`pip install msgc[dev]`)"


def groups(folder: Path, size: Size) -> list[Group]:
    """Return the group of catalogs."""
    static, templates = folder / "static", folder / "many"
    templates.mkdir(parents=True)
    static_files = write_static(static, size.catalog)
    files = write_catalog(templates, size.catalog)
    runs: dict[str, Run] = {
        STATIC: cold(CHECK, len(static_files), static),
        TEMPLATES: cold(CHECK, len(files), templates),
        UNPROVED: cold([sys.executable, "-c", WITHOUT_PROOF], len(files), templates),
        UNCHANGED: warm(CHECK, len(files), templates),
    }
    others, absent = _others(folder, static, static_files, files)
    runs |= others
    return [_group(runs, absent, size, len(files))]


def _others(
    folder: Path, static: Path, static_files: Sequence[Path], files: Sequence[Path]
) -> tuple[dict[str, Run], dict[str, str]]:
    """Return what other programs do with the files, and why some of them aren't measured."""
    runs: dict[str, Run] = {}
    absent: dict[str, str] = {}
    if PROGRAM.exists():
        runs[THEIRS_STATIC] = _theirs(static, static_files)
        runs[THEIRS] = _theirs(folder, files)
    else:
        absent |= {THEIRS_STATIC: WHY_NOT, THEIRS: WHY_NOT}
    if kubeconform.found():
        runs[KUBECONFORM] = _kubeconform(folder, static_files)
    else:
        absent[KUBECONFORM] = kubeconform.WHY_NOT
    return runs, absent


def _group(runs: Mapping[str, Run], absent: Mapping[str, str], size: Size, templates: int) -> Group:
    goals = (
        Goal(STATIC, THEIRS_STATIC, 12, gate=LOWEST_GATE),
        Goal(STATIC, KUBECONFORM, 1.0),
        Goal(TEMPLATES, KUBECONFORM, 0.6),
        Goal(TEMPLATES, THEIRS, None),
        Goal(UNPROVED, TEMPLATES, None),
        Goal(UNCHANGED, TEMPLATES, None),
    )
    title = f"`check` of {size.catalog:,} messages ({templates:,} files of templates)"
    note = (
        "msgc: language, schema, rules, samples and proof, without a cache but where nothing "
        "changed. The others: message.schema.json."
    )
    turns = size.slow_repetitions
    return Group(title, runs, goals, "files/s", absent=absent, note=note, repetitions=turns)


def _theirs(root: Path, files: Sequence[Path]) -> Run:
    command = [str(PROGRAM), "--schemafile", str(SCHEMA), *map(str, files)]
    return lambda _: cost_of_command(command, len(files), root)


def _kubeconform(folder: Path, files: Sequence[Path]) -> Run:
    command = kubeconform.write_resources(folder, files)
    return lambda _: cost_of_command(command, len(files), folder)
