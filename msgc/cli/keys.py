"""The access key of a profile: from the environment, or from a file of variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click


def variables(env_file: Path | None) -> Mapping[str, str]:
    """Return the environment, with what an `--env-file` adds; a usage error for a bad file."""
    return os.environ if env_file is None else {**os.environ, **_read(env_file)}


def _read(path: Path) -> dict[str, str]:
    """Read lines such as `NAME=value`, `export NAME="value"`; no line is ever quoted back."""
    found: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"`{path}` can't be read as a file of variables") from None
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ").strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"line {number} of `{path}` isn't NAME=value")
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
