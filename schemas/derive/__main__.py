"""`python -m schemas.derive` writes the derived files; `--check` fails where they are stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from schemas.derive.files import derived, stale, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Derive; return 0, or 1 where `--check` finds stale files (named on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m schemas.derive", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where stale")
    check = parser.parse_args(arguments).check
    texts = derived()
    outdated = stale(texts)
    if not check:
        write(texts)
        return 0
    for path in outdated:
        print(f"{path.name} is stale: run python -m schemas.derive", file=sys.stderr)
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
