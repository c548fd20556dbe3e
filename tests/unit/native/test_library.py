"""The library is opened where it is msgc's own and fits, and is done without elsewhere."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hatch_build import COMPILERS, compile_kernel
from msgc.late import Late
from msgc.native import library as room
from msgc.native.library import VERSION, library

NATIVE = Path(room.__file__).parent
has_compiler = pytest.mark.skipif(
    not any(map(shutil.which, COMPILERS)), reason="there is no C compiler"
)


@pytest.fixture(autouse=True)
def _as_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CC", "MSGC_PURE", "MSGC_NATIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the library is looked for, and isn't."""
    path = tmp_path / "msgc/native/kernel.so"
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(room, "PATH", str(path))
    return path


def compiled(kernel: Path, version: int = VERSION, function: str = "msgc_kernel_version") -> None:
    """Compile what tells the version, with another version or by another name."""
    text = (NATIVE / "version.c").read_text("utf-8")
    assert f"VERSION = {VERSION} " in text
    text = text.replace(f"VERSION = {VERSION} ", f"VERSION = {version} ")
    text = text.replace("msgc_kernel_version", function)
    (kernel.parent / "version.c").write_text(text, "utf-8")
    shutil.copy(NATIVE / "kernel.h", kernel.parent)
    compile_kernel(kernel.parents[2])


def opened() -> ctypes.CDLL | None:
    """Return what a first call returns; what other tests have is left as it is."""
    return library.__wrapped__()


@has_compiler
@pytest.mark.parametrize("value", [None, "", "1"])
def test_a_library_that_fits_is_opened(value, kernel, monkeypatch):
    if value is not None:
        monkeypatch.setenv("MSGC_NATIVE", value)
    compiled(kernel)
    found = opened()
    assert found is not None
    assert found.msgc_kernel_version() == VERSION


@has_compiler
def test_a_variable_does_without_it(kernel, monkeypatch):
    compiled(kernel)
    monkeypatch.setenv("MSGC_NATIVE", "0")
    assert opened() is None


@has_compiler
@pytest.mark.parametrize("version", [0, VERSION + 1])
def test_another_version_isnt_taken(version, kernel):
    compiled(kernel, version)
    assert opened() is None


@has_compiler
def test_a_library_that_doesnt_tell_its_version_isnt_taken(kernel):
    compiled(kernel, function="something_else")
    assert opened() is None


@has_compiler
def test_a_link_isnt_followed_out_of_the_package(kernel, tmp_path):
    compiled(kernel)
    kernel.rename(tmp_path / "elsewhere.so")
    kernel.symlink_to(tmp_path / "elsewhere.so")
    assert opened() is None


@has_compiler
def test_a_python_without_ctypes_does_without_it(kernel, monkeypatch):
    compiled(kernel)
    monkeypatch.setattr(room, "ctypes", Late("ctypes"))
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert opened() is None


@has_compiler
def test_another_python_does_without_it(kernel, monkeypatch):
    compiled(kernel)
    other = SimpleNamespace(**{**vars(sys.implementation), "name": "other"})
    monkeypatch.setattr(sys, "implementation", other)
    assert opened() is None


def test_where_there_is_none_there_is_none(kernel):
    assert opened() is None
    kernel.write_text("no library", "utf-8")
    assert opened() is None
    kernel.unlink()
    kernel.mkdir()
    assert opened() is None


def test_it_is_looked_for_in_the_package_and_once():
    assert Path(room.PATH) == NATIVE / "kernel.so"
    assert library() is library()
    assert library.cache_info().misses == 1


def test_what_opens_it_isnt_imported_before_it_is_there():
    code = (
        "import sys; from msgc.native import library; before = 'ctypes' in sys.modules;"
        "library.library(); print(before, 'ctypes' in sys.modules)"
    )
    off = {**os.environ, "MSGC_NATIVE": "0"}
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, env=off, capture_output=True, text=True, check=True)
    assert ran.stdout == "False False\n"
