"""A small catalog with recipients, for the tests of `msgc.arrow`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa

from msgc.arrow import Bundle, bundle, compile_batches
from msgc.arrow.bundles import row_compiler

CATALOG = {
    "msgc.yaml": 'constants: {brand: Acme}\ndefaults: {to: "{{ phone }}"}\n',
    "templates/_base.msg.yaml": "vars: {phone: phone}\n",
    "templates/_nothing.txt": "",
    "templates/_footer.txt": "Yours, {{ brand }}",
    "templates/_footer.nl.txt": "Groet, {{ brand }}",
    "templates/other.de.msg.yaml": "text: Hallo\n",
    "templates/other.msg.yaml": 'to: "+31612345678"\ntext: Hello\n',
    "templates/orders/shipped.msg.yaml": """\
extends: _base
vars: {name: string, total: number, on: optional date}
samples: {one: {phone: "+31612345678", name: Ann, total: 2.5}}
text: |
  Hi {{ name }}, {{ total | currency("EUR") }}{% if on %} on {{ on | date }}{% endif %}
  {% include "_footer.txt" %}{% include "_nothing.txt" %}
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
""",
    "templates/orders/shipped.nl.msg.yaml": """\
text: Hoi {{ name }}, {{ total | currency("EUR") }}, {% include "_footer.nl.txt" %}
""",
    "templates/broken.msg.yaml": 'to: "+31612345678"\ntext: Hi {{ nmae.x }}\n',
}
NAME = "orders/shipped"
ROWS: list[dict[str, object]] = [
    {"phone": "+31612345678", "name": "Ann", "total": 2.5, "more": b"\xff"},
    {"phone": "0612345678", "name": "Bob", "total": 1.0, "more": b"\xff"},
    {"phone": "+31612345670", "name": "Cas 😀", "total": 1e9, "locale": "nl"},
    {"phone": None, "name": None, "total": 1.0},
    {"phone": "+31612345671", "name": '"', "total": 0.0, "locale": "de"},
]
SCHEMA = pa.schema(
    [
        ("phone", pa.string()),
        ("name", pa.string()),
        ("total", pa.float64()),
        ("locale", pa.string()),
        ("more", pa.binary()),
    ]
)
TABLE = pa.Table.from_pylist(ROWS, SCHEMA)


def write_catalog(folder: Path) -> Path:
    for name, text in CATALOG.items():
        path = folder / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "catalog"


def bundle_alone(catalog: Path) -> Bundle:
    """Return a bundle whose catalog is gone, and of which nothing is kept compiled."""
    made = bundle(catalog, NAME)
    shutil.rmtree(catalog)
    row_compiler.cache_clear()
    return made


def compiled(message: Bundle, batches: list[pa.RecordBatch], **options) -> list[dict[str, object]]:
    found = compile_batches(message, batches, **options)
    return [row for batch in found for row in batch.to_pylist()]
