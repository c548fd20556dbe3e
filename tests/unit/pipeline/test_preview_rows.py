"""Rows that don't fit, and schemas that can't be used: what can be read of them is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.pipeline.previewing import scene_of
from msgc.pipeline.projects import Project
from msgc.preview.model import Choice, Limit, Scene
from msgc.recipients.rows import RawRow
from tests.e2e.cli_help import catalog

CONFIG = 'defaults: {to: "+31612345678"}\n'
ORDER = """\
vars:
  total: number
  product: {label: string, name: {type: string, maxLength: 9}}
  items: [{name: string, count: integer}]
text: |
  {{ total | currency("EUR") }} for {{ product.name }}
  {% for item in items %}
  - {{ item.count | number }} {{ item.name }}
  {% endfor %}
actions:
  - reply: "{{ product.label | truncate(12) }}"
  - reply: Thank you
"""
BUTTON = ("body", "text", "actions", 0, "reply", "text")
BUTTONS, TEXT = BUTTON[:3], ("body", "text", "text")
GOOD: dict[str, object] = {
    "total": 9.5,
    "product": {"label": "Buy", "name": "Lamp"},
    "items": [{"name": "Bulb", "count": 2}],
}


def shown(folder: Path, text: str = ORDER, raw: RawRow | None = None) -> Scene:
    project = Project.open(catalog(folder, {"a.msg.yaml": text}, CONFIG))
    return scene_of(project, Choice("a"), raw, "people.csv" if raw else None)


def texts(scene: Scene) -> tuple[str, str]:
    """The text, and the first button's."""
    assert scene.main is not None
    body = scene.main.payload["body"]
    assert isinstance(body, dict)
    return body["text"]["text"], body["text"]["actions"][0]["reply"]["text"]


def limit_of(scene: Scene, path: tuple[str | int, ...]) -> Limit:
    assert scene.main is not None
    return next(each for each in scene.main.limits if each.path == path)


def test_values_of_a_bad_row_that_can_be_read_are_shown(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "total": "9.5",
        "product": {"name": "Lamp"},
        "items": '[{"name": "Bulb", "count": 2}]',
    }
    scene = shown(tmp_path, raw=RawRow(3, cells, cells=True))
    text, button = texts(scene)
    assert text == "€9.50 for Lamp\n- 2 Bulb"
    assert button == "{{ product.label | truncate(12) }}"


def test_a_value_that_breaks_a_rule_is_shown_as_it_was_read(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "total": "9.5",
        "product": {"name": "A long lamp", "label": "Buy"},
        "items": "[]",
    }
    scene = shown(tmp_path, raw=RawRow(1, cells, cells=True))
    assert texts(scene)[0] == "€9.50 for A long lamp"


def test_what_cant_be_read_is_shown_as_it_was_given(tmp_path: Path) -> None:
    row = {**GOOD, "product": {"label": 7, "name": "Lamp"}}
    row["items"] = [{"name": "Bulb", "count": 2}, {"name": 5, "count": 3}]
    text, button = texts(shown(tmp_path, raw=RawRow(1, row)))
    assert text == "€9.50 for Lamp\n- 2 Bulb\n- 3 5"
    assert button == "7" or button.startswith("{{ product.label")


def test_words_that_stand_in_are_none_that_a_limit_counts(tmp_path: Path) -> None:
    row = {**GOOD, "product": {"name": "Lamp"}}
    scene = shown(tmp_path, raw=RawRow(1, row))
    button = limit_of(scene, BUTTON)
    assert (button.used, button.most, button.state) == (None, 12, "fine")
    assert limit_of(scene, TEXT).used == len("€9.50 for Lamp\n- 2 Bulb")
    assert limit_of(scene, BUTTONS).used == 2


def test_a_list_of_unknown_length_uses_nothing_that_is_known(tmp_path: Path) -> None:
    text = "vars: {n: [string]}\ntext: Hi\nactions: [{for: x in n, reply: '{{ x }}'}]\n"
    assert limit_of(shown(tmp_path, text, RawRow(1, {})), BUTTONS).used is None


def test_a_rows_finding_stands_at_the_part_that_it_concerns(tmp_path: Path) -> None:
    row = {"total": 9.5, "product": {"name": "Lamp"}, "items": [{"name": "Bulb"}]}
    scene = shown(tmp_path, raw=RawRow(3, row))
    at = {note.message.split("`")[1]: note.path for note in scene.notes if note.code == "MSG506"}
    assert at == {"product.label": BUTTON, "items.0.count": TEXT}
    assert scene.main is not None
    assert {note.path for note in scene.main.notes} == {BUTTON, TEXT}


def test_rows_of_a_list_are_counted_whatever_their_words_are(tmp_path: Path) -> None:
    row = "{title: One, rows: [{reply: '{{ y }}'}]}"
    many = "{title: Two, rows: [{for: x in n, reply: '{{ x }}'}]}"
    for rows, known in (
        (f"[{row}]", {"rows": 1, "entries": 1}),
        (f"[{row}, {many}]", {"entries": 2}),
    ):
        text = f"vars: {{n: [string], y: string}}\ntext: Pick\nlist: {rows}\n"
        scene = shown(tmp_path, text, RawRow(1, {}))
        assert scene.main is not None
        counts = {e.unit: e.used for e in scene.main.limits if e.path[-1] == "items"}
        assert {unit: used for unit, used in counts.items() if used is not None} == known


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ('{type: string, pattern: "("}', {"MSG124"}),
        ('{type: string, pattern: "^\\\\p{L}+$"}', {"MSG124"}),
        ("{type: string, enum: [a], multipleOf: 0}", {"MSG124"}),
        ('{type: string, pattern: "^[0-9]{6}$"}', set()),
    ],
)
def test_a_schema_that_cant_be_used_keeps_nothing_from_being_shown(
    tmp_path: Path, schema: str, told: set[str]
) -> None:
    scene = shown(tmp_path, f"vars: {{x: {schema}}}\ntext: Code {{{{ x }}}}\n")
    assert scene.main is not None and scene.made_up
    assert {note.code for note in scene.notes if note.severity == "error"} == told
    assert all(note.place and note.place.line == 1 for note in scene.notes)


def test_a_schema_that_refers_to_what_isnt_there_keeps_nothing_from_being_shown(
    tmp_path: Path,
) -> None:
    text = 'vars: {x: {type: object, properties: {a: {$ref: "#"}}}}\ntext: Code {{ x.a }}\n'
    assert shown(tmp_path, text).main is not None
