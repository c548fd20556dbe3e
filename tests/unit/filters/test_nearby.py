import pytest

from msgc.nearby import near, near_code, surely, surely_path


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


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("MSG056", "MSG506"),
        ("MSG5O6", "MSG506"),
        ("msg404", "MSG404"),
        ("MSG 404", "MSG404"),
        ("MSG4404", "MSG404"),
        ("MSG999", None),
        ("MSG405", None),
        ("MSG50", None),
        ("MSG", None),
    ],
)
def test_a_code_is_near_by_a_slip_alone(code, expected):
    codes = ["MSG404", "MSG499", "MSG501", "MSG506", "MSG900"]
    assert near_code(code, codes) == expected
