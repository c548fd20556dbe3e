"""Which hosts are public, of known URLs and of those that begin with known words."""

from __future__ import annotations

import pytest

from msgc.check.breach import UNKNOWN
from msgc.check.possible import Possible
from msgc.check.rules.urls import is_public, public_host
from msgc.texts import CODE_POINTS, words_type
from msgc.types import StringType


def holds(value: object) -> list[bool | None]:
    return [outcome.holds for outcome in public_host(True)(value, CODE_POINTS)]


@pytest.mark.parametrize(
    "host",
    ["example.com", "EXAMPLE.com.", "8.8.8.8", "172.32.0.1", "[2606:4700::1111]", "local.example"],
)
def test_a_host_of_the_internet_is_public(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST.", "app.localhost", "printer.local", "db.internal", "intranet"),
        *("nas.home.arpa", "home.arpa", "%6cocalhost"),
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1"),
        *("0.0.0.0", "127.1", "2130706433", "0x7f.0.0.1"),
        *("[::1]", "[::]", "[fd00::1]", "[fe80::1%25eth0]", "[::ffff:10.0.0.1]"),
    ],
)
def test_a_local_or_private_host_is_not(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/a.png",
        "HTTPS://LocalHost:8080/a.png",
        "http://user:word@10.0.0.1/a",
        "http://[::1]:80",
        "http://intranet",
        "http://example.com@127.0.0.1?x",
    ],
)
def test_a_url_has_its_host_judged(url: str) -> None:
    assert holds(url) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.com/localhost",
        "https://localhost@example.com/",
        "https://{{host}}/a",
        "no URL",
        "",
    ],
)
def test_what_has_no_local_host_is_left_alone(text: str) -> None:
    assert holds(text) == [True]


def begins(text: str) -> Possible:
    return Possible(StringType(), None, text)


def test_a_host_that_stands_before_the_data_is_known():
    assert holds(begins("http://localhost/")) == [False]
    assert holds(begins("http://localhost:80?")) == [False]
    assert holds(begins("https://www.example.com/a")) == [True]


@pytest.mark.parametrize(
    "text", ["https://", "http://localhost", "http://10.0.0.1:", "http://x:y", "https:/"]
)
def test_a_host_that_data_may_end_is_not(text: str) -> None:
    assert holds(begins(text)) == [None]


def test_words_are_judged_where_they_agree():
    assert holds(Possible(words_type(["http://a", "http://localhost/x"]))) == [False]
    assert holds(Possible(words_type(["http://a.com", "http://b.com/x"]))) == [True]
    assert holds(Possible(words_type(["http://a.com", "http://b"]))) == [None]
    assert holds(Possible(StringType("uri"))) == [None]
    assert holds(UNKNOWN) == [None]


def test_what_is_no_text_is_the_schemas():
    assert holds(3) == holds([]) == holds({}) == []
