"""Texts, keys, numbers and free values that break emitters of YAML and of Jinja."""

from typing import Any

from hypothesis import strategies as st

NASTY = (
    "",
    " ",
    "{{",
    "{{ name }}",
    "{% if %}",
    "{#",
    "{{{%{#",
    "{{ omit }}",
    "a {{ '}}' }}\r\n{% raw %}",
    "{% if a %}\nb\n{% endif %}",
    "=",
    "<<",
    "~",
    "yes",
    "No",
    "null",
    "NULL",
    "true",
    "TRUE",
    "3",
    "2.5",
    "1.10",
    "0042",
    "0x1F",
    "1_000",
    "1e5",
    "1e+16",
    "-0.0",
    ".5",
    "+31612345678",
    "12:30:45",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "- a",
    "-",
    "? a",
    "a: b",
    "a:",
    "a\t#b",
    "a #b",
    " # c",
    "#c",
    "*x*",
    "&a",
    "!t",
    "%",
    "@a",
    "`",
    "|",
    ">",
    "---",
    "...",
    "[a, b]",
    "{a}",
    "'a'",
    '"a"',
    "a'b\"c\\d",
    "\\",
    "a ",
    " a",
    "\ta",
    "a\nb",
    "a\nb\n",
    "\na\nb",
    "a\n\n\nb",
    "a\n  b\n c",
    " a\nb",
    "a \nb",
    "a\n\n",
    "\n",
    "a\n#b",
    "a\n- b: c",
    "a\n---\nb",
    "a\r\nb",
    "a\rb",
    "\r",
    "a\tb\nc",
    "a\u2028b",
    "a\u2029",
    "a\x85b",
    "\ufeffa",
    "\x00",
    "\x1b[0m",
    "\x7f",
    "\x9f",
    "\ufffe\uffff",
    "\U000f0000",
    "\xa0a\xa0",
    "🎉 é ü",
    "👩‍👩‍👧",
    "x" * 3000,
    "{{" + "y " * 700,
    "ann@example.com",
    "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318",
    "message",
    "if",
    "for",
    "type",
    "omit",
)
KEYS = (*NASTY, "value", "text", "reply", "list")

texts = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(("Hi", "Track it", "https://example.com/a.pdf", "latest")),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("\n".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
)
keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=4), st.just("k" * 1100))
numbers = st.one_of(
    st.integers(-5, 5),
    st.integers(),
    st.sampled_from((1e16, 1e-7, -0.0, 2.5, 1.0, 1.5e300, 10**40, -(10**400), 5e-324)),
    st.floats(allow_nan=False, allow_infinity=False),
)


def typed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects that look like a parameter's `{type, value}`."""
    tags = st.sampled_from(("string", "object", "sectionList", "thing"))
    return st.fixed_dictionaries({"type": tags, "value": inner})


anything: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3), typed(inner)
    ),
    max_leaves=5,
)
