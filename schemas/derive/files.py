"""Reads the sources and writes the derived files, or finds those that are stale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from schemas.derive.amend import amend
from schemas.derive.bundle import bundles
from schemas.derive.language import language

SCHEMAS = Path(__file__).resolve().parents[1]
BIRD = SCHEMAS / "bird"
OPENAPI = BIRD / "openapi.yaml"
ERRATA = BIRD / "errata.yaml"
MESSAGES = BIRD / "messages"
PLATFORM = BIRD / "whatsapp.yaml"
NOTES = SCHEMAS / "language.yaml"
LANGUAGE = SCHEMAS / "message.schema.json"


def derived() -> dict[Path, str]:
    """Return the text of every derived file by its path."""
    schemas = load(OPENAPI)["components"]["schemas"]
    texts = bundles(amend(schemas, load(ERRATA)))
    own = language(json.loads(texts["create-message.json"]), load(NOTES))
    rules = json.dumps(load(PLATFORM), ensure_ascii=False, indent=2) + "\n"
    return {
        **{MESSAGES / name: text for name, text in texts.items()},
        LANGUAGE: own,
        PLATFORM.with_suffix(".json"): rules,
    }


def load(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def stale(texts: dict[Path, str], folder: Path = MESSAGES) -> list[Path]:
    """Return the files of `folder` that are missing, differ from `texts`, or aren't derived."""
    changed = [path for path, text in texts.items() if _read(path) != text]
    return sorted([*changed, *_strays(texts, folder)])


def write(texts: dict[Path, str], folder: Path = MESSAGES) -> None:
    """Write the derived files and remove what isn't derived any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in _strays(texts, folder):
        path.unlink()


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _strays(texts: dict[Path, str], folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.json") if path not in texts]
