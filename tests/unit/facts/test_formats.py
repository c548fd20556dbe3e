import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.facts import formats
from msgc.facts.formats import _COMMON_URI, _URI, _URI_CHARACTERS, FORMATS, describe

GOOD = {
    "uri": [
        "https://example.com",
        "HTTP://EXAMPLE.com:8080/a/b%20c?q=1&r=/?#frag",
        "https://user:pw@example.com/",
        "http://127.0.0.1:4010/x",
        "http://[::1]/",
        "http://[2001:db8::ff00:42:8329]/a",
        "http://[1:2:3:4:5:6:7::]/",
        "http://[::ffff:192.0.2.1]/",
        "https://xn--bcher-kva.example/",
        "https://example.com/a;b=(c)",
    ],
    "date-time": [
        "2026-03-31T09:30:00Z",
        "2026-03-31t09:30:00.123456789z",
        "2024-02-29T00:00:00+05:30",
        "2000-02-29T00:00:00-00:00",
        "2016-12-31T23:59:60Z",
        "2017-01-01T00:59:60+01:00",
        "2016-12-31T15:59:60.5-08:00",
    ],
    "date": ["2026-03-31", "2024-02-29", "2000-02-29", "0001-01-01"],
    "uuid": ["6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21", "6F4A2C9E-0D0B-4F57-9D0C-5D8A1F7B3E21"],
    "locale-bcp47": [
        *("en", "en-US", "pt-BR", "zh-Hans-CN", "es-419", "zh-yue-HK", "sl-rozaj-biske-1994"),
        *("de-CH-1901", "de-u-co-phonebk", "en-a-bbb-x-a-ccc", "x-whatever", "i-KLINGON", "abcd"),
    ],
    "email": ["ann@example.com", "a.b+c@mail.example.co.uk", "o'neil@localhost"],
    "phone": ["+31612345678", "+1234567", "+123456789012345"],
}
BAD = {
    "uri": [
        *(
            "",
            "example.com/a.png",
            "//example.com",
            "ftp://example.com/a",
            "https://",
            "https:///a",
        ),
        *(
            "https://exa mple.com",
            "https://example.com/a b",
            "https://example.com/ü",
            "http:/a.b/c",
        ),
        *(
            "https://bücher.example/",
            "https://example.com/%zz",
            "https://example.com/a\tb",
            "http://",
        ),
        *("https://example.com/<a>", "https://example.com:x/", "http://[::1", "http://[1::2::3]/"),
        *("http://[::1]a/", "http://[12345::]/", "mailto:a@b.c", "https://example.com/a\\b"),
        *("http://[1:2:3:4:5:6:7:8:9]/", "http://[::256.0.0.1]/", "https://example.com/{{x}}"),
    ],
    "date-time": [
        *(
            "tomorrow",
            "2026-03-31",
            "2026-03-31T09:30:00",
            "2026-03-31 09:30:00Z",
            "2026-3-1T9:30:0Z",
        ),
        *(
            "2026-02-29T09:30:00Z",
            "2026-04-31T09:30:00Z",
            "2026-03-31T24:00:00Z",
            "1900-02-29T00:00:00Z",
        ),
        *("2026-03-31T09:60:00Z", "2026-03-31T09:30:60Z", "2016-12-31T23:59:60+01:00"),
        *("2026-03-31T09:30:00+24:00", "2026-03-31T09:30:00+0100", "2026-03-31T09:30:00.Z"),
        *("2026-03-31T09:30Z", "２026-03-31T09:30:00Z", "2026-03-31T09:30:61Z"),
    ],
    "date": [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "26-01-01",
        "2026-1-1",
        "1900-02-29",
    ],
    "uuid": [
        *("6f4a2c9e0d0b4f579d0c5d8a1f7b3e21", "{6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21}", "abc"),
        *("6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e2g", "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e2１"),
    ],
    "locale-bcp47": [
        *("", "pt_BR", "e", "en-", "-en", "en--US", "abcdefghi", "en-US-USA", "en-a", "x", "en-x"),
        *("en-toolongsubtag", "i-hak".replace("k", "\u212a"), "én", "12"),
    ],
    "email": [
        *("ann", "@example.com", "ann@", "a b@example.com", ".a@example.com", "a..b@example.com"),
        *("ann@-example.com", "ann@example..com", "Ann <ann@example.com>", "änn@example.com"),
        *(
            "a" * 65 + "@example.com",
            "ann@example.com.",
            "a@b@example.com",
            "ann@" + "a." * 130 + "com",
        ),
    ],
    "phone": [
        *("0612345678", "31612345678", "+0612345678", "+123456", "+1234567890123456"),
        *("+31 612345678", "+31-612345678", "+3161234567８", ""),
    ],
}


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in GOOD.items() for t in texts])
def test_takes(name: str, text: str) -> None:
    assert FORMATS[name](text)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in BAD.items() for t in texts])
def test_refuses(name: str, text: str) -> None:
    assert not FORMATS[name](text)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in GOOD.items() for t in texts])
@pytest.mark.parametrize("space", ["\n", " ", "\r\n", "\0"])
def test_refuses_space_around(name: str, text: str, space: str) -> None:
    assert not FORMATS[name](text + space)
    assert not FORMATS[name](space + text)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(), st.integers(-1439, 1439))
def test_takes_every_time_of_the_calendar(time: object, offset: int) -> None:
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset)
    text = f"{time.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}"  # type: ignore[attr-defined]
    assert FORMATS["date-time"](text)


@settings(max_examples=200, deadline=None)
@given(st.ip_addresses(v=6))
def test_takes_every_ipv6_address(address: object) -> None:
    assert FORMATS["uri"](f"http://[{address}]/")


@settings(max_examples=100, deadline=None)
@given(st.uuids())
def test_takes_every_uuid(value: object) -> None:
    assert FORMATS["uuid"](str(value))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FORMATS)), st.text())
def test_never_raises_and_takes_ascii_alone(name: str, text: str) -> None:
    if FORMATS[name](text):
        assert text.isascii()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_describes_with_an_example_that_fits(name: str) -> None:
    example = describe(name).rsplit("such as ", 1)[1].split(",")[0]
    assert FORMATS[name](example)


def test_describes_a_format_it_does_not_know() -> None:
    assert describe("iban") == "text in the format iban"


@given(st.from_regex(_COMMON_URI, fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_common_urls_are_urls_of_the_grammar(url: str) -> None:
    assert re.fullmatch(_URI, url)


@given(st.characters())
def test_the_characters_of_urls_are_all_that_their_grammar_has(character: str) -> None:
    places = ("http://h/{}", "http://h{}", "http://[::1]{}", "http://h:1/?{}#", "http://{}@h/")
    may_stand = any(re.fullmatch(_URI, place.format(character)) for place in places)
    assert not may_stand or re.fullmatch(_URI_CHARACTERS, character)


def test_the_grammar_isnt_compiled_for_a_text_of_other_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        formats, "_compiled", lambda text: (asked.append(text), re.compile(text))[1]
    )
    assert not formats.is_uri("https://example.com/a b.jpg")
    assert asked and _URI not in asked
