"""Python without `ctypes`, as it can be built: all is done as where there is no kernel."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CATALOG = {
    "msgc.yaml": "channel: any\n",
    "templates/hi.msg.yaml": (
        "vars: {phone: string, name: {type: string, maxLength: 20}, n: integer}\n"
        'to: "{{ phone }}"\ntext: "Hi {{ name }}, {{ n }}"\n'
    ),
}
ROWS = [{"phone": f"+3161234{n:04}", "name": f'Z"oë {n}', "n": n} for n in range(600)]
RUN = "import sys; sys.modules['_ctypes'] = None\nfrom msgc.__main__ import main\nmain()"
WRITTEN = {
    "rows.ndjson": "".join(json.dumps(row) + "\n" for row in ROWS),
    "rows.json": json.dumps(ROWS),
    "rows.csv": "phone,name,n\n" + "".join(f"{r['phone']},Zoë {r['n']},{r['n']}\n" for r in ROWS),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_rows_are_compiled_without_it(tmp_path: Path, name: str) -> None:
    for path, text in {**CATALOG, name: WRITTEN[name]}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    words = ["-q", "compile", "hi", "-r", name]
    made = [_out(tmp_path, start, words) for start in (["-c", RUN], ["-m", "msgc"])]
    assert made[0] == made[1]
    assert made[0].count(b"\n") == len(ROWS)


def _out(folder: Path, start: list[str], words: list[str]) -> bytes:
    # The second time by what the first has kept.
    for _ in range(2):
        command = [sys.executable, *start, *words, "-o", "out.ndjson"]
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, "")
    return (folder / "out.ndjson").read_bytes()
