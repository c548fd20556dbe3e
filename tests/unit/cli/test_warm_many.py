"""A warm run of many rows that needs the message as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.cache.keys import FILE, evidence
from msgc.cli.warm_asked import Asked
from msgc.cli.warm_many import whole_of
from msgc.warm.unusual import UnusualError

TEXT = 'to: "+31612345678"\ntext: Hello\n'


def test_a_message_that_has_changed_since_is_left_to_the_run_as_ever(tmp_path: Path) -> None:
    (tmp_path / "msgc.yaml").write_text("", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    message = tmp_path / "templates/m.msg.yaml"
    message.write_text(TEXT, encoding="utf-8")
    facts = [(FILE, str(message))]
    entry = {"facts": facts, "evidence": evidence(facts)}
    asked = Asked("m", "rows.ndjson", None, None, quiet=True)
    assert whole_of((), asked, str(tmp_path), entry)().rows.rows_name == "rows.ndjson"
    message.write_text(TEXT.replace("Hello", "Bye"), encoding="utf-8")
    with pytest.raises(UnusualError):
        whole_of((), asked, str(tmp_path), entry)()
