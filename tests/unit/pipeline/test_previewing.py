"""Messages as a preview shows them: parts with their places, limits with their reach, findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.check.breach import Path as Way
from msgc.pipeline.previewing import listed, scene_of
from msgc.pipeline.projects import Project
from msgc.preview.model import Choice, Limit, Picture, Scene
from msgc.recipients.rows import RawRow
from tests.e2e.cli_help import catalog

CONFIG = 'constants: {brand: Acme}\ndefaults:\n  to: "{{ phone }}"\n'
SHIPPED = """\
description: Sent when it leaves.
vars: {phone: phone, name: {type: string, maxLength: 30}, items: [{name: string}]}
samples:
  typical: {phone: "+31612345678", name: Ann, items: [{name: Lamp}, {name: Cup}]}
  other: {phone: "+31612345678", name: Bob, items: []}
text: |
  Hi {{ name }} from {{ brand }}
  {% for item in items %}
  - {{ item.name }}
  {% endfor %}
  Bye
  {% include "_end.txt" %}
actions:
  - for: item in items
    reply: "{{ item.name }}"
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
"""
DUTCH = "text: Hoi {{ name }}, {{ items | length }}\n"
TEXT: Way = ("body", "text", "text")


def project(folder: Path, text: str = SHIPPED, **more: str) -> Project:
    files = {"a.msg.yaml": text, "a.nl.msg.yaml": DUTCH, "_end.txt": "See {{ name }}\n", **more}
    return Project.open(catalog(folder, files, CONFIG))


def shown(folder: Path, text: str = SHIPPED, **choice: str) -> Scene:
    return scene_of(project(folder, text), Choice("a", **choice))  # type: ignore[arg-type]


def picture(scene: Scene) -> Picture:
    assert scene.main is not None
    return scene.main


def text_of(scene: Scene) -> str:
    body = picture(scene).payload["body"]
    assert isinstance(body, dict)
    return str(body["text"]["text"])


def limit_of(scene: Scene, path: Way) -> Limit:
    return next(each for each in picture(scene).limits if each.path == path)


def test_the_first_sample_is_shown_and_others_are_told(tmp_path: Path) -> None:
    scene = shown(tmp_path)
    assert (scene.choice.sample, scene.samples, scene.locales) == (
        "typical",
        ("typical", "other"),
        ("nl",),
    )
    assert (scene.kind, scene.description) == ("text", "Sent when it leaves.")
    assert {note.severity for note in scene.notes} == {"warning"}
    assert text_of(scene) == "Hi Ann from Acme\n- Lamp\n- Cup\nBye\nSee Ann"
    assert scene.fallback is not None and "template" in scene.fallback.payload
    assert '"name": "Ann"' in scene.row_json


def test_what_is_shown_is_what_compile_makes(tmp_path: Path) -> None:
    made = project(tmp_path)
    for result in made.samples("a"):
        assert result.compiled is not None
        scene = scene_of(made, Choice("a", result.name))
        assert picture(scene).payload == result.compiled.payload
        assert scene.fallback is not None and scene.fallback.payload == result.compiled.fallback


def test_each_line_of_a_text_knows_its_own(tmp_path: Path) -> None:
    scene = shown(tmp_path)
    text, stretches = text_of(scene), picture(scene).stretches[TEXT]
    at = {text[s.start :].split("\n")[0]: (s.place.file, s.place.line) for s in stretches}
    own = "templates/a.msg.yaml"
    assert at["Hi Ann from Acme"] == (own, 7)
    assert at["- Lamp"] == at["- Cup"] == (own, 9)
    assert at["Bye"] == (own, 11)
    assert at["See Ann"] == ("templates/_end.txt", 1)
    assert {text[s.start :][:3] for s in stretches if s.is_data} == {"Ann", "Acm", "Lam", "Cup"}


def test_repeated_buttons_lead_to_the_line_that_repeats_them(tmp_path: Path) -> None:
    places = picture(shown(tmp_path)).places
    for index in range(2):
        assert places["body", "text", "actions", index, "reply", "text"].line == 15


def test_limits_tell_what_is_used_and_what_can_be_reached(tmp_path: Path) -> None:
    scene = shown(tmp_path)
    assert limit_of(scene, TEXT).limit == 1024
    assert limit_of(scene, TEXT).used == len(text_of(scene))
    assert limit_of(scene, TEXT).most is None, "the list's names have no bound"
    buttons = limit_of(scene, ("body", "text", "actions"))
    assert (buttons.used, buttons.most, buttons.limit, buttons.state) == (2, None, 3, "risky")


def test_a_bound_in_vars_bounds_the_reach(tmp_path: Path) -> None:
    text = "vars: {phone: phone, name: {type: string, maxLength: 30}}\ntext: Hi {{ name }}\n"
    found = limit_of(shown(tmp_path, text), TEXT)
    assert (found.most, found.state) == (33, "fine")


def test_sections_and_the_rows_of_all_are_counted_each_by_itself(tmp_path: Path) -> None:
    rows = "[{title: One, rows: [{reply: A}, {reply: B}]}, {title: Two, rows: [{reply: C}]}]"
    scene = shown(tmp_path, f'to: "+31612345678"\ntext: Pick\nlist: {rows}\n')
    counted = {each.unit: each.used for each in picture(scene).limits if each.path[-1] == "items"}
    assert counted == {"entries": 2, "rows": 3}


def test_a_locale_is_shown_for_any_sample(tmp_path: Path) -> None:
    scene = shown(tmp_path, sample="other", locale="nl")
    assert text_of(scene) == "Hoi Bob, 0"
    assert picture(scene).places[TEXT].file == "templates/a.nl.msg.yaml"
    assert shown(tmp_path / "b", locale="fr").choice.locale is None


def test_a_sample_that_is_gone_is_the_first(tmp_path: Path) -> None:
    assert shown(tmp_path, sample="gone").choice.sample == "typical"


def test_a_row_of_a_file(tmp_path: Path) -> None:
    data: dict[str, object] = {"phone": "+31612345678", "name": "Eve", "items": "[]"}
    scene = scene_of(project(tmp_path), Choice("a"), RawRow(7, data, cells=True), "people.csv")
    assert (scene.choice.row, scene.choice.sample, scene.rows) == (7, None, "people.csv")
    assert text_of(scene).startswith("Hi Eve")


def test_a_row_that_doesnt_fit_is_shown_with_its_faults(tmp_path: Path) -> None:
    data: dict[str, object] = {"phone": "0612", "name": "Eve"}
    scene = scene_of(project(tmp_path), Choice("a"), RawRow(7, data), "people.csv")
    told = [note.message for note in scene.notes if note.severity == "error"]
    assert len(told) == 2 and all(each.startswith("row 7: ") for each in told)
    assert text_of(scene).startswith("Hi Eve")


def test_a_row_that_breaks_a_limit_says_so_at_its_part(tmp_path: Path) -> None:
    data: dict[str, object] = {
        "phone": "+31612345678",
        "name": "Eve",
        "items": [{"name": "x" * 21}],
    }
    scene = scene_of(project(tmp_path), Choice("a"), RawRow(1, data), "people.csv")
    path = ("body", "text", "actions", 0, "reply", "text")
    assert ("MSG404", path) in {(note.code, note.path) for note in scene.notes}
    assert limit_of(scene, path).state == "over"


def test_a_message_without_samples_has_a_row_made_up(tmp_path: Path) -> None:
    scene = shown(tmp_path, "vars: {phone: phone, name: string}\ntext: Hi {{ name }}\n")
    assert (scene.made_up, text_of(scene)) == (True, "Hi name")


def test_half_written_words_are_shown_as_they_are_written(tmp_path: Path) -> None:
    text = SHIPPED.replace("Hi {{ name }}", "Hi {{ nmae }}")
    scene = shown(tmp_path, text)
    assert text_of(scene).startswith("Hi {{ nmae }} from Acme\n- Lamp")
    (note,) = [note for note in scene.notes if note.code == "MSG203"]
    assert (note.path, note.place and note.place.line) == (TEXT, 7)


@pytest.mark.parametrize(
    "text",
    ['text: "Hi\n', "", "- a\n", "text: {a: b}\n", "list: 5\ntext: x\n", "\x00", "vars: 5\n"],
)
def test_what_cant_be_read_is_told(tmp_path: Path, text: str) -> None:
    scene = shown(tmp_path, text)
    assert any(note.severity == "error" for note in scene.notes)
    assert scene.files[0].name == "templates/a.msg.yaml"


def test_findings_of_the_fallback_stand_there(tmp_path: Path) -> None:
    long = SHIPPED.replace('{name: "{{ name }}"}', '{name: "a\\nb"}')
    scene = shown(tmp_path, long)
    assert scene.fallback is not None
    assert scene.notes and all(note.is_fallback for note in scene.notes if note.path)
    assert scene.fallback.notes and not picture(scene).notes


def test_findings_in_included_words_stand_at_the_text(tmp_path: Path) -> None:
    made = project(tmp_path, **{"_end.txt": "See {{ nobody }}\n"})
    (note,) = [each for each in scene_of(made, Choice("a")).notes if each.code == "MSG203"]
    assert note.place is not None and note.place.file == "templates/_end.txt"
    files = [each.name for each in scene_of(made, Choice("a")).files]
    assert files[0] == "templates/a.msg.yaml" and "templates/_end.txt" in files


PROJECT = """\
template: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318
version: 71c0f3b8-5a92-4d1e-8f47-e3b6092d5ca1
locale: en
parameters: {name: Ann}
variables: {order: A-1001}
"""


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (PROJECT, "MSG440", ("template", "variables")),
        ("image: https://e.com/a.jpg\ntext: >\n" + "  far too long\n" * 99, "MSG408", None),
    ],
)
def test_findings_at_a_key_stand_at_what_it_makes(
    tmp_path: Path, text: str, code: str, path: Way | None
) -> None:
    scene = shown(tmp_path, f'to: "+31612345678"\n{text}')
    (note,) = [each for each in scene.notes if each.code == code]
    assert note.path == path if path else note.path is not None
    assert note in picture(scene).notes


def test_the_list_counts_what_is_wrong(tmp_path: Path) -> None:
    found = listed(project(tmp_path, SHIPPED.replace("{{ name }} from", "{{ nmae }} from")), "a")
    assert (found.kind, found.errors) == ("text", 1)


def test_an_unknown_message(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        scene_of(project(tmp_path), Choice("gone"))
