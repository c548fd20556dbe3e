"""`python -m tests.docs.renew PAGE...` writes into pages what there really is, where they differ.

A block that matches stays as it is; `...` is lost in one that doesn't. Read the diff.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.docs.following import follow


def main(pages: Sequence[str]) -> int:
    """Renew the pages; return how many of them had something else in them."""
    return sum(_renew(Path(page)) for page in pages)


def _renew(path: Path) -> bool:
    page = path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "reader"
        home.mkdir()
        followed = follow(page, home)
    for start, shown, real in reversed(followed.changes):
        text = real if not real or real.endswith("\n") else real + "\n"
        # Where nothing was shown, what is printed goes below the block's last command.
        place = page.index(shown, start) if shown else page.index("```", start)
        page = page[:place] + text + page[place + len(shown) :]
    path.write_text(page, encoding="utf-8")
    for fault in followed.faults:
        print(f"{path}: {fault}", file=sys.stderr)
    return bool(followed.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
