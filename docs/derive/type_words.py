"""The reference of the types of variables."""

from __future__ import annotations

from docs.derive.tables import code, table
from docs.derive.words import notes
from msgc.config import Assume

_ABOUT = """\
# Types

`vars` says what a recipient's row must hold: each variable with its type. A row's values are read
into these types first; what doesn't fit is a rejected row, with the reason.

"""
_MORE = """
| written | means |
| --- | --- |
| `[T]` | a list, each of whose entries is a T |
| `{id: string, total: number}` | an object with these fields |
| `optional T` | it may be missing |
| `{optional: [T]}` | the same for a list or an object |
| `T = value` | it has a default |
| `{type: string, maxLength: 12}` | a JSON Schema (2020-12), where the types aren't enough |

A mapping is a JSON Schema if all its keys are that schema's keywords, and `type`, `enum` or
`properties` is among them.

"""


def page() -> str:
    """Return the page."""
    rows = [(code(name), about) for name, about in notes()["types"].items()]
    return _ABOUT + table(("type", ""), rows) + _MORE + _ordinary(Assume())


def _ordinary(assume: Assume) -> str:
    return (
        "## What is ordinary\n\n"
        "`check` warns where an ordinary row breaks a limit. Where `vars` say nothing, a text is "
        f"one line of 1 to {assume.string:,} characters, a list has 1 to {assume.list:,} entries, "
        f"and a number is at most {assume.number:,}; `assume:` in `msgc.yaml` sets all three.\n"
    )
