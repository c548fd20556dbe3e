from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.e2e.wheel_help import (
    KERNEL,
    ROOT,
    build_sdist,
    built_wheel,
    names_of,
    unpack_sdist,
    unpack_wheel,
)


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sdist(tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = unpack_sdist(sdist, tmp_path_factory.mktemp("tree"))
    return built_wheel(tree, tmp_path_factory.mktemp("dist"))[0]


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack_wheel(wheel, tmp_path_factory.mktemp("unpacked"))


def below(folder: str, into: str) -> set[str]:
    """Return what the sdist must hold of a folder of the checkout, by its place in the wheel."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path for path in found if "__pycache__" not in path.parts)
    return {f"{into}/{path.relative_to(ROOT / folder).as_posix()}" for path in kept} - {KERNEL}


def test_the_wheel_holds_the_program_its_pages_and_its_schemas_and_nothing_else(wheel):
    names = names_of(wheel) - {KERNEL}
    schemas = below("schemas/bird", "msgc/schemas/bird") | {"msgc/schemas/message.schema.json"}
    program = {name for name in below("msgc", "msgc") if not name.endswith((".c", ".h"))}
    assert names == program | schemas
    assert "msgc/py.typed" in names
    assert "msgc/pages/MSG203.md" in names
    assert "msgc/starter/.gitignore" in names


def test_the_sdist_holds_what_a_wheel_is_built_from_and_no_output(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert below("msgc", "msgc") | below("schemas", "schemas") | {"hatch_build.py"} <= names
    assert KERNEL not in names
    assert not [name for name in names if name.startswith(("build/", "out/", ".venv/", "dist/"))]


def msgc(unpacked: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the wheel's msgc where there is no checkout; PYTHONPATH goes before what is installed."""
    return subprocess.run(
        [sys.executable, "-m", "msgc", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )


def test_the_wheel_works_without_a_checkout(unpacked, tmp_path):
    where = [sys.executable, "-c", "import msgc; print(msgc.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert found.stdout.strip() == str(unpacked / "msgc" / "__init__.py")
    for words in (["--version"], ["schema", "text"], ["explain", "MSG203"], ["init"], ["check"]):
        done = msgc(unpacked, tmp_path, *words)
        assert done.returncode == 0, done.stderr
        assert done.stdout or words == ["init"]
