"""JSON by msgspec behind one door."""

from __future__ import annotations

import pytest

from msgc.codec import CodecError, decoder, encode


def test_json_is_compact_and_in_utf_8() -> None:
    assert encode({"a": ["é", 1, None]}) == '{"a":["é",1,null]}'.encode()


@pytest.mark.parametrize("data", [b'{"a":[1,2.5,"x"]}', '{"a":[1,2.5,"x"]}'])
def test_json_is_read_from_bytes_and_texts(data: bytes | str) -> None:
    assert decoder()(data) == {"a": [1, 2.5, "x"]}


def test_json_is_read_as_a_type() -> None:
    read = decoder(list[int])
    assert (read(b"[1,2]"), read(b"[]")) == ([1, 2], [])


@pytest.mark.parametrize("data", [b"", b"[1", b'["x"]', b"[1] 2", b"[1.5]", b"\xff"])
def test_what_is_not_of_the_type_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decoder(list[int])(data)


def test_what_json_has_not_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(object())
    with pytest.raises(UnicodeEncodeError):
        encode("\ud800")


def test_what_is_too_deep_is_told() -> None:
    with pytest.raises(RecursionError):
        decoder()(b"[" * 100_000)
