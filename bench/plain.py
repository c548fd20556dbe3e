"""The C program: compiled where there is a compiler."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("plain.c")
COMPILERS = ("gcc", "cc", "clang")
WHY_NOT = "no C compiler is on PATH (Debian: `apt install gcc libc6-dev`)"


def compiler() -> str | None:
    """Return the C compiler's path, None where there is none."""
    return next((path for name in COMPILERS if (path := shutil.which(name))), None)


def build(folder: Path) -> Path | None:
    """Compile the program into a folder; None where there is no compiler."""
    found = compiler()
    if found is None:
        return None
    program = folder / "plain"
    subprocess.run([found, "-O3", "-o", str(program), str(SOURCE)], check=True)
    return program
