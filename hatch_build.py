"""The build's own step: compiles the C kernel for a wheel, also for an editable one.

Where it can't be compiled, the wheel is a pure one: its Python does the same, in more time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

LIBRARY = "msgc/native/kernel.so"
SOURCES = "msgc/native/*.c"
SYSTEMS = ("linux", "darwin")
COMPILERS = ("cc", "gcc", "clang")
FLAGS = ("-O3", "-std=c11", "-shared", "-fPIC", "-fvisibility=hidden")
# Tags that promise other systems than the one that compiles.
PORTABLE = ("manylinux", "musllinux")


class NoKernelError(Exception):
    """The kernel can't be had here; its text is a part of a sentence that says why."""


class KernelHook(BuildHookInterface[Any]):
    """Compiles the kernel before a wheel is put together, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # Whatever stops this build, the library of an earlier one must not be used.
        self.clean([version])
        try:
            compile_kernel(Path(self.root))
        except NoKernelError as reason:
            self.app.display_warning(f"msgc is built without its C kernel: {reason}")
            return
        # An editable wheel only points at the checkout, where the library is.
        if version == "standard":
            build_data["artifacts"].append(f"/{LIBRARY}")
            build_data.update(pure_python=False, tag=f"py3-none-{platform()}")

    def clean(self, versions: list[str]) -> None:
        library = Path(self.root, LIBRARY)
        # A folder that can't be written refuses even where there is nothing to take away.
        if os.path.lexists(library):
            library.unlink(missing_ok=True)


def compile_kernel(root: Path) -> None:
    """Compile the checkout's C files into its library; raise NoKernelError where that can't be."""
    words = compiler()
    try:
        # Moved into place, so that nobody opens half of it; not made beside it, where a msgc that
        # runs meanwhile would look at it.
        with TemporaryDirectory(prefix=".kernel-", dir=root) as folder:
            made = Path(folder, "kernel.so")
            sources = sorted(root.glob(SOURCES))
            subprocess.run([*words, *FLAGS, "-o", made, *sources], check=True)
            made.replace(root / LIBRARY)
    except subprocess.CalledProcessError as error:
        raise NoKernelError(f"`{words[0]}` failed, exit code {error.returncode}") from error
    except OSError as error:
        raise NoKernelError(f"`{words[0]}` made no library: {error}") from error


def compiler() -> list[str]:
    """Return the words that run the C compiler: those of `CC`, else the first one on PATH.

    Raises NoKernelError where there is none, or none is wanted.
    """
    if os.environ.get("MSGC_PURE") == "1":
        raise NoKernelError("MSGC_PURE is 1")
    if sys.platform not in SYSTEMS:
        raise NoKernelError("it is for Linux and macOS")
    if named := os.environ.get("CC", "").split():
        return named
    found = next(filter(None, map(shutil.which, COMPILERS)), None)
    if found is None:
        raise NoKernelError(f"none of {', '.join(COMPILERS)} is on PATH")
    return [found]


def platform() -> str:
    """Return a wheel's tag for this system alone: `linux_x86_64`."""
    return next(tag for tag in platform_tags() if not tag.startswith(PORTABLE))
