"""Each case of `ok/`: a catalog, and by hand what the contract says that it compiles to.

`expected/MESSAGE/SAMPLE.json` (and `.fallback.json`) are what `build/` holds, `rows.ndjson` (and
`rows.fallback.ndjson`) the payloads for `input/rows.*`, `findings.txt` the warnings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.pipeline import Project
from msgc.pipeline.building import build_of
from tests.golden.running import compiled, label, lines_of, ok_cases

CASES = ok_cases()
WITH_ROWS = [case for case in CASES if (case / "expected/rows.ndjson").exists()]


@pytest.mark.parametrize("case", CASES, ids=label)
def test_nothing_is_found(case: Path) -> None:
    warnings = case / "expected/findings.txt"
    wanted = warnings.read_text(encoding="utf-8").splitlines() if warnings.exists() else []
    assert lines_of(case / "input") == wanted


@pytest.mark.parametrize("case", CASES, ids=label)
def test_samples_compile_to(case: Path) -> None:
    project = Project.open(case / "input")
    build = build_of(project, list(project.paths()), case / "expected")
    made = {path.relative_to(build.folder).as_posix(): text for path, text in build.files.items()}
    assert made == {
        path.relative_to(build.folder).as_posix(): path.read_text(encoding="utf-8")
        for path in build.folder.rglob("*.json")
    }


@pytest.mark.parametrize("case", WITH_ROWS, ids=label)
def test_rows_compile_to(case: Path) -> None:
    (rows,) = (case / "input").glob("rows.*")
    results = list(compiled(Project.open(case / "input"), rows))
    assert [result.found for result in results] == [()] * len(results)
    assert _lines(result.payload for result in results) == _text(case, "rows.ndjson")
    assert _lines(r.fallback for r in results) == _text(case, "rows.fallback.ndjson")


def _lines(payloads) -> str:
    return "".join(f"{payload.decode()}\n" for payload in payloads if payload is not None)


def _text(case: Path, name: str) -> str:
    path = case / "expected" / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
