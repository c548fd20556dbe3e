"""An interrupt ends a run with its exit code, wherever it meets it."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A text that is executed is interrupted, in what a run does without click and in what it does with.
INTERRUPTED = """
import sys
from msgc.cli import {module} as module

def interrupted(*words, **named):
    exec("raise KeyboardInterrupt")

module.{name} = interrupted
sys.argv = ["msgc", {command!r}]
from msgc.cli.entry import main
main()
"""


@pytest.mark.parametrize(
    ("module", "name", "command"), [("replay", "replay", "check"), ("main", "cli.main", "ls")]
)
def test_a_text_that_is_interrupted(module: str, name: str, command: str) -> None:
    code = INTERRUPTED.format(module=module, name=name, command=command)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (130, "Interrupted.\n")
