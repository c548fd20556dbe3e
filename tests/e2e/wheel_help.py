"""What the tests of the wheel share: the sdist, and wheels that are built from it as pip does."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
KERNEL = "msgc/native/kernel.so"
# What the one who runs the tests may have set, and what decides whether there is a kernel.
SETTINGS = ("CC", "MSGC_PURE", "MSGC_NATIVE")


def environment(**settings: str) -> dict[str, str]:
    """Return the environment with these settings and no others of the kernel."""
    return {**{k: v for k, v in os.environ.items() if k not in SETTINGS}, **settings}


def hatchling(tree: Path, *words: str, **settings: str) -> str:
    """Run hatchling's build in a tree; return what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *words],
        cwd=tree,
        env=environment(**settings),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def build_sdist(folder: Path) -> Path:
    """Build the checkout's sdist into a folder; nothing is compiled for it, or changed."""
    hatchling(ROOT, "-t", "sdist", "-d", str(folder))
    (path,) = folder.glob("*.tar.gz")
    return path


def unpack_sdist(sdist: Path, folder: Path) -> Path:
    """Return the tree that an sdist holds."""
    subprocess.run(["tar", "-xzf", sdist, "-C", folder], check=True)
    (tree,) = folder.iterdir()
    return tree


def built_wheel(tree: Path, folder: Path, **settings: str) -> tuple[Path, str]:
    """Build a tree's wheel into an empty folder; return it, and what the build said."""
    said = hatchling(tree, "-t", "wheel", "-d", str(folder), **settings)
    (path,) = folder.glob("*.whl")
    return path, said


def unpack_wheel(wheel: Path, folder: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names_of(wheel: Path) -> set[str]:
    """Return what a wheel holds beside its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}
