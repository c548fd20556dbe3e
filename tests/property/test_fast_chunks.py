"""Lines of NDJSON through the fast readers and programs: what the definition makes of each row."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgc.bulk.jobs import compile_blocks
from msgc.bulk.rejects import reject_line
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.ndjson import ndjson_rows
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.rows import RowsSource
from msgc.report.json import diagnostic_dict
from tests.kernel_help import by_each, same
from tests.property.fast_help import opened

PLAIN = """\
vars:
  sku: string
  name: string
  count: integer
"""
VARS = f"""\
{PLAIN}\
  vip: boolean
  nick: optional string
  items: [{{name: string, count: integer}}]
"""
TO = 'to: "+31612345678"\n'
BODIES = {
    "plain": 'text: "{{ count }}: {{ name }}, {{ sku }}"\n',
    "image": 'image: https://cdn.example.com/{{ sku }}.jpg?n={{ count }}\naltText: "{{ name }}"\n',
    "text": "text: |\n  Hi {{ nick | default(name) | replace('a', '<a>') }}, {{ count }}.\n"
    "  {{ 'VIP' if vip else '' }} {{ name | upper }}: {{ sku }}\n",
    "list": """\
text: "{{ name }}"
button: Pick
list:
  - title: Today
    rows:
      - {for: item in items, reply: "{{ item.name }}", description: "{{ item.count }}"}
      - {if: vip, reply: "{{ sku }}"}
      - {if: count > 2, postback: Three, payload: "{{ name }}"}
      - {reply: Last}
""",
}
TEXTS = st.sampled_from(
    [
        *("a", "Ann", "", "a b", "LA-1_.~", "é", "“x”", '"', "\\", "\\bu", "a\r", "a\n", "٣"),
        *("a\r\n", "\x7f", "a\u202eb", "\x0b", "\x1c", "\x85", "\ud800", "%2", "a" * 80),
        *("日本🔔", "x:y", "/"),
    ]
)
NUMBERS = st.sampled_from([0, 1, 3, 11, -1, 2**63, 10**30, 1.0, 1.5, True, None, "3"])
ITEMS = st.lists(st.fixed_dictionaries({"name": TEXTS, "count": NUMBERS}), max_size=3)
GOOD = {"sku": "LA1", "name": "Ann", "count": 3, "vip": True, "items": []}
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "sku": TEXTS | NUMBERS,
        "name": TEXTS,
        "count": NUMBERS,
        "nick": TEXTS | NUMBERS,
        "vip": st.sampled_from([True, False, 0, None]),
        "items": ITEMS,
        "other": TEXTS,
    },
)
# What stands between two rows, and need not be a line break alone.
GLUE = st.sampled_from(
    ["\n"] * 9 + ["\r\n", "\n\n", " \n", "\n{}\n", "\n{} {}\n", "{}\n", "\n[1\n"]
)


@pytest.fixture(scope="module", params=BODIES)
def message(request: pytest.FixtureRequest) -> Any:
    with TemporaryDirectory() as folder:
        variables = PLAIN if request.param == "plain" else VARS
        yield opened(folder, variables + TO + BODIES[request.param])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(CHANGES, GLUE), min_size=1, max_size=12), copies=st.integers(1, 5))
def test_lines_come_to_what_the_definition_makes_of_them(
    message: Message, rows: list[tuple[dict[str, Any], str]], copies: int
) -> None:
    good = good_row(message)
    lines = [json.dumps({**good, **changes}) + glue for changes, glue in rows]
    data = "".join(lines * copies).encode()
    assert by_each(lambda: by_chunks(message, data)) == same(by_definition(message, data))


def test_good_rows_have_payloads_and_a_bad_one_is_named(message: Message) -> None:
    rows: list[dict[str, object]] = [{**good_row(message), "sku": f"LA-{i}"} for i in range(600)]
    rows[300]["count"] = True
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    payloads, rejected = wanted = by_definition(message, data)
    assert payloads.count(b"\n") == len(rows) - 1
    assert [json.loads(each)["row"] for each in rejected] == [301]
    assert by_each(lambda: by_chunks(message, data)) == same(wanted)


@pytest.mark.parametrize("place", [0, 1, 30, 31, 32, 33, 63, 64, 100])
@pytest.mark.parametrize("odd", ["", " ", "{}", "[1", '{"count": true}', "\r"])
def test_an_odd_line_at_any_place_costs_its_neighbours_nothing(
    message: Message, place: int, odd: str
) -> None:
    lines = [json.dumps({**good_row(message), "sku": f"LA-{i}"}) for i in range(101)]
    lines.insert(place, odd)
    for text in ("\n".join(lines), "".join(f"{line}\n" for line in lines)):
        wanted = by_definition(message, text.encode())
        assert by_each(partial(by_chunks, message, text.encode())) == same(wanted)


def good_row(message: Message) -> dict[str, object]:
    return {name: value for name, value in GOOD.items() if name in message.variables.fields}


def by_definition(message: Message, data: bytes) -> tuple[bytes, list[bytes]]:
    results = RowCompiler(Compiler(message), "rows", False).many(
        ndjson_rows(source(data), BytesIO(data))
    )
    made = b"".join([each.payload + b"\n" for each in results if each.payload is not None])
    refused = [each for each in results if each.payload is None]
    return made, [reject_line(each, diagnostic_dict) for each in refused]


def by_chunks(message: Message, data: bytes) -> tuple[bytes, list[bytes]]:
    compiler = RowCompiler(Compiler(message), "rows")
    quick = quick_reader("ndjson", compiler.compiler.reader)
    assert quick is not None
    batches = list(compile_blocks(compiler, open_blocks(source(data), quick), quick))
    rejected = [reject_line(each, diagnostic_dict) for b in batches for each in b.rejected]
    return b"".join(batch.payloads for batch in batches), rejected


def source(data: bytes) -> RowsSource:
    return RowsSource("rows", "ndjson", lambda: BytesIO(data))
