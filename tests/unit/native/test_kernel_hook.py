"""The build's own step: a library of what the C files say, or none at all and the reason."""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path

import pytest
from packaging.tags import sys_tags

import hatch_build
from hatch_build import COMPILERS, LIBRARY, KernelHook

LEFTOVER = "of an earlier build"
# Writes over what it is to make, as no linker does.
FAKE = """\
while [ "$1" != -o ]; do shift; done
echo made >"$2"
"""
# Tells what stands beside the sources while it works.
TELLING = """\
while [ "$1" != -o ]; do shift; done
echo made >"$2"
ls -A "${3%/*}" >"$TOLD"
"""
SHOWN = '__attribute__((visibility("default"))) '
has_compiler = pytest.mark.skipif(
    not any(map(shutil.which, COMPILERS)), reason="there is no C compiler"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a library that doesn't fit its C files."""
    for name in ("CC", "MSGC_PURE"):
        monkeypatch.delenv(name, raising=False)
    native = tmp_path / "checkout/msgc/native"
    native.mkdir(parents=True)
    (native / "a.c").write_text(f"int b(void);\n{SHOWN}int a(void) {{ return b(); }}\n", "utf-8")
    (native / "b.c").write_text("int b(void) { return 7; }\n", "utf-8")
    (native / "kernel.so").write_text(LEFTOVER, "utf-8")
    return tmp_path / "checkout"


@pytest.fixture
def fake(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a compiler named; `root` has taken away the one that was."""
    script = tmp_path / "fake.sh"
    script.write_text(FAKE, "utf-8")
    monkeypatch.setenv("CC", f"sh {script}")


def built(root: Path, version: str = "standard") -> dict[str, object]:
    """Return what the build is told after the hook has run."""
    told: dict[str, object] = {"artifacts": []}
    KernelHook(str(root), {}, None, None, str(root / "dist"), "wheel").initialize(version, told)
    return told


def on_path(folder: Path, *names: str) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\n{FAKE.replace('made', name)}", "utf-8")
        (folder / name).chmod(0o755)


@has_compiler
def test_the_library_is_what_the_c_files_say_and_shows_no_more_than_it_should(root):
    built(root)
    library = ctypes.CDLL(str(root / LIBRARY))
    assert library.a() == 7
    assert not hasattr(library, "b")


@pytest.mark.usefixtures("fake")
def test_who_has_the_earlier_library_open_keeps_it(root):
    with (root / LIBRARY).open(encoding="utf-8") as earlier:
        built(root)
        assert earlier.read() == LEFTOVER
    assert (root / LIBRARY).read_text("utf-8") == "made\n"


@pytest.mark.usefixtures("fake")
def test_nobody_opens_an_earlier_library_or_half_of_one(root, tmp_path, monkeypatch):
    (tmp_path / "fake.sh").write_text(TELLING, "utf-8")
    monkeypatch.setenv("TOLD", str(tmp_path / "told.txt"))
    built(root)
    assert (tmp_path / "told.txt").read_text("utf-8").split() == ["a.c", "b.c"]


@pytest.mark.usefixtures("fake")
def test_nothing_but_the_library_is_left_behind(root):
    before = sorted(root.rglob("*"))
    built(root)
    assert sorted(root.rglob("*")) == before


@pytest.mark.usefixtures("fake")
def test_the_wheel_is_for_this_system_and_any_python(root):
    told = built(root)
    assert told["artifacts"] == [f"/{LIBRARY}"]
    assert told["pure_python"] is False
    assert str(told["tag"]).startswith(("py3-none-linux_", "py3-none-macosx_"))
    assert told["tag"] in set(map(str, sys_tags()))


def test_the_wheel_promises_no_other_system(monkeypatch):
    tags = ["manylinux_2_36_x86_64", "musllinux_1_2_x86_64", "linux_x86_64", "linux_armv7l"]
    monkeypatch.setattr(hatch_build, "platform_tags", lambda: iter(tags))
    assert hatch_build.platform() == "linux_x86_64"


@pytest.mark.usefixtures("fake")
def test_an_editable_wheel_only_points_at_the_library(root):
    assert built(root, "editable") == {"artifacts": []}
    assert (root / LIBRARY).read_text("utf-8") == "made\n"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"MSGC_PURE": "1"}, "MSGC_PURE is 1"),
        ({"PATH": ""}, "none of cc, gcc, clang is on PATH"),
        ({"CC": "false"}, "`false` failed, exit code 1"),
        ({"CC": "true"}, "`true` made no library: "),
        ({"CC": "no-such-compiler -m64"}, "`no-such-compiler` made no library: "),
    ],
)
@pytest.mark.parametrize("version", ["standard", "editable"])
def test_without_a_library_the_wheel_is_pure_and_says_why(
    changes, why, version, root, monkeypatch, capfd
):
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    assert built(root, version) == {"artifacts": []}
    assert not (root / LIBRARY).exists()
    (said,) = capfd.readouterr().err.splitlines()
    assert said.startswith(f"msgc is built without its C kernel: {why}")


@pytest.mark.usefixtures("fake")
def test_other_systems_have_none(root, monkeypatch, capfd):
    monkeypatch.setattr(hatch_build, "SYSTEMS", ())
    assert built(root) == {"artifacts": []}
    assert not (root / LIBRARY).exists()
    assert "it is for Linux and macOS" in capfd.readouterr().err


@has_compiler
def test_c_files_with_a_fault_leave_no_library(root, capfd):
    (root / "msgc/native/b.c").write_text("int b(void) { return }\n", "utf-8")
    assert built(root) == {"artifacts": []}
    assert not (root / LIBRARY).exists()
    assert "failed, exit code" in capfd.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("names", "first"),
    [(("clang", "gcc", "cc"), "cc"), (("clang", "gcc"), "gcc"), (("clang",), "clang")],
)
@pytest.mark.parametrize("named", [None, " "])
def test_the_first_compiler_on_path_is_taken(named, names, first, root, tmp_path, monkeypatch):
    on_path(tmp_path / "bin", *names)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    if named is not None:
        monkeypatch.setenv("CC", named)
    built(root)
    assert (root / LIBRARY).read_text("utf-8") == f"{first}\n"


def test_the_compiler_that_is_named_goes_before_those_on_path(root, tmp_path, monkeypatch):
    on_path(tmp_path / "bin", "cc", "mine")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("CC", "mine")
    built(root)
    assert (root / LIBRARY).read_text("utf-8") == "mine\n"


@pytest.mark.usefixtures("fake")
def test_a_folder_that_cant_be_written_gets_no_library(root, monkeypatch, capfd):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only")

    (root / LIBRARY).unlink()
    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr(hatch_build, "TemporaryDirectory", refuse)
    assert built(root) == {"artifacts": []}
    assert "`sh` made no library: read-only" in capfd.readouterr().err
