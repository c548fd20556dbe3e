import pytest

from msgc.nearby import near


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
