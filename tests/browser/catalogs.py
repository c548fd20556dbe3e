"""The catalog that browser tests edit."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
FILES = {
    "orders/a.msg.yaml": """\
vars: {name: string}
samples: {ann: {name: Ann}, bob: {name: Bob}}
text: |
  Hi *{{ name }}*,
  this is the second line.
actions:
  - reply: Thank you
""",
    "orders/a.nl.msg.yaml": "text: Hoi {{ name }}\n",
    "orders/b.msg.yaml": "text: The other one\n",
    "faulty.msg.yaml": """\
text: Hello
actions:
  - reply: A button with far too many words
""",
    "evil.msg.yaml": f"description: {EVIL}\ntext: '{EVIL}'\nactions: [{{reply: '<b>x</b>'}}]\n",
    "signs.msg.yaml": """\
text: |
  *Bold*, _italic_, ~struck~ and `code`; 😀 👩‍👩‍👧
  - first
  1. second
  > said
  ```
  let x = 1
  ```
  مرحبا *سارة*، طلبك 10482
  https://example.com/a?b=1&c=2
metadata: {whatsapp: {previewUrl: true}}
""",
    "media.msg.yaml": """\
files:
  - https://example.com/voice.ogg
  - https://example.com/film.mp4
  - https://example.com/prices.xlsx
  - https://example.com/photo.png
""",
}
