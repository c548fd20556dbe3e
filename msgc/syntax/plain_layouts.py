"""Plain files that differ in their texts alone: where the texts stand, told without reading YAML.

A file is split at the texts that take a line to its end; what is left is its layout. Such a text
means itself to YAML, and nothing else of a file hangs on which it is: where one of them stands in a
tree, so does any other in the same layout.
"""

from __future__ import annotations

from msgc.late import regex
from msgc.syntax.plain_values import UnsureError, Value
from msgc.syntax.plain_yaml import plain_document

# Without quotes: no sign of YAML's first, no colon before a space, no comment, no space last.
_BARE = (
    r"""[^\s\-?:,\[\]{}#&*!|>'"%@`~\\][^\n\r\t{#"\\:]*"""
    r"""(?::(?![ \n])[^\n\r\t{#"\\:]*)*(?<! )(?=\n)"""
)
_IN_QUOTES = r"""(?<=")[^"\\\n\r\t{]+(?="\n)|(?<=')[^'\n\r\t{]+(?='\n)"""
# What stands before a text is one of its groups, so that the search goes from sign to sign.
_TEXT = regex(rf"""([:-] ["']?)({_IN_QUOTES}|{_BARE})""")
# In brackets a comma parts two texts.
_FLOW = regex(r"\{(?!\})|\[(?!\])")

Layout = tuple[str, ...]
"""A file without its texts: what stands before, between and behind them, in pieces."""


def laid_out(text: str) -> tuple[Layout, list[str]]:
    """Return the layout of a file's text, and the texts that stand in it."""
    pieces = _TEXT.split(text)
    texts = pieces[2::3]
    del pieces[2::3]
    return tuple(pieces), texts


def marked(layout: Layout) -> tuple[dict[str, Value], list[str]]:
    """Return the mapping that a layout holds with marks for texts, and these marks in their order.

    Where they are all the mapping's texts, each stands alone in its place. Raises UnsureError.
    """
    if _FLOW.search("".join(layout)):
        raise UnsureError
    marks = [f"text {number}" for number in range(len(layout) // 2)]
    rest = zip(layout[1::2], marks, layout[2::2], strict=True)
    return plain_document(layout[0] + "".join(map("".join, rest))), marks
