"""What filters of ours are called elsewhere: in Liquid, Django, Twig, Handlebars, JavaScript."""

from __future__ import annotations

SYNONYMS: dict[str, str] = {
    "uppercase": "upper",
    "upcase": "upper",
    "lowercase": "lower",
    "downcase": "lower",
    "capitalise": "capitalize",
    "capfirst": "capitalize",
    "titlecase": "title",
    "strip": "trim",
    "size": "length",
    "shorten": "truncate",
    "truncatechars": "truncate",
    "money": "currency",
    "pluralize": "plural",
    "pluralise": "plural",
    "url_encode": "urlencode",
    "strip_html": "striptags",
    "strip_tags": "striptags",
}
"""Names of filters elsewhere, each with ours; the arguments of the two may differ."""
