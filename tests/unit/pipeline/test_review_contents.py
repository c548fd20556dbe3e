"""What a message is for a review: its places in files don't count, all that is sent does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msgc.pipeline import Project
from msgc.pipeline.review.comparing import Side, compare
from msgc.pipeline.review.contents import content_of
from tests.unit.pipeline.catalog_help import project

ROOT = Path(__file__).parents[3]
VARS = "vars: {n: integer, b: boolean, l: {type: array, items: {type: string}}}\n"


def sent(folder: Path, message: str, config: str = "") -> object:
    folder.mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "templates/_piece.txt").write_text("x{{ n }}\n", "utf-8")
    opened = project(folder, VARS + message, config)
    assert opened.message("m").is_sound, opened.message("m").found
    return content_of(opened, "m").sent


def are_same(folder: Path, one: str, other: str, *configs: str) -> bool:
    first, second = configs or ("", "")
    return sent(folder / "1", one, first) == sent(folder / "2", other, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('text: "a {{ n }}"\n', "# c\n\ntext: |\n  a {{  n  }}\n"),
        ('text: "a {{ n }} b"\n', "text: |\n  a {{ n }} b\n"),
        ('text: "ax{{ n }}"\n', "text: \"a{% include '_piece.txt' %}\"\n"),
        ("tags: [a]\ntext: a\n", "text: a\ntags:\n  - a\n"),
        ('text: "{% if b %}a{% endif %}"\n', 'text: "{% if  b  %}a{%endif%}"\n'),
    ],
)
def test_places_dont_count(tmp_path: Path, one: str, other: str) -> None:
    assert are_same(tmp_path, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('text: "{{ n }}"\n', 'text: "{{ -n }}"\n'),
        ('text: "{% if n > 1 %}a{% endif %}"\n', 'text: "{% if n > 1.0 %}a{% endif %}"\n'),
        ('text: "{{ n }}a"\n', 'text: "{{ n }} a"\n'),
        ('text: "{% if b %}a{% endif %}"\n', 'text: "{% if b %}a{% else %}b{% endif %}"\n'),
        ('text: "{% for x in l %}a{% endfor %}"\n', 'text: "{% for x in l if x %}a{% endfor %}"\n'),
        ("text: a\nactions: [{reply: A, if: b}]\n", "text: a\nactions: [{reply: A}]\n"),
        ('text: "{{ n }}\\n"\n', 'text: "{{ n }}"\n'),
        ("text: a\n", "text: a\nfallback: {template: t, locale: en}\n"),
    ],
)
def test_all_that_is_sent_counts(tmp_path: Path, one: str, other: str) -> None:
    assert not are_same(tmp_path, one, other)


def test_a_constant_counts_where_it_is_used(tmp_path: Path) -> None:
    configs = ("constants: {c: 1, d: 1}\n", "constants: {c: 1, d: 1.0}\n")
    assert are_same(tmp_path / "c", *['text: "{{ c }}"\n'] * 2, *configs)
    assert not are_same(tmp_path / "d", *['text: "a{% if n > d %}b{% endif %}"\n'] * 2, *configs)


def test_comments_in_every_file_change_nothing(tmp_path: Path) -> None:
    """Our own catalogs: no place in a file has slipped into what is compared."""
    shutil.copy(ROOT / "msgc.yaml", tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    files = [tmp_path / "msgc.yaml", *tmp_path.rglob("*.msg.yaml")]
    for path in files:
        path.write_text(f"# a comment\n\n{path.read_text('utf-8')}# the end\n", "utf-8")
    before, after = (Side(str(root), Project.open(root)) for root in (ROOT, tmp_path))
    review = compare(before, after)
    assert len(review.files) == len(files)
    assert [each.name for each in review.messages] == []
