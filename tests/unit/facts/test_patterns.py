import pytest
import regress
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.facts.patterns import ecma

PATTERNS = [
    r"^[a-zA-Z0-9\-_ ]+$",
    r"\{\{[^{}]+\}\}",
    r"[\w./+]+",
    r"^\d{3}$",
    r"^\s+$",
    r"^\S\D\W$",
    r"[^\s\d]",
    r"[^\S]",
    r"^.$",
    r"^.*?b$",
    r"\bab\b",
    r"\Ba",
    r"a(?=b)",
    r"a(?!b)",
    r"(?<=a)b",
    r"(?<!a)b",
    r"^(?<year>\d+)-(?:a|b)?$",
    r"\u{1F600}|\ud83d\ude00",
    r"[\u0041-\u{5A}\x61\t\cJ\0\b]",
    r"^[^]$",
    r"a[]|b",
    r"^[\]\[\\^&~|\-]+$",
    r"\/",
    r"^a{2,}b{0,1}c{1}?$",
    r"[a-]|[-b]",
    r"^$",
    r"\f\v|\r\n",
    r"^[^.]$",
]
REFUSED = [
    *(
        "{{x}}",
        "a{",
        "}",
        "]",
        "[",
        "a{,3}",
        "(",
        ")",
        "*a",
        "a**",
        "a++",
        "a{2}{3}",
        "^*",
        "(?=a)*",
    ),
    *(r"\-", r"\a", r"\_", "\\", r"\u12", r"\u{110000}", r"\x1", r"\c", r"\01", r"[\d-z]", "[z-a]"),
    *(
        r"[\B]",
        "(?i)a",
        "(?P<a>b)",
        "(?#a)",
        "(?>a)",
        r"(?<1>a)",
        "(?<a>b)(?<a>c)",
    ),
]
UNFAITHFUL = [r"(?i:a)", r"\b+", r"(a)\1", r"(?<x>a)\k<x>", r"\p{L}", r"(?<=a+)b"]
ALPHABET = (
    "abzAZ09_-. /+{}[]()\\^&~|$\n\r\t\v\f\0\b\u2028\u2029\u00a0\ufeff\u1680\u180eé٣ſK\U0001f600"
)
SYNTAX = [
    *"ab0-,^$.*+?()[]{}|/ ",
    "(?:",
    "(?=",
    "(?<n>",
    r"\d",
    r"\S",
    r"\b",
    r"\-",
    r"\n",
    "[^",
    "{2}",
]


def _stock(pattern: str, text: str) -> bool:
    return regress.Regex(pattern, "u").find(text) is not None


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=25, deadline=None)
@given(text=st.text(ALPHABET, max_size=6))
def test_finds_what_ecma_finds(pattern: str, text: str) -> None:
    assert (ecma(pattern).search(text) is not None) == _stock(pattern, text)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.sampled_from(SYNTAX), max_size=7).map("".join), st.text("ab0-,^/ \n", max_size=5)
)
def test_says_the_same_or_refuses(pattern: str, text: str) -> None:
    try:
        translated = ecma(pattern)
    except ValueError:
        return
    assert (translated.search(text) is not None) == _stock(pattern, text)


@pytest.mark.parametrize("pattern", [r"\s", r"\S", r"[^\s]", r"[\S]", r"\w", r"\D", r"[\W]", "."])
def test_sets_hold_the_same_characters(pattern: str) -> None:
    stock = regress.Regex(pattern, "u")
    edges = [*range(0x3100), *range(0xFE00, 0x10100), 0x1F600, 0x10FFFF]
    differing = [n for n in edges if bool(ecma(pattern).search(chr(n))) != bool(stock.find(chr(n)))]
    assert differing == []


@pytest.mark.parametrize("pattern", REFUSED)
def test_refuses_what_ecma_refuses(pattern: str) -> None:
    with pytest.raises(ValueError, match="can't be translated"):
        ecma(pattern)
    with pytest.raises(regress.RegressError):
        regress.Regex(pattern, "u")


@pytest.mark.parametrize("pattern", UNFAITHFUL)
def test_refuses_what_python_cannot_say(pattern: str) -> None:
    with pytest.raises(ValueError, match="can't be translated"):
        ecma(pattern)


def test_end_is_the_very_end() -> None:
    assert ecma("^a$").search("a")
    assert not ecma("^a$").search("a\n")


def test_is_not_anchored() -> None:
    assert ecma("b").search("abc")


def test_translates_once() -> None:
    assert ecma("a|b") is ecma("a|b")
