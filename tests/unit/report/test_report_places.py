from __future__ import annotations

from pathlib import Path

import pytest

from msgc.report.places import Place, path_of, place_of
from msgc.source import SourceFile

ROOT = Path("/repo")


@pytest.mark.parametrize(
    "path, shown",
    [
        ("/repo/shop/templates/a b.msg.yaml", "shop/templates/a b.msg.yaml"),
        ("/repo/shop/../a.msg.yaml", "a.msg.yaml"),
        ("/repository/a.msg.yaml", "../repository/a.msg.yaml"),
        (None, "templates/a.msg.yaml"),
    ],
)
def test_paths_are_relative_to_the_root(path, shown):
    source = SourceFile("templates/a.msg.yaml", "", path and Path(path))
    assert path_of(source, ROOT) == shown


def test_without_a_root_a_file_has_the_name_that_people_see():
    assert path_of(SourceFile("a.msg.yaml", "", Path("/repo/x/a.msg.yaml")), None) == "a.msg.yaml"


def test_the_last_line_is_that_of_the_last_character():
    source = SourceFile("a", "one\ntwo\r\nthree")
    assert place_of(source.span(4, 9)) == Place(2, 1, 3, 1, last_line=2)
    assert place_of(source.span(4, 10)) == Place(2, 1, 3, 2, last_line=3)
    assert place_of(source.span(4)) == Place(2, 1, 2, 1, last_line=2)
    assert place_of(SourceFile("a", "").span()) == Place(1, 1, 1, 1, last_line=1)
