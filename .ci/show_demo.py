"""Shows the first payload of an NDJSON file on one screen, and what to try next."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

# A screen's 80 columns, less what the brackets that close at a line's end take.
WIDTH = 74

NEXT = """
Try next:
  less templates/shop/shipped.msg.yaml      the message that it was made from
  .venv/bin/msgc vars shop/shipped          what each recipient's row must hold
  .venv/bin/msgc init my-messages           a catalog of your own"""


def drawn(value: Any, column: int = 0) -> str:
    """Return a value as JSON that starts at a column: a line, or an entry a line; text is cut."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) <= WIDTH - column or not isinstance(value, dict | list):
        return _cut(line, WIDTH - column)
    inner = column + 1
    between = ",\n" + " " * inner
    if isinstance(value, list):
        return f"[{between.join(drawn(entry, inner) for entry in value)}]"
    names = {key: f"{json.dumps(key)}: " for key in value}
    entries = (name + drawn(value[key], inner + len(name)) for key, name in names.items())
    return f"{{{between.join(entries)}}}"


def _cut(line: str, room: int) -> str:
    return line if len(line) <= room else line[: room - 2].rstrip("\\") + '…"'


def main() -> None:
    """Show the first payload of the file that the command line names."""
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        payload = json.loads(file.readline())
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(f"\nThe first payload, ready to post (its long text is cut here):\n{drawn(payload)}")
    print(NEXT)


if __name__ == "__main__":
    main()
