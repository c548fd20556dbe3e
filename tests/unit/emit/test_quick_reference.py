"""What refuses rows sooner than the reference: the same failures, and payloads left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit import reference as slow
from msgc.emit.quick_reference import QuickReference
from msgc.emit.reference import Failure, Reference
from tests.property.fast_help import opened

TEXTS = """\
vars: {sku: string, count: integer, name: string}
to: "+31612345678"
image: https://cdn.example.com/{{ sku }}.jpg
altText: "{{ name }}"
text: "{{ 12 % count }} {{ name }}"
actions:
  - {reply: "{{ name }}"}
"""
SHAPES = TEXTS + '  - {if: count > 2, reply: "{{ name }}"}\n'
LEFT_OUT = TEXTS.replace('altText: "{{ name }}"', 'altText: "{{ omit if count > 2 else name }}"')
MESSAGES = {"texts": TEXTS, "shapes": SHAPES, "left out": LEFT_OUT}
WORDS = st.text(st.sampled_from("ab /%é`\n*_~\t"), max_size=30) | st.just("long" * 20)
ROWS = st.fixed_dictionaries({"sku": WORDS, "count": st.integers(0, 4), "name": WORDS})

Row = dict[str, object]


def told(made: object) -> object:
    """Return what an outcome says; of an expression that fails, its error is another each time."""
    if not isinstance(made, Failure) or made.error is None:
        return made
    error = made.error
    return made.path, error.code, error.message, error.span, error.help, made.origins


@pytest.fixture(scope="module", params=MESSAGES)
def references(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Reference, Reference]:
    folder = tmp_path_factory.mktemp("catalog")
    message = opened(str(folder), MESSAGES[request.param])
    (plan,) = message.plans.values()
    given = plan.payload, message.rules
    return Reference(*given), QuickReference(*given)


@given(ROWS)
def test_each_row_comes_to_the_same(references: tuple[Reference, Reference], row: Row) -> None:
    definition, quick = references
    assert told(quick.compile(row, "en")) == told(definition.compile(row, "en"))


def made_alone(folder: Path, text: str, row: Row, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return what a row comes to where no whole payload can be verified."""
    message = opened(str(folder), text)
    (plan,) = message.plans.values()
    quick = QuickReference(plan.payload, message.rules)
    monkeypatch.setattr(slow, "breaches", None)
    return quick.compile(row, "en")


REFUSED: Row = {"sku": "a b", "count": 1, "name": "Ann"}


def test_texts_are_refused_without_a_payload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_alone(tmp_path, TEXTS, REFUSED, monkeypatch)
    assert isinstance(made, Failure) and [each.code for each in made.breaches] == ["MSG309"]


@pytest.mark.parametrize("text", [SHAPES, LEFT_OUT])
def test_what_has_many_shapes_is_left_to_the_reference(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TypeError):
        made_alone(tmp_path, text, {**REFUSED, "count": 3}, monkeypatch)
