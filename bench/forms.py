"""How much shorter the gallery's messages are than their payloads: `python -m bench.forms`."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "templates" / "gallery"
FURTHER = ("authentication", "gif", "html", "permission-request", "section", "text-link-buy")


def lines_of(path: Path) -> int:
    """Return the lines of a file that aren't blank."""
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def payload_lines(name: str) -> int:
    """Return the lines of a form's payload, indented by two; of the first sample."""
    path = next(iter(sorted((ROOT / "build" / "gallery" / name).glob("*.json"))))
    payload = json.loads(path.read_text(encoding="utf-8"))
    return len(json.dumps(payload, indent=2).splitlines())


def main() -> None:
    """Print a row for each of the guide's forms, and their sum."""
    total_yaml = total_json = 0
    for path in sorted(GALLERY.glob("*.msg.yaml")):
        name = path.name.removesuffix(".msg.yaml")
        if name in FURTHER:
            continue
        yaml_lines, json_lines = lines_of(path), payload_lines(name)
        total_yaml, total_json = total_yaml + yaml_lines, total_json + json_lines
        print(f"{name:42} {yaml_lines:4} {json_lines:5} {yaml_lines / json_lines:6.2f}")
    print(f"{'all':42} {total_yaml:4} {total_json:5} {total_yaml / total_json:6.2f}")


if __name__ == "__main__":
    main()
