"""What a row's failure knows of the payload that it can't have."""

from __future__ import annotations

from pathlib import Path

from msgc.emit.reference import Failure, Reference
from msgc.evaluate.values import EvalError
from tests.property.fast_help import opened

TEXT = """\
vars: {sku: string, count: integer, tags: [string]}
to: "+31612345678"
channel: any
image: https://cdn.example.com/{{ sku }}.jpg
text: "{{ 12 % count }}"
actions:
  - {for: tag in tags, if: tag != "no", reply: "{{ tag }}"}
  - {if: count > 2, reply: Last}
"""


def failure(folder: Path, row: dict[str, object]) -> tuple[Failure, Reference]:
    message = opened(str(folder), TEXT)
    (plan,) = message.plans.values()
    reference = Reference(plan.payload, message.rules)
    made = reference.compile(row, "en")
    assert isinstance(made, Failure)
    return made, reference


def test_the_origins_of_what_breaks_something(tmp_path: Path) -> None:
    row = {"sku": "a b", "count": 3, "tags": ["no", "yes"]}
    made, reference = failure(tmp_path, row)
    assert made.breaches and made.breaches[0].path in made.origins
    assert made.origins == reference.origins(row, "en")


def test_the_path_of_an_expression_that_fails(tmp_path: Path) -> None:
    row = {"sku": "a", "count": 0, "tags": []}
    made, reference = failure(tmp_path, row)
    assert isinstance(made.error, EvalError)
    assert made.path == list(reference.origins(row, "en"))[-1] != ()
