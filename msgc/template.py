"""One message file read: its name and locale from the path, its keys from the YAML."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.late import regex
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.nodes import Entry, Mapping, Scalar
from msgc.syntax.yaml_lines import quoted, without_comment
from msgc.syntax.yaml_nodes import comment_after, parse_yaml
from msgc.vocabulary import ENDING

# Values that are whole as they are: numbers, truths, addresses, expressions.
COMPLETE = regex(r"[-+]?[0-9.]+|true|false|[a-z]+://\S+|[0-9a-f-]{36}|\S+@\S+|\{\{.*\}\}")
# Keys that hold an expression.
STRUCTURE = ("if", "for")
LOCALE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# A number after the sign, or Jinja that writes one.
IS_NUMBER = regex(r"#(?:[0-9]|\{\{)")
SAMPLE_NAME = regex(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class FileName:
    """A message's name (`orders/shipped`) and locale (None: the file without one)."""

    name: str
    locale: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A message file: its source, and the mapping that it holds; empty where it isn't readable."""

    source: SourceFile
    name: FileName
    root: Mapping
    is_readable: bool = True

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a key, None where it isn't written or is null."""
        entry = self.root.entry(key)
        is_null = entry and isinstance(entry.value, Scalar) and entry.value.is_null
        return None if is_null else entry

    def text(self, key: str) -> Scalar | None:
        """Return the scalar beside a key, or None."""
        entry = self.entry(key)
        return entry.value if entry and isinstance(entry.value, Scalar) else None


def split_name(path: str) -> FileName | None:
    """Return the name and locale of a path below `templates/`; None where it can't be a name."""
    stem = path.removesuffix(ENDING)
    folder, slash, last = stem.rpartition("/")
    base, dot, locale = last.partition(".")
    if not base or "." in folder or (dot and not LOCALE.fullmatch(locale)):
        return None
    return FileName(folder + slash + base, locale if dot else None)


def read_template(source: SourceFile, name: FileName) -> tuple[Template, list[Diagnostic]]:
    """Parse a message file; where it can't be read, the template is empty."""
    tree, found = parse_yaml(source)
    if isinstance(tree, Mapping):
        # Most files have no comment.
        cut = _cut_texts(source, tree) if "#" in source.text else []
        return Template(source, name, tree), [*found, *cut]
    if tree is not None:
        help = "Write keys: `to:`, `text:`, and what each holds after the colon."
        found.append(
            finding("MSG113", "a message file must be a mapping of keys", tree.span, help=help)
        )
    return Template(source, name, Mapping((), source.span()), False), found


def _cut_texts(source: SourceFile, root: Mapping) -> list[Diagnostic]:
    return [found for entry in root for found in _cut_text(source, entry)]


def _cut_text(source: SourceFile, entry: Entry) -> list[Diagnostic]:
    """Return the warning for words of which YAML takes the end for a comment."""
    if entry.key.value in ("vars", "samples", "tests"):
        return []
    node = entry.value
    if isinstance(node, Mapping):
        return _cut_texts(source, node)
    if not isinstance(node, Scalar):
        inner = (item for item in node.items if isinstance(item, Mapping))
        return [found for item in inner for found in _cut_texts(source, item)]
    comment = comment_after(source, node)
    is_whole = entry.key.value in STRUCTURE or COMPLETE.fullmatch(node.value)
    if comment is None or not node.value or is_whole:
        return []
    what = f"YAML takes `{comment.text.strip()}` for a comment, so the text ends before it"
    help = "Quote the whole text, or put the comment on a line of its own."
    return [finding("MSG109", what, comment, help=help, fix=_with_comment(node, comment))]


def _with_comment(node: Scalar, comment: Span) -> Fix | None:
    """Return the fix that quotes the whole text where the "comment" can only be more of it.

    `#5` and `#{{ order.id }}` are numbers of something; any other words can be a comment, too.
    """
    start, end = node.span.start, comment.start + len(without_comment(comment.text))
    whole = Span(comment.source, start, end)
    if not IS_NUMBER.match(comment.text) or "\n" in whole.text or "\r" in whole.text:
        return None
    return Fix(whole, quoted(whole.text))
