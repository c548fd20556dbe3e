"""`msgc compile -r` with processes and from standard input: the same bytes, each row once."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.cli_help import environment, texts

# Some of the blocks that a file is read in, and of the tasks that workers take.
ROWS = 6_000
MESSAGE = "plain"
OUT = f"out/{MESSAGE}.ndjson"
TEMPLATE = 'vars: {phone: phone, name: string}\nchannel: any\ntext: "{{ name }}"\n'


def ndjson_of(count: int) -> bytes:
    rows = ({"phone": f"+316{i:08d}", "name": f"Zoë\n{i}" + "x" * (i % 50)} for i in range(count))
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def csv_of(count: int) -> bytes:
    """Rows whose second cells go on over a line break, and hold quotes."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["phone", "name"])
    writer.writerows((f"+316{i:08d}", f'"Zoë"\n\n{i}' + "x" * (i % 50)) for i in range(count))
    return file.getvalue().encode().removesuffix(b"\r\n")


FILES = {"ndjson": ndjson_of, "csv": csv_of}


@pytest.fixture
def plain(shop: Path) -> Path:
    (shop / "templates/plain.msg.yaml").write_text(TEMPLATE, encoding="utf-8")
    return shop


def compiled(shop: Path, rows: str, *words: str, input: bytes | None = None) -> bytes:
    """Run the real command line; return the payloads that it writes."""
    command = [sys.executable, "-m", "msgc", "-q", "compile", MESSAGE, "-r", rows, *words]
    run = subprocess.run(
        command, cwd=shop, env=environment(), input=input, capture_output=True, timeout=120
    )
    assert (run.returncode, run.stderr) == (0, b"")
    return (shop / OUT).read_bytes()


@pytest.mark.parametrize("format", FILES)
def test_files_and_standard_input_and_processes(plain: Path, format: str) -> None:
    data = FILES[format](ROWS)
    (plain / f"rows.{format}").write_bytes(data)
    wanted = compiled(plain, f"rows.{format}")
    numbers = [
        text.rstrip("x").split("\n")[-1] for text in texts(map(json.loads, wanted.splitlines()))
    ]
    assert numbers == [str(i) for i in range(ROWS)]
    assert compiled(plain, f"rows.{format}", "--jobs", "3") == wanted
    piped = ("-", "--rows-format", format)
    assert compiled(plain, *piped, "--jobs", "2", input=data) == wanted


def test_somebody_slow_at_the_other_end(plain: Path) -> None:
    """Bytes that come in pieces, with the end of one inside a row."""
    data = ndjson_of(700)
    words = ["-q", "compile", MESSAGE, "-r", "-", "--jobs", "2", "-o", "-"]
    with subprocess.Popen(
        [sys.executable, "-m", "msgc", *words],
        cwd=plain,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout
        for start in range(0, len(data), 9_001):
            process.stdin.write(data[start : start + 9_001])
            process.stdin.flush()
            time.sleep(0.01)
        process.stdin.close()
        assert len(process.stdout.read().splitlines()) == 700
