"""The script that `make test-spark` submits is the one on the page."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_documented_form_is_the_one_that_is_tested() -> None:
    script = (ROOT / "tests" / "spark" / "shipped.py").read_text(encoding="utf-8")
    _, _, code = script.partition('"""\n\n')
    page = (ROOT / "docs" / "how-to" / "big-campaigns.md").read_text(encoding="utf-8")
    assert code.startswith("from pyspark")
    assert f"\n{code}```\n" in page
