"""`make venv` installs what a change has made stale: all of it, the kernel alone, or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ("environment", "environment.sh")
FILES = {
    "pyproject.toml": "[project]\n",
    "hatch_build.py": "FLAGS = ()\n",
    "msgc/native/a.c": "int a;\nint b;\n",
    "msgc/native/b.c": "int c;\n",
    "msgc/native/kernel.h": "int a;\n",
}
# Stands for uv: notes what it is asked for, and makes an environment that says it is new enough.
UV = """\
#!/bin/sh
echo "$*" >>asked.txt
if [ "$1" = venv ]; then
  rm -rf .venv && mkdir -p .venv/bin
  echo '#!/bin/sh' >.venv/bin/python && chmod +x .venv/bin/python
fi
"""
ALONE = ["pip install --quiet --python .venv/bin/python --no-deps -e ."]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment has just been made."""
    root = tmp_path / "checkout"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / ".ci").mkdir()
    for name in SCRIPTS:
        shutil.copy(ROOT / ".ci" / name, root / ".ci")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/uv").write_text(UV, "utf-8")
    (tmp_path / "bin/uv").chmod(0o755)
    assert is_made_anew(asked(root))
    return root


def asked(root: Path) -> list[str]:
    """Return what `.ci/environment base` asks of uv, a line each."""
    path = f"{root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    script = str(root / ".ci/environment")
    subprocess.run(
        ["bash", script, "base"], env={**os.environ, "PATH": path}, check=True, capture_output=True
    )
    note = root / "asked.txt"
    lines = note.read_text("utf-8").splitlines() if note.exists() else []
    note.unlink(missing_ok=True)
    return lines


def is_made_anew(lines: list[str]) -> bool:
    return len(lines) == 2 and lines[0].startswith("venv ") and "--no-deps" not in lines[1]


def test_what_is_as_it_was_asks_for_nothing(checkout):
    assert asked(checkout) == []


@pytest.mark.parametrize("name", [name for name in FILES if name != "pyproject.toml"])
def test_what_the_kernel_is_built_from_installs_msgc_alone(name, checkout):
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write("int d;\n")
    assert asked(checkout) == ALONE
    assert asked(checkout) == []


def test_code_that_moves_to_the_next_file_is_a_change(checkout):
    (checkout / "msgc/native/a.c").write_text("int a;\n", "utf-8")
    (checkout / "msgc/native/b.c").write_text("int b;\nint c;\n", "utf-8")
    assert asked(checkout) == ALONE


def test_an_environment_from_before_there_was_a_kernel_gets_it(checkout):
    (checkout / ".venv/msgc/kernel").unlink()
    assert asked(checkout) == ALONE
    assert asked(checkout) == []


def test_other_dependencies_make_it_anew(checkout):
    (checkout / "pyproject.toml").write_text("[project]\nname = 'msgc'\n", "utf-8")
    assert is_made_anew(asked(checkout))
    assert asked(checkout) == []
