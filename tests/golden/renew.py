"""Renew the goldens of the diagnostics: `python -m tests.golden.renew`; the diff is the review.

It writes `expected.txt` of every case. `ok/` is never renewed: what a catalog compiles to is
written by hand.
"""

from __future__ import annotations

from tests.golden.running import EXPECTED, diagnostic_cases, lines_of


def main() -> None:
    """Write what is found now as what is expected."""
    for case in diagnostic_cases():
        text = "".join(f"{line}\n" for line in lines_of(case / "input"))
        (case / EXPECTED).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
