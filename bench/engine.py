"""Rows a second of the reference and of the fast copy, side by side: `python -m bench.engine`.

Four messages: a text, a list, an image and a template. Typed rows go in, payloads' bytes come out,
rendered and held to the API's schema and the platform's rules. Both must give the same bytes on all
rows that the reference is timed on; a difference ends the run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from msgc.emit.reference import Failure, Reference, dump
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.specialising import program_of
from msgc.recipients.rows import RawRow

ROWS, REFERENCE_ROWS, REPEATS = 16_384, 300, 5
VARS = """\
vars:
  phone: phone
  name: {type: string, minLength: 1, maxLength: 60}
  order: {type: string, pattern: "^[A-Z]{2}-[0-9]{5}$"}
  city: {type: string, maxLength: 40}
  product: {type: string, minLength: 1, maxLength: 60}
  sku: {type: string, pattern: "^[A-Z0-9]{4,12}$"}
  count: {type: integer, minimum: 0, maximum: 999}
  note: {type: string, maxLength: 160}
to: "{{ phone }}"
reference: order-{{ order }}
"""
MESSAGES = {
    "text": """\
text: |
  Hi {{ name }}, your order *{{ order }}* of {{ count }} × {{ product }} left for {{ city }}.
  Your note: {{ note }}
actions:
  - {postback: Track it, payload: "track:{{ order }}"}
  - {postback: Cancel it, payload: "cancel:{{ order }}"}
""",
    "list": """\
text: "{{ name }}, when shall we bring {{ order }} to {{ city }}?"
title: Delivery
button: Pick a time
list:
  - title: Today
    rows:
      - {reply: Noon, description: "{{ product | truncate(60) }}"}
      - {postback: Evening, payload: "evening:{{ order }}"}
  - title: Tomorrow
    rows:
      - {postback: Morning, payload: "morning:{{ order }}"}
      - {postback: Afternoon, payload: "afternoon:{{ order }}"}
""",
    "image": """\
image: https://cdn.example.com/{{ sku }}.jpg
altText: "{{ product }}"
text: "{{ name }}: {{ count }} × {{ product }}. {{ note }}"
actions:
  - {reply: I want it}
""",
    "template": """\
template: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318
version: 6b0d549b-6f03-475a-9600-a35a099950d8
locale: en
parameters:
  name: "{{ name | oneline }}"
  order: "{{ order }}"
  city: "{{ city | oneline }}"
  count: "{{ count }}"
  product: "{{ product | oneline }}"
""",
}
NAMES = ("Ann", "Zoë", 'Robert "Bob"', "İpek 🇹🇷", "O'Neil", "Łukasz", "日本 太郎", "Back\\slash")


def row_of(number: int) -> dict[str, object]:
    """Return a row; each has an order, a name and a note of its own."""
    note = f"line {number}\nplease ring 🔔" if number % 7 == 0 else f"leave it at number {number}"
    return {
        "phone": f"+316{number:08}",
        "name": f"{NAMES[number % len(NAMES)]} {number}",
        "order": f"JC-{number % 100_000:05}",
        "city": ("Amsterdam", "Curaçao", "Den Haag")[number % 3],
        "product": f"Lamp {number % 997}",
        "sku": f"LA{number % 10_000:04}",
        "count": number % 12,
        "note": note,
    }


def messages(folder: Path) -> dict[str, Message]:
    """Write the catalog; return its messages."""
    (folder / "templates").mkdir()
    (folder / "msgc.yaml").write_text("", encoding="utf-8")
    for name, words in MESSAGES.items():
        (folder / "templates" / f"{name}.msg.yaml").write_text(VARS + words, encoding="utf-8")
    project = Project.open(folder)
    return {name: project.message(name) for name in MESSAGES}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds that work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(message: Message) -> tuple[float, float, int]:
    """Return rows a second of the reference and of the fast copy, and bytes a payload."""
    reader = Compiler(message).reader
    read = [reader.read(RawRow(i, row_of(i)))[0] for i in range(ROWS)]
    rows = [row for row in read if row is not None]
    root, constants = message.plans[None].payload, message.config.constants
    program = program_of(message, root, DEFAULT_LOCALE)
    reference = Reference(root, message.rules)

    def by_reference() -> list[bytes | None]:
        named = ({**constants, **row} for row in rows[:REFERENCE_ROWS])
        made = [reference.compile(names, DEFAULT_LOCALE) for names in named]
        return [None if isinstance(each, Failure) else dump(each) for each in made]

    lines = program.lines(rows)
    if None in lines or lines[:REFERENCE_ROWS] != by_reference() or len(rows) < ROWS:
        sys.exit(f"{message.name}: the fast copy differs from the reference, or declines")
    times = [(seconds(by_reference), seconds(lambda: program.lines(rows))) for _ in range(REPEATS)]
    slow, fast = (median(each) for each in zip(*times, strict=True))
    return REFERENCE_ROWS / slow, ROWS / fast, len(lines[0] or b"")


def main() -> None:
    """Print a line for each message: bytes, both rates, their ratio."""
    print(f"{'message':10}{'bytes':>7}{'reference/s':>13}{'fast/s':>13}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, message in messages(Path(folder)).items():
            slow, fast, size = measure(message)
            print(f"{name:10}{size:7}{slow:13,.0f}{fast:13,.0f}{fast / slow:8,.0f}")


if __name__ == "__main__":
    main()
