"""Apache Spark, two executors of one core each in processes of their own, over `file:` paths."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from pyspark.sql import DataFrame, SparkSession

from msgc.arrow import ROW_SCHEMA, Bundle, bundle, compile_batches

MASTER = "local-cluster[2,1,1024]"
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    # Not before both executors are there, and whichever is free takes a task.
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "300s",
    "spark.locality.wait": "0",
    # Several batches in a task, so that one can fail in the middle.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
    "spark.sql.files.maxPartitionBytes": "4096",
    "spark.sql.files.openCostInBytes": "4096",
    # Nothing of what is compiled may hang on it.
    "spark.sql.session.timeZone": "Pacific/Auckland",
}
CATALOG = {
    "msgc.yaml": 'defaults: {to: "{{ phone }}"}\n',
    "templates/_footer.txt": "Yours, Acme",
    "templates/orders/shipped.msg.yaml": """\
vars:
  phone: phone
  order: {id: string, total: number, on: date, lines: [{name: string, count: integer}]}
  at: datetime
  note: optional string
samples:
  one:
    phone: "+31612345678"
    order: {id: A-1, total: 2.5, on: 2026-01-31, lines: [{name: Cup, count: 1}]}
    at: 2026-01-31T09:00:00Z
text: |
  {{ order.id }}: {{ order.total | currency("EUR") }} on {{ order.on | date }} at {{ at }}
  {% for line in order.lines %}{{ line.count }} x {{ line.name }}; {% endfor %}
  {% if note %}{{ note }}{% endif %}{% include "_footer.txt" %}
fallback: {template: t, locale: en, parameters: {id: "{{ order.id }}"}}
""",
    "templates/orders/shipped.nl.msg.yaml": "fallback: {locale: nl}\n",
}
NAME = "orders/shipped"
FILES, ROWS_OF_FILE = 5, 60
COUNT = FILES * ROWS_OF_FILE
KEPT_SCHEMA = f"id bigint, {ROW_SCHEMA}"
LINES = pa.list_(pa.struct([("name", pa.string()), ("count", pa.int32())]))
ORDER = pa.struct(
    [("id", pa.string()), ("total", pa.decimal128(12, 2)), ("on", pa.date32()), ("lines", LINES)]
)
PEOPLE = pa.schema(
    [
        ("id", pa.int64()),
        ("phone", pa.string()),
        ("order", ORDER),
        ("at", pa.timestamp("us", "UTC")),
        ("note", pa.string()),
        ("locale", pa.string()),
        ("unused", pa.binary()),
    ]
)
MIDNIGHT = datetime(2026, 3, 29, tzinfo=UTC)

Batches = Iterator[pa.RecordBatch]


def person(number: int) -> dict[str, object]:
    lines = [{"name": f"Cup “{i}” 😀\n", "count": i} for i in range(number % 3)]
    order = {
        "id": f"A-{number}",
        "total": Decimal(number * 37) / 100,
        "on": date(2026, 1, 1) + timedelta(number),
        "lines": lines,
    }
    return {
        "id": number,
        "phone": "0612345678" if number % 17 == 3 else f"+3161{number:07}",
        "order": None if number % 50 == 7 else order,
        "at": MIDNIGHT + timedelta(hours=number, microseconds=number * 1000),
        "note": f'"{number}"' if number % 2 else None,
        "locale": "nl" if number % 3 else None,
        "unused": b"\xff",
    }


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with `people.parquet`, a folder of several files."""
    folder = tmp_path_factory.mktemp("catalog")
    for name, text in CATALOG.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "people.parquet").mkdir()
    for part in range(FILES):
        numbers = range(part * ROWS_OF_FILE, (part + 1) * ROWS_OF_FILE)
        table = pa.Table.from_pylist([person(number) for number in numbers], PEOPLE)
        pq.write_table(table, folder / "people.parquet" / f"part-{part}.parquet")
    return folder


@pytest.fixture(scope="session")
def message(folder: Path) -> Bundle:
    return bundle(folder, NAME)


@pytest.fixture(scope="session")
def expected(folder: Path, message: Bundle) -> dict[int, tuple[object, ...]]:
    """What one process makes, by the row's id; the rows' numbers are those of a task's stream."""
    batches = pq.read_table(folder / "people.parquet").to_batches()
    return by_id(pa.Table.from_batches(compile_batches(message, batches, keep=["id"])))


def by_id(table: pa.Table) -> dict[int, tuple[object, ...]]:
    found = table.to_pylist()
    assert len(found) == len({row["id"] for row in found}), "a row stands twice"
    return {
        row["id"]: (row["payload"], row["fallback"], row["diagnostics"] is None) for row in found
    }


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where Spark is; executors write to `work` in it, so it is a copy made of links."""
    home = tmp_path_factory.mktemp("spark")
    (home / "work").mkdir()
    for path in Path(pyspark.__file__).parent.iterdir():
        if path.name != "work":
            (home / path.name).symlink_to(path)
    return {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(tmp_path_factory.mktemp("local")),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }


@pytest.fixture(scope="session")
def spark(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master(MASTER).appName("msgc")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        warehouse = str(tmp_path_factory.mktemp("warehouse"))
        session = builder.config("spark.sql.warehouse.dir", warehouse).getOrCreate()
        yield session
        session.stop()


def people(spark: SparkSession, folder: Path) -> DataFrame:
    return spark.read.parquet(f"file:{folder}/people.parquet")


def compiling(
    message: Bundle, before_row: Callable[[int], None] = lambda row: None
) -> Callable[[Batches], Batches]:
    """Return what each task runs; `before_row` is told the number of each batch's first row."""

    def run(batches: Batches) -> Batches:
        for batch in compile_batches(message, batches, keep=["id"]):
            before_row(batch["row"][0].as_py())
            yield batch

    return run


def test_the_same_payloads_as_one_process_from_two_workers(
    spark: SparkSession, folder: Path, message: Bundle, expected: dict, tmp_path: Path
) -> None:
    def tell_process(row: int) -> None:
        (tmp_path / str(os.getppid())).touch()

    rows = people(spark, folder)
    assert rows.rdd.getNumPartitions() > 2
    found = rows.mapInArrow(compiling(message, tell_process), KEPT_SCHEMA).toArrow()
    assert by_id(found) == expected
    assert len(expected) == COUNT
    assert len(list(tmp_path.iterdir())) == 2


def test_rejects_are_kept(
    spark: SparkSession, folder: Path, message: Bundle, expected: dict, tmp_path: Path
) -> None:
    made = people(spark, folder).mapInArrow(compiling(message), KEPT_SCHEMA)
    made.write.parquet(f"file:{tmp_path}/made")
    table = pq.read_table(tmp_path / "made")
    assert by_id(table) == expected
    rejected = {id for id, (payload, _, _) in expected.items() if payload is None}
    assert rejected == {n for n in range(COUNT) if n % 17 == 3 or n % 50 == 7}
    told = [row for row in table.to_pylist() if row["payload"] is None]
    assert {row["id"] for row in told} == rejected
    assert all("MSG50" in row["diagnostics"] and row["fallback"] is None for row in told)


def test_a_killed_task_is_retried_without_a_row_twice_or_lost(
    spark: SparkSession, folder: Path, message: Bundle, expected: dict, tmp_path: Path
) -> None:
    marker = tmp_path / "killed"

    def be_killed_once(row: int) -> None:
        if row > 1 and not marker.exists():
            marker.write_text(str(os.getpid()), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)

    made = people(spark, folder).mapInArrow(compiling(message, be_killed_once), KEPT_SCHEMA)
    made.write.parquet(f"file:{tmp_path}/made")
    assert marker.exists()
    assert by_id(pq.read_table(tmp_path / "made")) == expected


def test_the_documented_form_by_spark_submit(
    environment: dict[str, str], folder: Path, expected: dict
) -> None:
    words = ("--master", "local[2]", "--conf", "spark.ui.enabled=false")
    submit = f"{environment['SPARK_HOME']}/bin/spark-submit"
    command = [submit, *words, Path(__file__).with_name("shipped.py")]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert sorted(_lines(folder / "payloads")) == sorted(p for p, *_ in expected.values() if p)
    rejected = [json.loads(line) for line in _lines(folder / "rejected")]
    told = sorted(each["phone"] for each in rejected if "MSG50" in each["diagnostics"])
    assert told == sorted(person(id)["phone"] for id, each in expected.items() if not each[0])


def _lines(parts: Path) -> list[bytes]:
    return b"".join(path.read_bytes() for path in parts.glob("part-*")).splitlines()
