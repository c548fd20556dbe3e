"""kubeconform, the fastest checker of YAML files by JSON Schemas that teams know, where it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.catalog import SCHEMA

PROGRAM = "kubeconform"
WHY_NOT = "kubeconform isn't on PATH"
# It picks the schema by these two, so each file is given them.
HEAD = "apiVersion: v1\nkind: Message\n"
HEAD_SCHEMA = {"apiVersion": {"const": "v1"}, "kind": {"const": "Message"}}


def found() -> str | None:
    """Return the program's path, None where there is none."""
    return shutil.which(PROGRAM)


def write_resources(folder: Path, files: Sequence[Path]) -> list[str]:
    """Copy message files as resources, with their schema; return the command for one core."""
    resources = folder / "resources"
    resources.mkdir()
    schema = _with_head(json.loads(SCHEMA.read_text(encoding="utf-8")))
    (folder / "message.json").write_text(json.dumps(schema), encoding="utf-8")
    for path in files:
        text = HEAD + path.read_text(encoding="utf-8")
        (resources / path.name).with_suffix(".yaml").write_text(text, encoding="utf-8")
    location = f"{folder}/{{{{ .ResourceKind }}}}.json"
    return [found() or PROGRAM, "-n", "1", "-schema-location", location, str(resources)]


def _with_head(part: Any) -> Any:
    """Return a schema whose closed objects take the two keys as well."""
    if isinstance(part, list):
        return [_with_head(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {name: _with_head(each) for name, each in part.items()}
    if made.get("additionalProperties") is False:
        made["properties"] = {**made.get("properties", {}), **HEAD_SCHEMA}
    return made
