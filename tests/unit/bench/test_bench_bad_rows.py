"""The C program that msgc is measured against takes the rows that msgc takes, and no others."""

from __future__ import annotations

import json
import subprocess
from mmap import PAGESIZE
from pathlib import Path

import pytest

from bench import plain, verify_bad
from bench.bad_files import ndjson_files
from bench.catalogs import messages, write_messages
from bench.contenders import REFERENCE
from bench.odd_lines import odd_lines
from bench.place import C, Place
from bench.recipients import row_of
from bench.verify import DifferenceError
from msgc.pipeline import Message
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.ndjson import ndjson_rows
from msgc.recipients.rows import RowsSource

REFUSES = 1
LINE = json.dumps(row_of(7), ensure_ascii=False).encode()

needs_compiler = pytest.mark.skipif(plain.compiler() is None, reason="no C compiler")


@pytest.fixture(scope="module")
def message(tmp_path_factory: pytest.TempPathFactory) -> Message:
    return messages(write_messages(tmp_path_factory.mktemp("catalog") / "it"))["text"]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = plain.build(tmp_path_factory.mktemp("plain"))
    assert built is not None
    return built


def payloads_of(program: Path, rows: Path, code: int) -> list[bytes]:
    out = rows.with_suffix(".out")
    assert subprocess.run([str(program), rows, out], capture_output=True).returncode == code
    return out.read_bytes().split(b"\n")[:-1]


def reference_of(message: Message, path: Path) -> list[bytes]:
    source = RowsSource(path.name, "ndjson", lambda: path.open("rb"))
    compiler = RowCompiler(Compiler(message), source.name, fast=False)
    with path.open("rb") as stream:
        made = compiler.many(ndjson_rows(source, stream))
    return [each.payload for each in made if each.payload is not None]


@needs_compiler
@pytest.mark.parametrize("which", range(3))
def test_the_c_program_leaves_out_what_the_reference_rejects(
    which: int, message: Message, program: Path, tmp_path: Path
) -> None:
    path = ndjson_files(tmp_path)[which]
    wanted = reference_of(message, path)
    lines = path.read_bytes().count(b"\n")
    assert lines // 2 < len(wanted) < lines
    assert payloads_of(program, path, REFUSES) == wanted


def test_odd_lines_are_all_different_and_some_of_them_are_rows(
    message: Message, tmp_path: Path
) -> None:
    lines, path = odd_lines(row_of(3)), tmp_path / "odd.ndjson"
    path.write_bytes(b"\n".join([LINE, *lines]))
    assert len(set(lines)) == len(lines)
    assert len(lines) // 4 < len(reference_of(message, path)) < 3 * len(lines) // 4


@needs_compiler
def test_the_c_program_writes_strings_anew(program: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.ndjson"
    rows.write_text(json.dumps({**row_of(7), "note": '\x0b/é🔔\\"', "more": [{"a": '}"'}]}))
    [line] = payloads_of(program, rows, 0)
    assert json.loads(line)["body"]["text"]["text"].endswith('Your note: \x0b/é🔔\\"')
    assert '\\u000b/é🔔\\\\\\"'.encode() in line


@needs_compiler
@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\n \t\r\n", b""])
def test_the_c_program_passes_over_a_mark_and_blank_lines(
    start: bytes, program: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.ndjson"
    rows.write_bytes(start + LINE + b"\r\n\n" + LINE)
    assert len(payloads_of(program, rows, 0)) == 2


@needs_compiler
@pytest.mark.parametrize(("cut", "code"), [(0, 0), (1, REFUSES), (len(LINE) // 2, REFUSES)])
def test_the_c_program_stays_within_a_file_that_fills_its_pages(
    cut: int, code: int, program: Path, tmp_path: Path
) -> None:
    rows, line = tmp_path / "rows.ndjson", LINE[: len(LINE) - cut]
    rows.write_bytes(b" " * (PAGESIZE - len(line)) + line)
    assert len(payloads_of(program, rows, code)) == 1 - code


@needs_compiler
def test_the_c_program_takes_texts_that_are_longer_than_what_it_holds(
    program: Path, tmp_path: Path
) -> None:
    rows, name = tmp_path / "rows.ndjson", "x" * (3 << 20)
    rows.write_text(json.dumps({**row_of(7), "name": name}) + "\n" + json.dumps(row_of(7)))
    long, short = payloads_of(program, rows, 0)
    assert json.loads(long)["body"]["text"]["text"].startswith(f"Hi {name}, your")
    assert json.loads(short)["reference"] == "order-JC-0000007"


@needs_compiler
def test_a_file_without_rows_has_no_payloads(program: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.ndjson"
    rows.write_bytes(b"")
    assert payloads_of(program, rows, 0) == []


def test_a_c_program_that_takes_a_bad_row_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path, tmp_path)
    program, rows = tmp_path / "program", tmp_path / "2-bad.ndjson"
    program.write_text('#!/bin/sh\necho "{}" > "$2"\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setattr(plain, "build", lambda _: program)
    place.out(REFERENCE).parent.mkdir()
    place.out(REFERENCE).write_text("{}\n")
    verify_bad._hold_c(place, rows)
    place.out(REFERENCE).write_text("")
    with pytest.raises(DifferenceError, match=C):
        verify_bad._hold_c(place, rows)
