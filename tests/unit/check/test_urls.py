"""Data in URLs: where it decides the host, and where it stays in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.config import Assume
from msgc.pipeline import Project
from msgc.pipeline.proving import prove
from msgc.prove.model import State

VARS = (
    "{host: string, id: uuid, n: integer, word: string, link: uri, "
    "env: {enum: [test, www]}, shop: {type: string, pattern: '^[a-z0-9]{1,20}$'}}"
)


def codes(tmp_path: Path, url: str) -> dict[str, str]:
    """The codes found in a link to `url`, each with its severity."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("constants: {base: https://www.example.com}\n")
    text = f'vars: {VARS}\nto: "+31612345678"\ntext: Hello\nimage: "{url}"\n'
    (tmp_path / "templates" / "a.msg.yaml").write_text(text)
    found = Project.open(tmp_path).check()
    return {each.code: each.severity.value for each in found if each.code != "MSG210"}


DECIDED = (
    "https://{{ host }}/a.jpg",
    "{{ host }}/a.jpg",
    "{{ word }}://www.example.com/a.jpg",
    "https://www.{{ host }}.com/a.jpg",
    "https://{{ shop }}/a.jpg",
    "https://{{ shop }}.com/a.jpg",
    "https://{{ host }}",
    "https://www.example.com{{ host }}/a.jpg",
    "https://{{ word }}@www.example.com/a.jpg",
    "https://www.example.com:{{ word }}/a.jpg",
)


@pytest.mark.parametrize("url", DECIDED)
def test_data_decides_the_host(tmp_path: Path, url: str) -> None:
    assert codes(tmp_path, url).get("MSG221") == "error"


STAYS = (
    "https://www.example.com/{{ id }}.jpg",
    "https://{{ env }}.example.com/{{ n }}.jpg",
    "https://{{ shop }}.example.com/a.jpg",
    "{{ base }}/{{ id }}.jpg",
    "{{ link }}",
    "{{ link }}/a.jpg",
    "https://www.example.com/a.jpg?q={{ word | urlencode }}",
)


@pytest.mark.parametrize("url", STAYS)
def test_data_stays_in_its_place(tmp_path: Path, url: str) -> None:
    assert codes(tmp_path, url) == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/{{ word }}.jpg",
        "https://www.example.com/a.jpg?q={{ word }}",
        "{{ word }}",
    ],
)
def test_data_that_isnt_encoded_breaks_a_url(tmp_path: Path, url: str) -> None:
    assert codes(tmp_path, url) == {"MSG309": "warning"}


@pytest.mark.parametrize("url", ["{{ link }}#top", "{{ link }}a.png", "{{ link }}{{ id }}"])
def test_what_follows_a_rows_own_url_may_break_it(tmp_path: Path, url: str) -> None:
    assert codes(tmp_path, url) == {}
    message = Project.open(tmp_path).message("a")
    states = {each.key.code: each.state for each in prove(message, Assume()).constraints}
    assert states["MSG309"] is not State.PROVED


def test_the_authors_words_behind_a_condition_decide_no_host(tmp_path: Path) -> None:
    url = "https://{% if env == 'test' %}a.example.com{% else %}b.example.com{% endif %}/a.jpg"
    assert codes(tmp_path, url) == {}
