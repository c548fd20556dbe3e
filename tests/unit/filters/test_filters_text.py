import pytest

from msgc.filters import FILTERS, FilterError
from msgc.filters.limits import MAX_TEXT


def apply(name, value, /, *rest, **arguments):
    return FILTERS[name].apply(value, *rest, **arguments)


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("hello world", 20, "hello world"),
        ("hello world", 11, "hello world"),
        ("hello world", 10, "hello..."),
        ("hello world", 8, "hello..."),
        ("hello world", 3, "..."),
        ("hello world", 2, ".."),
        ("hello world", 0, ""),
        ("e\u0301e\u0301e\u0301e\u0301e\u0301", 6, "e\u0301..."),
        ("👨‍👩‍👧 family outing", 6, "..."),
        ("🇳🇱🇧🇪🇩🇪🇫🇷", 6, "🇳🇱..."),
        ("👍🏽👍🏽👍🏽", 4, "..."),
        ("❤️❤️❤️", 5, "❤️..."),
        ("ab\r\ncdef", 6, "ab..."),
        ("\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "..."),
    ],
)
def test_truncate_is_never_longer_and_never_tears(text, length, expected):
    result = apply("truncate", text, length=length)
    assert result == expected
    assert len(result) <= length


def test_truncate_with_leeway_and_killwords():
    assert apply("truncate", "hello world", length=8, leeway=3) == "hello world"
    assert apply("truncate", "hello world", length=10, killwords=True, end="…") == "hello wor…"


def test_truncate_refuses_negative_lengths():
    with pytest.raises(FilterError, match="0 or more"):
        apply("truncate", "x", length=-1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("AB_12_CD", "AB_12_CD"),
        ("2*3", "2*3"),
        ("*bold*", "\u200b*\u200bbold\u200b*\u200b"),
        ("a *b* c", "a *\u200bb\u200b* c"),
        ("3***6", "3\u200b*\u200b*\u200b*\u200b6"),
        ("a`b`c", "a\u200b`\u200bb\u200b`\u200bc"),
        ("no marks", "no marks"),
    ],
)
def test_plain_parts_marks_from_words_only_where_they_could_act(written, expected):
    result = apply("plain", written)
    assert result == expected
    assert result.replace("\u200b", "") == written
    assert apply("plain", result) == result


def test_oneline_keeps_no_break_spaces():
    assert apply("oneline", " a\r\n\tb   c\u2028d\u00a0\u00a0€ ") == "a b c d\u00a0\u00a0€"


def test_escape_is_a_plain_string():
    result = apply("e", '<b>"it\'s" & more</b>')
    assert result == "&lt;b&gt;&#34;it&#39;s&#34; &amp; more&lt;/b&gt;"
    assert type(result) is str


@pytest.mark.parametrize(
    ("name", "value", "arguments"),
    [
        ("center", "x", {"width": 10**30}),
        ("replace", "a" * 2000, {"old": "", "new": "b" * 2000}),
        ("indent", "a\n" * 2000, {"width": 2000}),
        ("join", ["a"] * 2000, {"d": "b" * 2000}),
        ("upper", "a" * (MAX_TEXT + 1), {}),
        ("list", "a" * MAX_TEXT, {}),
    ],
)
def test_what_would_be_too_large_is_refused(name, value, arguments):
    with pytest.raises(FilterError, match="more than"):
        apply(name, value, **arguments)


@pytest.mark.parametrize("pattern", ["%999999999d", "%.999999999f", "%" + "9" * 5000 + "d"])
def test_format_refuses_wide_conversions_at_once(pattern):
    with pytest.raises(FilterError, match="widths and precisions up to 1000"):
        apply("format", pattern, 1)


@pytest.mark.parametrize("pattern", ["%", "%*d", "%(name)s", "%r", "%c", "%5%", "%ld", "%\n"])
def test_format_refuses_unknown_conversions(pattern):
    with pytest.raises(FilterError, match="doesn't know"):
        apply("format", pattern, 1)


def test_format_counts_and_checks_its_values():
    with pytest.raises(FilterError, match="wants 2 values, but gets 1"):
        apply("format", "%s %s %%", "a")
    with pytest.raises(FilterError, match="takes a number, not a string"):
        apply("format", "%d", "a")
    with pytest.raises(FilterError, match="takes a string or a number, not a boolean"):
        apply("format", "%s", True)


def test_wrong_types_are_named_in_the_authors_words():
    with pytest.raises(FilterError, match="`upper` takes a string or an integer, not a list"):
        apply("upper", [])
    with pytest.raises(FilterError, match="`truncate` wants an integer as `length`, not a string"):
        apply("truncate", "x", length="20")
    with pytest.raises(FilterError, match="`replace` needs `new`"):
        apply("replace", "x", old="a")
    with pytest.raises(FilterError, match="`string` takes a string or a number, not a boolean"):
        apply("string", True)


def test_urlencode_of_text_and_objects():
    assert apply("urlencode", "a b/ç?") == "a%20b/%C3%A7%3F"
    assert apply("urlencode", {"q": "a b&", "n": 1}) == "q=a+b%26&n=1"
    with pytest.raises(FilterError, match="lone surrogate"):
        apply("urlencode", "\ud800")
