from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from arrow_catalog import NAME, ROWS, SCHEMA, TABLE, bundle_alone, compiled, write_catalog

from msgc.arrow import ROW_SCHEMA, Bundle, RowsError, batches, bundle, compile_batches
from msgc.cli.main import run
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import RowCompiler, RowResult
from msgc.recipients.rows import RawRow


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return write_catalog(tmp_path)


@pytest.fixture
def message(catalog: Path) -> Bundle:
    return bundle_alone(catalog)


def in_one_process(catalog: Path, rows: list[dict[str, object]]) -> list[RowResult]:
    compiler = Compiler(Project.open(catalog).message(NAME))
    raw = [RawRow(number, row) for number, row in enumerate(rows, 1)]
    return RowCompiler(compiler, "rows").many(raw)


def test_batches_are_compiled_as_rows_are(catalog: Path) -> None:
    found = compiled(bundle(catalog, NAME), TABLE.to_batches())
    expected = in_one_process(catalog, ROWS)
    assert [row["payload"] for row in found] == [each.payload for each in expected]
    assert [row["fallback"] for row in found] == [each.fallback for each in expected]
    assert [row["row"] for row in found] == [1, 2, 3, 4, 5]
    assert [row["payload"] is None for row in found] == [False, True, False, True, False]
    text = json.loads(found[2]["payload"])["body"]["text"]["text"]
    assert text.startswith("Hoi Cas 😀")
    assert text.endswith("Groet, Acme")


def test_rejected_rows_are_kept_with_their_diagnostics(message: Bundle) -> None:
    found = compiled(message, TABLE.to_batches())
    assert [row["diagnostics"] is None for row in found] == [True, False, True, False, True]
    (bad,) = json.loads(found[1]["diagnostics"])
    assert (bad["code"], bad["row"], bad["message_name"]) == ("MSG507", 2, NAME)
    assert "`phone` holds '0612345678'" in bad["message"]
    missing = json.loads(found[3]["diagnostics"])
    assert [each["code"] for each in missing] == ["MSG506", "MSG506"]
    assert found[3]["fallback"] is None


def test_what_comes_out_are_portable_types(message: Bundle) -> None:
    (batch,) = compile_batches(message, TABLE.to_batches())
    types = [("payload", pa.binary()), ("fallback", pa.binary()), ("row", pa.int64())]
    assert batch.schema == pa.schema([*types, ("diagnostics", pa.string())])
    words = {pa.binary(): "binary", pa.int64(): "bigint", pa.string(): "string"}
    assert ", ".join(f"{each.name} {words[each.type]}" for each in batch.schema) == ROW_SCHEMA


@pytest.mark.parametrize("size", [1, 2, 5])
def test_how_rows_are_batched_does_not_count(message: Bundle, size: int) -> None:
    whole = compiled(message, TABLE.to_batches())
    assert compiled(message, TABLE.to_batches(max_chunksize=size)) == whole
    encoded = TABLE.set_column(1, "name", TABLE["name"].combine_chunks().dictionary_encode())
    empty = pa.RecordBatch.from_pylist([], SCHEMA)
    assert compiled(message, [empty, *encoded.to_batches(max_chunksize=size)]) == whole
    assert compiled(message, []) == []


def test_a_large_batch_goes_in_slices(message: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SLICE", 2)
    found = list(compile_batches(message, TABLE.to_batches()))
    assert [batch["row"].to_pylist() for batch in found] == [[1, 2], [3, 4], [5]]


def test_batches_are_asked_for_one_at_a_time(message: Bundle) -> None:
    asked = []

    def given() -> Iterator[pa.RecordBatch]:
        for _ in range(3):
            asked.append(1)
            yield TABLE.to_batches()[0]

    found = compile_batches(message, given())
    next(found)
    assert len(asked) == 1


def test_what_is_no_record_batch_is_told(message: Bundle) -> None:
    with pytest.raises(TypeError, match=r"not a table: give it `table\.to_batches\(\)`\."):
        compiled(message, TABLE)
    with pytest.raises(TypeError, match=r"not a single one: give it `\[batch\]`\."):
        compiled(message, TABLE.to_batches()[0])
    with pytest.raises(TypeError, match="not a value of type `dict`"):
        compiled(message, [ROWS[0]])


@pytest.mark.parametrize("given", [NAME, ["files"], None])
def test_what_is_no_bundle_is_told(given: object) -> None:
    with pytest.raises(TypeError, match=r"takes a bundle, not a value of type .*`bundle\("):
        next(compile_batches(given, TABLE.to_batches()))  # type: ignore[arg-type]


def test_a_column_whose_name_is_near_is_meant(message: Bundle) -> None:
    table = TABLE.rename_columns([name.replace("phone", "Phone") for name in TABLE.schema.names])
    told = json.loads(compiled(message, table.to_batches())[0]["diagnostics"])
    helps = [each["help"] for each in told if "`phone`" in each["message"]]
    assert helps == ["Did you mean the column `Phone`?"]


def test_columns_are_kept_as_they_came(message: Bundle) -> None:
    (batch,) = compile_batches(message, TABLE.to_batches(), keep=["more", "phone"])
    assert batch.schema.names[:3] == ["more", "phone", "payload"]
    assert batch["phone"].to_pylist() == TABLE["phone"].to_pylist()
    assert batch["more"].to_pylist() == TABLE["more"].to_pylist()
    with pytest.raises(ValueError, match="column `id` to keep"):
        compiled(message, TABLE.to_batches(), keep=["id"])
    made = TABLE.append_column("row", pa.array(range(5)))
    with pytest.raises(ValueError, match="can't be named `row`"):
        compiled(message, made.to_batches(), keep=["row"])


def test_a_column_that_the_message_reads_and_no_variable_can_hold(message: Bundle) -> None:
    table = TABLE.set_column(1, "name", pa.array([b"a"] * 5))
    with pytest.raises(RowsError, match="column `name` is of type binary"):
        compiled(message, table.to_batches())


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_reads_parquet(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    expected = [
        each.payload for each in in_one_process(catalog, ROWS * 120) if each.payload is not None
    ]
    table = pa.concat_tables([TABLE.drop_columns("more")] * 120)
    pq.write_table(table, tmp_path / "people.parquet", row_group_size=400)
    monkeypatch.chdir(catalog)
    rows = str(tmp_path / "people.parquet")
    assert run(["compile", NAME, "-r", rows, "-o", "out.ndjson", "--jobs", jobs]) == 1
    assert (catalog / "out.ndjson").read_bytes() == b"".join(line + b"\n" for line in expected)
    rejects = (catalog / "out.rejected.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in rejects[:3]] == [2, 4, 7]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "isn't a Parquet file"),
        (b"PAR1" + b"\xff" * 99, "breaks off before its end"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_file(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys, data: bytes, said: str
) -> None:
    monkeypatch.chdir(catalog)
    (catalog / "people.parquet").write_bytes(data)
    assert run(["compile", NAME, "-r", "people.parquet", "-o", "out.ndjson"]) == 2
    assert said in capsys.readouterr().err
    assert not (catalog / "out.ndjson").exists()


def test_without_pyarrow_all_else_works(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.chdir(catalog)
    (catalog / "people.csv").write_text("phone,name,total\n+31612345678,Ann,1\n", "utf-8")
    for name in ("pyarrow", "pyspark", "pandas", "numpy"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run(["compile", NAME, "-r", "people.csv", "-o", "out.ndjson"]) == 0
    made = bundle(catalog, NAME)
    with pytest.raises(RowsError, match=r"pip install 'msgc\[parquet\]'"):
        compiled(made, TABLE.to_batches())
    assert run(["compile", NAME, "-r", "people.parquet", "-o", "out.ndjson"]) == 2
