"""A locked template's character limit holds for each recipient's row."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.cli_help import catalog, msgc, write

PROJECT = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
MESSAGE = f"""\
vars: {{name: string}}
to: "+31612345678"
template: {PROJECT}
version: v1
locale: en
parameters: {{name: "{{{{ name | oneline }}}}"}}
"""
LOCK = {
    "version": 1,
    "projects": {
        PROJECT: {
            "complete": True,
            "templates": {
                "v1": {
                    "name": "shipped",
                    "status": "active",
                    "category": "UTILITY",
                    "locales": {"en": "approved"},
                    "variables": {"name": {"type": "string", "limit": 120}},
                }
            },
        }
    },
}


def test_a_row_over_the_limit_is_rejected(tmp_path: Path) -> None:
    folder = catalog(tmp_path, {"hello.msg.yaml": MESSAGE}, "channel: whatsapp\n")
    write(folder / "msgc.lock", json.dumps(LOCK))
    assert "nothing to mend" in msgc("check", cwd=folder).out
    write(folder / "rows.csv", f"name\n{'a' * 120}\n{'b' * 121}\n")
    outcome = msgc("compile", "hello", "-r", "rows.csv", cwd=folder)
    assert outcome.code == 1
    (line,) = (folder / "out/hello.rejected.ndjson").read_text().splitlines()
    reject = json.loads(line)
    assert reject["row"] == 2
    assert "MSG496" in json.dumps(reject["diagnostics"])
