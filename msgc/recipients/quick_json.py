"""The fast copy of `strict_json.parse`: it answers the same, or asks the strict one."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.codec import CodecError, decoder
from msgc.recipients.limits import MAX_DEPTH
from msgc.recipients.quick_counts import has_escaped_colon, keys_within
from msgc.recipients.quick_leaves import require
from msgc.recipients.strict_json import parse

_decode = decoder()


def quick_parse(text: str) -> object:
    """Return the value of a whole JSON text; raise `StrictJsonError`.

    The fast parser keeps the last of two equal keys and doesn't tell. Each key that is written has
    a colon outside of texts, so where there are no more colons than keys none was lost; `://`
    stands only inside texts.
    """
    try:
        value = _decode(text)
    except (CodecError, RecursionError):
        return parse(text)
    colons = text.count(":") - text.count("://")
    if colons != _keys(value) or text.count("[") + text.count("{") > MAX_DEPTH:
        return parse(text)
    return value


def quick_values(texts: Sequence[str]) -> list[object]:
    """Return the values of JSON texts; raise where `parse` may say something else of one."""
    values = [_decode(text) for text in texts]
    written = "".join(texts)
    keys, colons = keys_within(values)
    left = written.count(":") - keys
    require(left == 0 or (left == colons and not has_escaped_colon(written.encode())))
    return values


def _keys(value: object) -> int:
    if isinstance(value, dict):
        count = len(value)
        for item in value.values():
            if type(item) is dict or type(item) is list:
                count += _keys(item)
        return count
    return sum(map(_keys, value)) if isinstance(value, list) else 0
