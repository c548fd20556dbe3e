"""The catalogs that are compiled and checked, written to a folder."""

from __future__ import annotations

import json
import shutil
from itertools import cycle, islice
from pathlib import Path

from bench.catalog import ENDING, ROOT
from bench.forms import FURTHER
from bench.messages import ALL
from msgc.pipeline import Message, Project
from msgc.pipeline.importing import import_payloads

# The API's schema alone is what P1 and P3 validate against.
API_ALONE = "channel: any\n"
# Code points of the longest text of a button.
LONGEST_LABEL = 25


def write_messages(root: Path, config: str = API_ALONE) -> Path:
    """Write the catalog of this bench's messages; return its folder."""
    (root / "templates").mkdir(parents=True)
    (root / "msgc.yaml").write_text(config, encoding="utf-8")
    for name, sample in ALL.items():
        (root / "templates" / f"{name}{ENDING}").write_text(sample.text, encoding="utf-8")
    return root


def messages(root: Path) -> dict[str, Message]:
    """Return the messages of a folder; raises ValueError for one that isn't sound."""
    project = Project.open(root)
    found = {name: project.message(name) for name in project.paths()}
    unsound = [name for name, message in found.items() if not message.is_sound]
    if unsound:
        raise ValueError(f"not sound: {', '.join(unsound)}")
    return found


def write_shop(root: Path, channel: str) -> Path:
    """Copy the shop's catalog, for a channel; return its folder."""
    shutil.copytree(ROOT / "templates" / "shop", root / "templates" / "shop")
    config = (ROOT / "msgc.yaml").read_text(encoding="utf-8")
    kept = "".join(line for line in config.splitlines(True) if not line.startswith("channel:"))
    (root / "msgc.yaml").write_text(f"channel: {channel}\n{kept}", encoding="utf-8")
    return root


def write_static(root: Path, files: int) -> list[Path]:
    """Write a catalog of messages without variables: the committed payloads, imported again.

    None of their longer texts is met twice.
    """
    (root / "templates").mkdir(parents=True)
    (root / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    written = []
    for number, payload in enumerate(islice(cycle(_payloads()), files)):
        [made] = import_payloads(json.dumps(_numbered(payload, number)), "payload.json", None)
        path = root / "templates" / f"message-{number}{ENDING}"
        path.write_text(str(made.text), encoding="utf-8")
        written.append(path)
    return written


def _payloads() -> list[object]:
    """Return the committed payloads that are messages by themselves."""
    paths = sorted((ROOT / "build" / "gallery").rglob("*.json"))
    texts = [path.read_text(encoding="utf-8") for path in paths if path.parent.name not in FURTHER]
    importable = [text for text in texts if _is_importable(text)]
    return [json.loads(text) for text in importable]


def _is_importable(text: str) -> bool:
    return all(made.text is not None for made in import_payloads(text, "payload.json", None))


def _numbered(value: object, number: int) -> object:
    """Return a payload with a number behind its texts; those of buttons are too short for one."""
    if isinstance(value, dict):
        return {
            name: f"{each} {number}" if _is_long_text(name, each) else _numbered(each, number)
            for name, each in value.items()
        }
    return [_numbered(each, number) for each in value] if isinstance(value, list) else value


def _is_long_text(name: str, value: object) -> bool:
    return name == "text" and isinstance(value, str) and len(value) > LONGEST_LABEL
