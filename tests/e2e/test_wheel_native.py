"""The C kernel in a wheel: built where there is a compiler, done without where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

from msgc.native.library import VERSION
from tests.e2e.wheel_help import (
    KERNEL,
    ROOT,
    built_wheel,
    environment,
    hatchling,
    names_of,
    unpack_wheel,
)

FILES = ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "LICENSE")
FOLDERS = ("msgc", "schemas")
COMPILERS = ("cc", "gcc", "clang")
TELL = """
from msgc.native.library import PATH, library
found = library()
print(PATH, found and found.msgc_kernel_version())
"""
has_compiler = pytest.mark.skipif(
    not any(map(shutil.which, COMPILERS)), reason="there is no C compiler"
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the checkout, with what an earlier build has left."""
    copy = tmp_path / "tree"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy)
    (copy / KERNEL).unlink(missing_ok=True)
    (copy / KERNEL).write_text("of an earlier build", "utf-8")
    return copy


def told(where: Path, folder: Path, **settings: str) -> str:
    """Return where the library is looked for, and its version; None where it isn't opened."""
    ran = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=folder,
        env=environment(PYTHONPATH=str(where), **settings),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout.strip()


@has_compiler
def test_a_wheel_with_the_kernel_is_for_this_system_and_any_python(tree, tmp_path):
    wheel, said = built_wheel(tree, tmp_path / "dist")
    assert "C kernel" not in said
    (tag,) = parse_wheel_filename(wheel.name)[3]
    assert (tag.interpreter, tag.abi) == ("py3", "none")
    assert tag.platform != "any"
    assert tag in set(sys_tags())
    assert [name for name in names_of(wheel) if name.endswith((".c", ".h"))] == []
    unpacked = unpack_wheel(wheel, tmp_path / "unpacked")
    assert told(unpacked, tmp_path) == f"{unpacked / KERNEL} {VERSION}"
    assert told(unpacked, tmp_path, MSGC_NATIVE="0") == f"{unpacked / KERNEL} None"


def test_the_sdist_holds_what_the_kernel_is_built_from_and_no_kernel(tree, tmp_path):
    hatchling(tree, "-t", "sdist", "-d", str(tmp_path / "dist"))
    (path,) = (tmp_path / "dist").glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    sources = {f"msgc/native/{path.name}" for path in (tree / "msgc/native").glob("*.[ch]")}
    assert sources | {"hatch_build.py"} <= names
    assert KERNEL not in names


def test_without_a_compiler_the_wheel_is_pure_and_says_why(tree, tmp_path):
    wheel, said = built_wheel(tree, tmp_path / "dist", PATH="")
    assert "msgc is built without its C kernel: none of cc, gcc, clang is on PATH\n" in said
    assert wheel.name.endswith("-py3-none-any.whl")
    assert KERNEL not in names_of(wheel)
    assert not (tree / KERNEL).exists()
    unpacked = unpack_wheel(wheel, tmp_path / "unpacked")
    assert told(unpacked, tmp_path) == f"{unpacked / KERNEL} None"


@has_compiler
def test_an_editable_one_has_the_kernel_in_the_checkout(tree, tmp_path):
    words = ("-t", "wheel:editable", "--hooks-only", "-d", str(tmp_path / "dist"))
    hatchling(tree, *words)
    assert told(tree, tmp_path) == f"{tree / KERNEL} {VERSION}"
    hatchling(tree, *words, CC="false")
    assert told(tree, tmp_path) == f"{tree / KERNEL} None"
    assert not (tree / KERNEL).exists()
