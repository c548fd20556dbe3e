"""What a command imports of `msgc.python` brings nothing that the command doesn't need."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = "import sys, {0}; print(*(name for name in sys.modules if name.startswith('msgc.')))"
ROWS = ("msgc.pipeline.rows", "msgc.pipeline.specialising", "msgc.emit.program")
REVIEW, WRITING = "msgc.pipeline.review", "msgc.emit.writers"


@pytest.mark.parametrize(
    ("module", "left"),
    [
        ("msgc.cli.check_command", (*ROWS, REVIEW, WRITING, "msgc.python.catalogs")),
        ("msgc.cli.ls_command", (*ROWS, REVIEW, "msgc.recipients.describe")),
        ("msgc.cli.compile_command", (REVIEW, "msgc.pipeline.checking")),
        ("msgc.cli.schema_command", ("msgc.pipeline", "msgc.check", "msgc.report")),
        ("msgc.cli.explain_command", ("msgc.pipeline", "msgc.check", "msgc.report")),
    ],
)
def test_a_command_starts_without_what_others_need(module: str, left: tuple[str, ...]) -> None:
    words = [sys.executable, "-c", CODE.format(module)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert module in done.stdout.split()
    assert set(left) & set(done.stdout.split()) == set()
