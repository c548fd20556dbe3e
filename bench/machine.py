"""What it was measured on: machine, versions, and what else the machine was doing."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import kernel, kubeconform, plain
from bench.catalog import ROOT

PACKAGES = (
    *("msgc", "jinja2", "msgspec", "jsonschema", "orjson", "jsonschema-rs", "check-jsonschema"),
)


def facts() -> dict[str, str]:
    """Return the machine's facts by their names."""
    return {
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
        "Kernel": kernel.told(),
        "C compiler": _first_line([plain.compiler(), "--version"]),
        "kubeconform": _first_line([kubeconform.found(), "-v"]),
        "Commit": _commit(),
    }


def load() -> str:
    """Return how busy the machine is: processes that run or wait, over 1, 5 and 15 minutes."""
    return ", ".join(f"{value:.1f}" for value in os.getloadavg())


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not there"


def _first_line(command: list[str | None]) -> str:
    program, *words = command
    if program is None:
        return "not there"
    ended = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    return (ended.stdout or ended.stderr).partition("\n")[0]


def _commit() -> str:
    told = _first_line_in(["git", "describe", "--always", "--dirty"])
    return told or "not a checkout"


def _first_line_in(command: list[str]) -> str:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    except OSError:
        return ""
    return ended.stdout.partition("\n")[0]
