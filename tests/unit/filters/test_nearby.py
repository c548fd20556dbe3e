import pytest

from msgc.nearby import near, surely, surely_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("uper", "upper"),
        ("UPPER", "upper"),
        ("lenght", "length"),
        ("teh", None),
        ("xy", None),
        ("", None),
        ("upper", None),
        ("x" * 1000, None),
    ],
)
def test_near(name, expected):
    assert near(name, ["upper", "length", "lower", "ab"]) == expected


def test_the_nearest_wins_then_the_alphabet():
    assert near("nam", ["nope", "name", "namer"]) == "name"
    assert near("cat", ["bat", "car"]) == "bat"


KNOWN = ["name", "items", "line1", "text", "Markdown", "MarkdownV2"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nmae", "name"),
        ("Text", "text"),
        ("markdown", "Markdown"),
        ("item", None),
        ("line2", None),
        ("line", None),
        ("MarkdownV3", None),
        ("name", None),
        ("", None),
    ],
)
def test_a_slip_is_sure_where_it_can_only_be_one_name(name, expected):
    assert surely(name, KNOWN) == expected


def test_two_names_that_are_near_make_a_doubt():
    assert surely("nmae", ["name", "nae"]) is None
    assert near("nmae", ["name", "nae"]) == "nae"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("_foter.txt", "_footer.txt"),
        ("ordres/_footer.txt", "orders/_footer.txt"),
        ("_b.txt", None),
        ("_footer.tx", "_footer.txt"),
        ("_footer.html", None),
        ("orders/more/_footer.txt", None),
    ],
)
def test_a_path_is_compared_part_by_part(path, expected):
    paths = ["_footer.txt", "orders/_footer.txt", "_a.txt"]
    assert surely_path(path, paths) == expected
