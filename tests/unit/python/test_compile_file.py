"""`compile_file`: what `msgc compile -r` does."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import msgc
from msgc.cli.main import cli

ROW = '{"phone": "+31612345678", "name": "N%d"}\n'


@pytest.fixture
def message(shop: Path) -> msgc.Message:
    return msgc.Catalog.load(shop)["hello"]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.ndjson"
    path.write_text("".join(ROW % n for n in range(3000)) + '{"name": "x"}\n', encoding="utf-8")
    return path


def test_it_makes_the_files_that_the_command_makes(
    message: msgc.Message, people: Path, shop: Path, tmp_path: Path
) -> None:
    result = message.compile_file(people, tmp_path / "own/payloads.ndjson")
    assert (result.rows, result.made, result.rejected) == (3001, 3000, 1)
    assert {each.code for each in result.findings} == {"MSG506"}
    words = ["compile", "hello", "-C", str(shop), "-r", str(people), "-o"]
    other = tmp_path / "other/payloads.ndjson"
    done = CliRunner().invoke(cli, [*words, str(other)], standalone_mode=False)
    assert done.return_value == 1
    for path in (result.payloads, result.rejects, result.manifest):
        assert path is not None
        assert path.read_bytes() == (other.parent / path.name).read_bytes()


def test_without_a_place_it_writes_to_out(message: msgc.Message, people: Path, shop: Path) -> None:
    result = message.compile_file(people, limit=2)
    assert result.payloads == shop / "out/hello.ndjson"
    assert (result.rows, result.rejects, result.fallbacks) == (2, None, None)
    assert (shop / "out/.gitignore").is_file()


@pytest.mark.parametrize("options", [{"jobs": 2}, {"engine": "reference"}])
def test_the_bytes_are_the_same_however_they_are_made(
    message: msgc.Message, people: Path, options: dict[str, object]
) -> None:
    one, two, rejects = io.BytesIO(), io.BytesIO(), io.BytesIO()
    message.compile_file(people, one)
    result = message.compile_file(people, two, rejects, **options)
    assert one.getvalue() == two.getvalue() != b""
    assert (result.payloads, json.loads(rejects.getvalue())["row"]) == (None, 3001)


def test_recipients_can_be_a_stream(message: msgc.Message) -> None:
    out = io.BytesIO()
    rows = io.BytesIO(b"phone\n+31612345678\n")
    message.compile_file(rows, out, format="csv", values={"name": "Bo"})
    assert json.loads(out.getvalue())["body"]["text"]["text"] == "Hi Bo!"
    assert not rows.closed


def test_a_stream_of_recipients_needs_nothing_but_read(message: msgc.Message) -> None:
    class Rows:
        read = io.BytesIO(b'{"phone": "+31612345678", "name": "Bo"}\n' * 2).read

    out = io.BytesIO()
    message.compile_file(Rows(), out)  # type: ignore[arg-type]
    assert out.getvalue().count(b"Hi Bo!") == 2


def test_a_strict_run_stops_at_the_first_rejected_row(
    message: msgc.Message, people: Path, tmp_path: Path
) -> None:
    with pytest.raises(msgc.RejectedError, match="row 3001") as error:
        message.compile_file(people, tmp_path / "no.ndjson", strict=True)
    assert error.value.row == 3001
    assert not (tmp_path / "no.ndjson").exists()


def test_what_cant_be_done_raises(message: msgc.Message, people: Path, tmp_path: Path) -> None:
    with pytest.raises(msgc.FormatError, match="doesn't tell its format"):
        message.compile_file(tmp_path / "people")
    with pytest.raises(msgc.FormatError, match="no format `xls`"):
        message.compile_file(people, format="xls")
    with pytest.raises(msgc.ValuesError, match="nmae"):
        message.compile_file(people, values={"nmae": "Bo"})
    with pytest.raises(msgc.OutputError, match="is an input"):
        message.compile_file(people, people)
    with pytest.raises(msgc.OutputError, match="no plain file"):
        message.compile_file(people, "/dev/null")
    with pytest.raises(ValueError, match="no engine `slow`"):
        message.compile_file(people, engine="slow")


def test_recipients_that_cant_be_read_say_why(message: msgc.Message, tmp_path: Path) -> None:
    with pytest.raises(msgc.RecipientsError, match="can't be read") as error:
        message.compile_file(tmp_path / "none.csv")
    assert error.value.is_unreadable
    (tmp_path / "bad.csv").write_text("phone,phone\n", encoding="utf-8")
    with pytest.raises(msgc.RecipientsError) as error:
        message.compile_file(tmp_path / "bad.csv", tmp_path / "no.ndjson")
    assert ([each.code for each in error.value.findings], error.value.is_unreadable) == (
        ["MSG502"],
        False,
    )
