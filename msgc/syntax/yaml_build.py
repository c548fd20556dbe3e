"""YAML's events to nodes: text stays as written, nothing is resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import yaml

from msgc.diagnostics import Diagnostic
from msgc.late import Late, regex
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from msgc.syntax.yaml_draft import Draft
from msgc.syntax.yaml_lines import with_hash_words
from msgc.syntax.yaml_scalars import read_scalar, words_at

if TYPE_CHECKING:
    from msgc.syntax import yaml_complaints as complaints
else:
    complaints = Late("msgc.syntax.yaml_complaints")

MAX_DEPTH = 100
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROPERTIES = regex(r"(?:[&!]\S*\s*)+")
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class TooDeepError(Exception):
    """The file is nested deeper than `MAX_DEPTH`; `offset` is where that starts."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class LastNode:
    """The last scalar or flow collection that the parser read, for who explains its failure."""

    start: int
    end: int
    style: str


class TreeBuilder:
    """Builds the tree of one draft; `findings` holds what it has to say, also after a failure."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.findings: list[Diagnostic] = []
        self.open_flows: list[int] = []
        # Kept as plain values: a record of each scalar would be made for nobody.
        self._last: tuple[int, int, str] | None = None
        self._next: Callable[[], Any] = lambda: None

    @property
    def last(self) -> LastNode | None:
        """The last scalar or flow collection that was read."""
        return LastNode(*self._last) if self._last else None

    def build(self) -> Node | None:
        """Return the first document's tree, None for a file without one.

        Raises `yaml.YAMLError` where the text doesn't parse, and `TooDeepError`.
        """
        # What `yaml.parse` does, without a step of Python for each event.
        self._next = _LOADER(self.draft.text).get_event
        tree: Node | None = None
        for event in iter(self._next, None):
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    self._say(complaints.second_document(self._span(event)))
                    break
                tree = self._document(event)
        return tree

    def _document(self, start: Any) -> Node:
        if start.version or start.tags:
            self._say(complaints.directive(self._span(start)))
        return self._node(self._next(), 0)

    def _say(self, diagnostic: Diagnostic) -> None:
        self.findings.append(diagnostic)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        return Span(self.draft.source, start, end)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        start = event.start_mark.index
        if self.draft.text.startswith("{{", start):
            return self._unquoted_expression(event)
        if depth >= MAX_DEPTH:
            raise TooDeepError(start)
        if event.anchor or event.tag:
            self._say(complaints.properties(self.draft.source, start, event.anchor))
        return self._collection(event, depth + 1)

    def _collection(self, event: Any, depth: int) -> Node:
        if not event.flow_style:
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            return self._mapping(event, depth) if is_mapping else self._sequence(event, depth)
        self.open_flows.append(event.start_mark.index)
        if isinstance(event, yaml.SequenceStartEvent):
            node: Node = self._sequence(event, depth)
        else:
            node = self._braced_words(self._mapping(event, depth))
        self.open_flows.pop()
        self._last = (node.span.start, node.span.end, "flow")
        return node

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while type(following := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(following, depth))
        ends = (items[0].span, items[-1].span) if items else None
        return Sequence(tuple(items), self._extent(event, following, ends))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        ends: tuple[Span, Span] | None = None
        while type(following := self._next()) is not yaml.MappingEndEvent:
            key = self._node(following, depth)
            value = self._node(self._next(), depth)
            ends = (ends[0] if ends else key.span, value.span)
            self._enter(entries, key, value)
        return Mapping(tuple(entries.values()), self._extent(event, following, ends))

    def _enter(self, entries: dict[str, Entry], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._say(complaints.key_is_no_word(key))
        elif key.value == "<<" and key.style is Style.PLAIN:
            self._say(complaints.merge_key(key.span))
        elif key.value in entries:
            self._say(complaints.duplicate_key(key, entries[key.value].key))
        else:
            entries[key.value] = Entry(key, value)

    def _extent(self, start: Any, end: Any, ends: tuple[Span, Span] | None) -> Span:
        """Return where a collection stands, whose first and last node are at `ends`."""
        if start.flow_style or not ends:
            return Span(self.draft.source, start.start_mark.index, end.end_mark.index)
        return ends[0].to(ends[1])

    def _braced_words(self, node: Mapping) -> Node:
        # `{name}` is a mapping of name to nothing for YAML; an author means the words.
        gaps = (self.draft.text[e.key.span.end : e.value.span.start] for e in node)
        if not node.entries or any(":" in gap for gap in gaps) or not _holds_nothing(node):
            return node
        self._say(complaints.reserved_start(node.span, in_flow=len(self.open_flows) > 1))
        return self._words(node.span)

    def _unquoted_expression(self, event: Any) -> Scalar:
        self.open_flows.append(event.start_mark.index)
        open_count, last = 1, event
        while open_count:
            last = self._next()
            open_count += isinstance(last, _STARTS) - isinstance(last, _ENDS)
            if open_count > MAX_DEPTH:
                raise TooDeepError(last.start_mark.index)
        span = self._whole(Span(self.draft.source, self.open_flows.pop(), last.end_mark.index))
        self._say(complaints.unquoted_expression(span))
        return self._words(span)

    def _whole(self, span: Span) -> Span:
        if self.open_flows:
            return span
        return Span(span.source, span.start, with_hash_words(span.source.text, span.end))

    def _words(self, span: Span) -> Scalar:
        self._last = (span.start, span.end, "flow")
        return words_at(span)

    def _alias(self, event: Any) -> Scalar:
        span = self._whole(self._span(event))
        self._say(complaints.alias(span))
        return self._words(span)

    def _scalar(self, event: Any) -> Scalar:
        start, end, sign = event.start_mark.index, event.end_mark.index, event.style or ""
        self._last = (start, end, sign)
        if event.anchor or event.tag:
            match = _PROPERTIES.match(self.draft.text, start, end)
            start = match.end() if match else start
            self._say(complaints.scalar_properties(self._span(event), start, event.anchor))
            if start == end and not event.value:
                return self._words(self._span(event))
        if start in self.draft.kept:
            return self._words(Span(self.draft.source, start, end))
        scalar = read_scalar(self.draft, event.value, sign, start, end)
        if sign == '"' and (bad := complaints.half_character(scalar)):
            self._say(bad)
        return scalar


def _holds_nothing(node: Mapping) -> bool:
    return all(isinstance(e.value, Scalar) and e.value.span.text == "" for e in node)
