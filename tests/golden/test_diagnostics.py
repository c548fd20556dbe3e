"""Each case of `diagnostics/`: what is found in `input/`, and that `fixed/` has nothing left.

`python -m tests.golden.renew` renews `expected.txt`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msgc.facts.platform import all_codes
from msgc.pipeline.mending import apply_fixes
from tests.golden.running import (
    diagnostic_cases,
    expected_lines,
    findings,
    label,
    line_of,
    lines_of,
)

CASES = diagnostic_cases()
# Of commands with their own tests, and of faults of msgc itself.
ELSEWHERE = {"MSG130", "MSG501", "MSG900"}


@pytest.mark.parametrize("case", CASES, ids=label)
def test_what_is_found(case: Path) -> None:
    assert lines_of(case / "input") == expected_lines(case)


@pytest.mark.parametrize("case", CASES, ids=label)
def test_the_smallest_repair_leaves_nothing(case: Path) -> None:
    assert lines_of(case / "fixed") == []


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_case_shows_its_code(case: Path) -> None:
    assert any(f" {case.parent.name} " in line for line in expected_lines(case))


def test_every_code_has_a_case() -> None:
    assert {case.parent.name for case in CASES} | ELSEWHERE >= {
        code for code in all_codes() if not code.startswith("MSG4")
    }


MENDED = [case for case in CASES if all(d.fix for d in findings(case / "input"))]


@pytest.mark.parametrize("case", MENDED, ids=label)
def test_what_can_be_mended_is_mended(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "input"
    shutil.copytree(case / "input", folder)
    assert apply_fixes(findings(folder)) > 0
    assert lines_of(folder) == []


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_place_lies_in_its_file(case: Path) -> None:
    for found in findings(case / "input"):
        span = found.span
        if span.source.text:
            assert 0 <= span.start <= span.end <= len(span.source.text), line_of(found)
