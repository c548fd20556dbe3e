"""The catalogs that are compiled and checked, written to a folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path

from bench.catalog import ENDING, ROOT
from bench.forms import FURTHER
from bench.messages import ALL
from msgc.pipeline import Message, Project
from msgc.pipeline.importing import import_payloads

# The API's schema alone is what P1 and P3 validate against.
API_ALONE = "channel: any\n"


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
    """Write a catalog of messages without variables: the committed payloads, imported again."""
    (root / "templates").mkdir(parents=True)
    (root / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    written = []
    for number, (name, text) in enumerate(islice(cycle(_imported().items()), files)):
        path = root / "templates" / f"{name}-{number}{ENDING}"
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _imported() -> Mapping[str, str]:
    texts = {}
    for path in sorted((ROOT / "build" / "gallery").rglob("*.json")):
        if path.parent.name in FURTHER:
            continue
        for made in import_payloads(path.read_text(encoding="utf-8"), path.name, None):
            if made.text is not None:
                texts[f"{path.parent.name}-{path.stem}".replace(".", "-")] = made.text
    return texts
