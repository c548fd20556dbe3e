"""What messages commonly say is written by programs that can be kept, and needs nothing else."""

from __future__ import annotations

import json

import pytest

from tests.property.speed_runs import opened_catalog, written
from tests.property.test_kept_plans import by_kept, kept

VARS = """\
vars:
  name: string
  n: integer
  tags: [string]
  ns: [integer]
  note: optional string
  lines: [{name: string, count: integer}]
to: "+31612345678"
channel: any
"""
TEXTS = (
    *("{{ tags | join(', ') }}", "{{ tags | first | default('-') }}", "{{ tags | last }}"),
    *("{{ tags | sort | join }}", "{{ tags | unique | join }}", "{{ tags | reverse | join }}"),
    *("{{ lines | map(attribute='name') | join }}", "{{ tags | map('upper') | join }}"),
    *("{{ tags | select('eq', 'a') | list | length }}", "{{ ns | min | default(0) }}"),
    *("{{ name[1:4] }}", "{{ tags[0] | default('-') }}", "{{ (lines | first).name }}"),
    *("{{ n + 1 }}", "{{ n % 7 }}", "{{ n * 3 - 1 }}", "{{ (note | default(name)) + name }}"),
    *("{{ locale | default('en') }}", "{{ 'x' if name in ['a', 'b'] else 'y' }}"),
    *("{% for x in tags if x != name %}{{ loop.index }}{{ x }}{% endfor %}",),
    *("{% for x in lines | sort(attribute='count') %}{{ x.name }}{% endfor %}",),
)
ROWS: list[dict[str, object]] = [
    {
        "name": f"Ann {place}",
        "n": place,
        "tags": ["b", f"Ann {place}", "a", "b"],
        "ns": [3, place],
        "lines": [{"name": "Tea", "count": 2}, {"name": "Cup", "count": place}],
    }
    for place in range(20)
]


def keeps(fields: dict[str, object], **more: object) -> None:
    data = "".join(json.dumps({**row, **more}) + "\n" for row in ROWS).encode()
    body = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    with opened_catalog({"m.msg.yaml": VARS + body}) as message:
        document = kept(message, 1)
        assert document is not None
        wanted = written(message, "ndjson", data, fast=False)
        assert by_kept(message, document, "ndjson", data) == (wanted, True)


@pytest.mark.parametrize("text", TEXTS)
def test_a_common_expression_is_kept(text: str) -> None:
    keeps({"text": f"Hi {text}."})


def test_the_locale_of_a_row_is_a_column() -> None:
    keeps({"text": "Hi {{ locale | default('en') }}."}, locale="nl")


def test_entries_with_a_loop_and_a_condition_are_kept() -> None:
    entries = [{"for": "x in tags", "if": "x != name", "reply": "{{ x }}{{ loop.index }}"}]
    keeps({"text": "Hi", "actions": [*entries, {"if": "n > 3", "reply": "End"}]})
