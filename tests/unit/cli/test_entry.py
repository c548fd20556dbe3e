"""How a run ends."""

from __future__ import annotations

import subprocess
import sys

# What is registered first is called last.
FROZEN = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > len(gc.get_objects())))
sys.argv = ["msgc", "--help"]
from msgc.cli.entry import main
main()
"""


def test_no_garbage_is_looked_for_at_the_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FROZEN], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("\nTrue\n")
