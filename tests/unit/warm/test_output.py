"""What a warm run doesn't write over or take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.warm.output import require_plain
from msgc.warm.unusual import UnusualError

BESIDE = ("p.ndjson", "p.fallback.ndjson", "p.rejected.ndjson", "p.manifest.json")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path.resolve() / "p.ndjson")


@pytest.mark.parametrize("name", BESIDE)
def test_no_file_of_a_run_may_be_one_of_its_inputs(path: str, name: str) -> None:
    rows = Path(path).with_name(name)
    rows.write_text("{}\n", encoding="utf-8")
    require_plain(path, [path.replace("p.", "q.")])
    with pytest.raises(UnusualError):
        require_plain(path, [str(rows)])


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_there_must_be_a_plain_file(path: str, name: str) -> None:
    require_plain(path, [])
    Path(path).with_name(name).symlink_to("elsewhere")
    with pytest.raises(UnusualError):
        require_plain(path, [])
