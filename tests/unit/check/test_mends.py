"""What can only be meant by a value of another type or format."""

from __future__ import annotations

import pytest

from msgc.check.mends import of_format, of_type


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        (5, ("string",), "5"),
        (True, ("string",), None),
        (1.5, ("string",), None),
        ("3600", ("integer",), 3600),
        ("2.5", ("number", "null"), 2.5),
        ("2.5", ("integer",), None),
        ("0100", ("integer",), None),
        ("true", ("boolean",), True),
        ("yes", ("boolean",), None),
        ("5", ("array",), None),
        ([5], ("string",), None),
    ],
)
def test_of_type(value, wanted, expected):
    meant = of_type(value, wanted)
    assert (meant, type(meant)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "format", "expected"),
    [
        ("www.example.com", "uri", "https://www.example.com"),
        ("cdn.example.com/a.png?b=1", "uri", "https://cdn.example.com/a.png?b=1"),
        ("//example.com/a.png", "uri", "https://example.com/a.png"),
        ("a.png", "uri", None),
        ("files/a.b/c.png", "uri", None),
        ("www.example.com/a b.png", "uri", None),
        ("ftp://example.com/a", "uri", None),
        ("2026-01-02 03:04:05Z", "date-time", "2026-01-02T03:04:05Z"),
        ("2026-01-02 03:04:05", "date-time", None),
        ("pt_BR", "locale-bcp47", "pt-BR"),
        ("english_", "locale-bcp47", None),
        ("+31 6 12-34.56 78", "phone", "+31612345678"),
        ("+31 (0)6 12345678", "phone", None),
        ("06 12345678", "phone", None),
        ("ann@example", "email", None),
    ],
)
def test_of_format(value, format, expected):
    assert of_format(value, format) == expected
