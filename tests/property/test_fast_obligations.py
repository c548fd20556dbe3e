"""What the proof leaves to each row is checked: bad rows are declined, good ones answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.emit.known_filters import STAYS
from msgc.filters import FILTERS
from msgc.pipeline.messages import DEFAULT_LOCALE
from msgc.pipeline.specialising import program_of
from tests.property.fast_help import by_reference, opened

HEAD = """\
vars: {a: string, b: string, n: integer, t: number, m: optional string}
channel: %s
to: "+31612345678"
"""
TEXTS = (
    *("", " ", "x", "https://example.com/a.png", "https://10.0.0.1/a.png", "http://a b/", "\n"),
    *("https://example.com/a.mp3", "x" * 21, "x" * 73, "é" * 300, "x" * 1025, "😀" * 4097, "a\tb"),
    *("+31612345678", "2026-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "image/png", "a     b"),
    # The last and the seventh from the end stand before an empty text.
    *("ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318", "en", "TAG"),
    *("x\n", "en_US_!", "x\n\n", "\r\n", "\n\r", "a\r", "x\r"),
)
NUMBERS = (0, 1, -1, 60, 172801, 10**9, 2**70, 90.5, 180.5, -0.0, 1e300, 5.0)
MESSAGES = {
    "text": 'text: "{{ a }}"',
    "text of pieces": 'text: "{{ a }}{{ b }}"',
    "block": "text: |\n  {{ a }}{{ b }}",
    "stripped block": "text: |-\n  {{ a }}{{ b }}",
    "block after words": "text: |\n  x {{ a }}\n  {{ b }}\n",
    "image": 'image: "{{ a }}"',
    "image and words": 'image: "https://example.com/{{ a }}"\ntext: "{{ b }}"',
    "host": 'image: "https://{{ a }}.example.com/{{ b }}.png"',
    "file": 'file: "{{ a }}"\ncontentType: "{{ b }}"',
    "button": 'text: x\nactions: [{reply: "{{ a }}"}, {reply: "{{ b }}"}]',
    "link": 'text: x\nactions: [{link: Go, url: "{{ a }}"}]',
    "buy": "text: x\nactions: [{buy: Pay, amountCents: '{{ n }}', currency: '{{ b }}'}]",
    "list": 'text: x\nbutton: "{{ b }}"\nlist: [{reply: "{{ a }}", description: "{{ b }}"}]',
    "location": "location: ['{{ t }}', '{{ n }}']",
    "reference": 'text: x\nreference: "{{ a }}"\ntags: ["{{ b }}", "tag"]',
    "validity": "text: x\nvalidity: '{{ n }}'\nscheduledFor: '{{ a }}'",
    "template": "template: '{{ a }}'\nversion: v\nlocale: '{{ b }}'\nparameters: {k: '{{ b }}'}",
    "optional": "text: '{{ m }}'\nreference: '{{ a }}'",
    "receiver": "text: x\nreceiver: {contacts: [{identifierKey: '{{ b }}', "
    "identifierValue: '{{ a }}'}]}",
}


def rows() -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for index, text in enumerate(TEXTS):
        for shift in (0, 1, 7):
            row: dict[str, object] = {"a": text, "b": TEXTS[(index + shift) % len(TEXTS)]}
            number = NUMBERS[(index + shift) % len(NUMBERS)]
            row |= {"n": int(number), "t": number}
            made.append({**row, "m": text} if shift else row)
    return made


@pytest.mark.parametrize("channel", ["any", "whatsapp"])
@pytest.mark.parametrize("what", MESSAGES)
def test_a_bad_row_is_declined(what: str, channel: str, tmp_path: Path) -> None:
    head = HEAD.replace('to: "+31612345678"\n', "") if what == "receiver" else HEAD
    message = opened(str(tmp_path), f"{head % channel}{MESSAGES[what]}\n")
    if not message.plans:
        pytest.fail(str([found.message for found in message.found]))
    root = message.plans[None].payload
    wanted = by_reference(message, root, rows())
    lines = program_of(message, root, DEFAULT_LOCALE).lines(rows())
    differing = [i for i, line in enumerate(lines) if line not in (None, wanted[i])]
    assert differing == []
    # What is declined without need is only slow, but it should be seen.
    assert lines == wanted or what in ("receiver", "file")


@pytest.mark.parametrize("name", STAYS)
def test_what_stays_as_it_is_is_what_the_filter_gives(name: str) -> None:
    edges = (
        "",
        " a",
        "a ",
        "a  b",
        "a b",
        "a\nb",
        "a\xa0b",
        "*a",
        "a_b",
        "~",
        "`",
        "é",
        "a/b",
        "٣",
    )
    for text in (*TEXTS, *edges):
        if eval(STAYS[name].format("text", "text"), {"text": text}):
            assert FILTERS[name].apply(text) == text
