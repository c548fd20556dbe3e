"""P3: orjson and jsonschema-rs around Jinja, where the extra `bench` is installed.

It stands apart from P1, so that P3's own process needn't wait for jsonschema to be imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from bench.messages import Sample
from bench.naive import Naive, template_of
from msgc.facts.files import CREATE_MESSAGE, load_schema

HAS_FAST_PARTS = bool(find_spec("orjson") and find_spec("jsonschema_rs"))
if HAS_FAST_PARTS:
    import jsonschema_rs
    import orjson
WHY_NOT = "orjson and jsonschema-rs aren't installed (`pip install msgc[bench]`)"


def p3(sample: Sample) -> Naive:
    """Return the pipeline of a message that has its payload as one template."""
    validator = jsonschema_rs.Draft202012Validator(
        load_schema(CREATE_MESSAGE), validate_formats=True
    )
    return Naive(template_of(sample), orjson.loads, validator.is_valid, orjson.dumps)


def loads(line: bytes) -> object:
    """Return a payload as a dict."""
    return orjson.loads(line)


def dumps_ready(payloads: Sequence[object]) -> bytes:
    """Return dicts that are already there as the fastest serializer writes them, as lines."""
    option = orjson.OPT_APPEND_NEWLINE
    return b"".join([orjson.dumps(payload, option=option) for payload in payloads])
