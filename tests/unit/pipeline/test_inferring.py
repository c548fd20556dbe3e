"""Which variables of a message without `vars` may be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project

HEAD = 'to: "+31612345678"\n'


def read(folder: Path, **texts: str) -> Message:
    (folder / "templates").mkdir()
    (folder / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    for name, text in texts.items():
        path = folder / f"templates/{name.replace('_', '.')}.msg.yaml"
        path.write_text((HEAD if "_" not in name else "") + text, encoding="utf-8")
    return Project.open(folder).message("m")


def optional(message: Message) -> set[str]:
    return {name for name, field in message.variables.fields.items() if field.optional}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("text: \"{{ a | default('x') }} {{ b }}\"", {"a"}),
        ("text: \"{{ a | default('x') }} {{ a }}\"", set()),
        ("text: \"{{ a | default('x') }} {{ b | d ~ a }}\"", {"b"}),
        ('text: "{% if a is defined %}{{ a | upper }}{% endif %}"', {"a"}),
        ('text: "{% if a is defined %}x{% else %}{{ a }}{% endif %}"', set()),
        ("text: \"{{ a if a is not none else 'x' }}\"", {"a"}),
        ("text: \"{{ a | default('x') }}{% if a == 'y' %}z{% endif %}\"", {"a"}),
        ('text: x\nactions: [{if: a is defined, reply: "{{ a | truncate(9) }}"}]', {"a"}),
        ('text: x\nactions: [{if: a is defined, reply: B}, {reply: "{{ a }}"}]', set()),
        ('image: "https://e.com/a.png"\naltText: "{{ a | default(omit) }}"', {"a"}),
        ('text: "{{ a | default(\'x\') }}"\ntags: ["{{ a }}"]', set()),
    ],
)
def test_a_variable_that_is_needed_nowhere_is_optional(
    tmp_path: Path, text: str, wanted: set[str]
) -> None:
    message = read(tmp_path, m=text)
    assert (optional(message), [d.code for d in message.found if d.is_error]) == (wanted, [])


def test_all_texts_of_a_message_count(tmp_path: Path) -> None:
    default = "text: \"{{ a | default('x') }} {{ b | default('x') }}\""
    message = read(tmp_path, m=default, m_nl='text: "{{ a }}"')
    assert optional(message) == {"b"}


def test_a_default_hides_no_wrong_type(tmp_path: Path) -> None:
    message = read(tmp_path, m="text: \"{{ a | default(0) | currency('EUR') }}\"")
    assert [each.code for each in message.found] == ["MSG206"]
    assert optional(message) == set()
