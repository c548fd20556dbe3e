"""Files that appear whole or not at all, whatever breaks their writing off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from msgc.emit.writers import output_set


def test_a_signal_as_a_file_is_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open
    whole = tmp_path / "a.ndjson"
    whole.write_bytes(b"earlier\n")

    def interrupted(path: Path, flags: int, mode: int) -> int:
        os.close(opened(path, flags, mode))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), output_set() as outputs:
        outputs.open(tmp_path / "b.ndjson").stream.write(b"1\n")
        monkeypatch.setattr(os, "open", interrupted)
        outputs.open(whole)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == [whole]
    assert whole.read_bytes() == b"earlier\n"
