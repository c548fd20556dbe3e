"""Checks of columns: nothing where all rows pass, the rows' places where some don't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from msgc.emit import checks
from msgc.emit.declined import DeclinedError


def declined(check: Callable[..., None], *arguments: object) -> tuple[int, ...]:
    try:
        check(*arguments)
    except DeclinedError as error:
        return error.rows
    return ()


@pytest.mark.parametrize(
    ("check", "arguments", "rows"),
    [
        (checks.no_longer, (3, ["a", "abcd"], ["abc", ""]), (0, 1)),
        (checks.no_longer, (3, ["aaa", ""], ["", "bbb"]), ()),
        (checks.no_longer, (-1, ["", "a"]), (0, 1)),
        (checks.no_shorter, (2, ["a", "ab", ""], ["b", "", "a"]), (2,)),
        (checks.no_shorter, (2, ["", "ab"], ["ab", ""]), ()),
        (checks.within, (3, "bytes", ["é", "éé", "abc"]), (1,)),
        (checks.within, (3, "utf16", ["😀a", "😀😀", "ab"]), (1,)),
        (checks.within, (3, "utf16", ["abc", "abcd"]), (1,)),
        (checks.not_blank, (["a", " \t", "", "b"],), (1, 2)),
        (checks.one_of, (frozenset({"a"}), ["a", "b", "a"]), (1,)),
        (checks.texts_fit, (["a", "b", "a"], "b".__eq__), (0, 2)),
        (checks.all_fit, ([{"a": 1}, {}], bool), (1,)),
    ],
)
def test_a_check_names_its_rows(
    check: Callable[..., None], arguments: tuple[object, ...], rows: tuple[int, ...]
) -> None:
    assert declined(check, *arguments) == rows
