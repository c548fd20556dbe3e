"""P1: json and a stock validator that is made once, around Jinja."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator, FormatChecker

from bench.messages import Sample
from bench.naive import Naive, template_of
from msgc.facts.files import CREATE_MESSAGE, load_schema
from msgc.facts.formats import FORMATS


def p1(sample: Sample) -> Naive:
    """Return the pipeline of a message that has its payload as one template."""
    return Naive(template_of(sample), json.loads, _validator().is_valid, _dumps)


def _validator() -> Draft202012Validator:
    """Return a validator that knows formats as msgc does; jsonschema's own are slower."""
    checker = FormatChecker(formats=())
    for name, is_format in FORMATS.items():
        checker.checks(name)(lambda value, ok=is_format: not isinstance(value, str) or ok(value))
    return Draft202012Validator(load_schema(CREATE_MESSAGE), format_checker=checker)


def _dumps(payload: object) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
