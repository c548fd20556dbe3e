"""Layers of one message (defaults, bases, the file, its locale) made one tree of API fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.lower.actions import clash
from msgc.lower.context import Context
from msgc.lower.forms import FORMS, is_omit, lower_file_list, template_field, with_content_type
from msgc.lower.trees import as_data, faulty, key, mapping, merge, nest, word
from msgc.nearby import near
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar
from msgc.syntax.nodes import Sequence as SequenceNode
from msgc.vocabulary import (
    BODY,
    BY_KEY,
    BY_TYPE,
    ENVELOPE_WORDS,
    TEMPLATE,
    TEXT,
    Form,
    Kind,
    Word,
)

# Most messages have no section, and no key that isn't known.
if TYPE_CHECKING:
    from msgc.lower import sections, unknown
else:
    sections, unknown = Late("msgc.lower.sections"), Late("msgc.lower.unknown")

NO_KIND = Kind("message", "", (), ())
KINDS_LISTED = "`text`, `image`, `file`, `location`, `list`, `carousel`, `template`"


def envelope(layers: Iterable[Mapping], context: Context) -> Mapping:
    """Return the envelope's fields of all layers, later ones over earlier ones."""
    tree: Mapping | None = None
    for layer in layers:
        entries = [entry for entry in layer if entry.key.value in ENVELOPE_WORDS]
        above = mapping((), layer.span)
        for entry in entries:
            above = merge(above, _placed(entry, ENVELOPE_WORDS, context), clash(context))
        tree = above if tree is None else merge(tree, above)
    assert tree is not None
    return tree


def _placed(entry: Entry, words: dict[str, Word], context: Context) -> Mapping:
    target = words[entry.key.value]
    if is_omit(entry.value):
        return _under(target.path[:1], entry.value, entry.key)
    return _under(target.path, FORMS[target.form](entry.value, context), entry.key)


def _under(path: tuple[str, ...], value: Node, name: Scalar) -> Mapping:
    if path == (name.value,):
        return mapping((Entry(name, value),), name.span)
    return nest(path, value, name.span)


def kind_of(layers: Sequence[Mapping], context: Context) -> Kind | None:
    """Return the kind of the merged message; two kinds, or none, is a finding."""
    told = [entry for layer in layers for entry in layer if _tells_kind(entry)]
    kinds = {id(BY_KEY[entry.key.value]): entry for entry in reversed(told)}
    if len(kinds) > 1:
        first, second, *_ = sorted(kinds.values(), key=told.index)
        what = f"`{first.key.value}` and `{second.key.value}` are two kinds of message"
        context.report("MSG112", what, second.key.span, "Keep one; the words go into `text:`.")
        return BY_KEY[first.key.value]
    if told:
        return BY_KEY[told[0].key.value]
    if any("text" in layer for layer in layers):
        return TEXT
    strays = [(e.key, layer) for layer in layers for e in layer if not unknown.is_known(e.key)]
    for each, layer in strays:
        unknown.report_unknown(each, layer, NO_KIND, context)
    if any(near(each.value, BY_KEY) for each, _ in strays):
        return None
    what = "the message has no kind"
    context.report("MSG111", what, layers[-1].span, f"Write one of {KINDS_LISTED}.")
    return None


def _tells_kind(entry: Entry) -> bool:
    """A kind's key does, `text` only where nothing else does, and a null `body` doesn't."""
    if entry.key.value not in BY_KEY or entry.key.value in TEXT.keys:
        return False
    is_api_null = entry.key.value in ("body", "template") and _is_null(entry.value)
    return not is_api_null and not is_omit(entry.value)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def content(layers: Sequence[Mapping], kind: Kind, context: Context) -> Mapping:
    """Return `body` or `template` of all layers, later ones over earlier ones."""
    tree = mapping((), layers[-1].span)
    media: dict[str, Entry] = {}
    for layer in layers:
        own = _own_kind(layer, layers, kind)
        entries = [e for e in layer if e.key.value not in ENVELOPE_WORDS]
        above = mapping((), layer.span)
        for part in (
            *_media(entries, own, media, context),
            *(_part(entry, layer, own, context) for entry in entries),
        ):
            above = merge(above, part, clash(context))
        tree = merge(tree, above)
    return _with_type(tree, kind, layers)


def _own_kind(layer: Mapping, layers: Sequence[Mapping], kind: Kind) -> Kind:
    """Return whose words a layer may use: beside another layer's `body`, those of its type."""
    if kind is not BODY or "body" in layer:
        return kind
    bodies = [body for body in (other.get("body") for other in layers) if isinstance(body, Mapping)]
    tag = bodies[-1].get("type") if bodies else None
    return BY_TYPE.get(tag.value, TEXT) if isinstance(tag, Scalar) else TEXT


def _part(entry: Entry, beside: Mapping, kind: Kind, context: Context) -> Mapping:
    name = entry.key.value
    if name in ("body", "template") and (name == kind.name or _is_null(entry.value)):
        return _whole(entry, context)
    known = kind.word(name)
    if known is None:
        unknown.report_unknown(entry.key, beside, kind, context)
        return mapping((), entry.key.span)
    if known.form in (Form.MEDIA, Form.OF_MEDIA):
        return mapping((), entry.key.span)
    return nest(_root(kind), _lowered(entry, known, kind, context), entry.key.span)


def _lowered(entry: Entry, known: Word, kind: Kind, context: Context) -> Mapping:
    if is_omit(entry.value):
        return nest(known.path, entry.value, entry.key.span)
    if known.form is Form.MEDIA_LIST and kind.name == "file":
        return nest(known.path, lower_file_list(entry.value, context), entry.key.span)
    if known.form is Form.MESSAGES:
        messages = sections.lower_messages(entry.value, body_of, context)
        return nest(known.path, messages, entry.key.span)
    return nest(known.path, FORMS[known.form](entry.value, context), entry.key.span)


def _root(kind: Kind) -> tuple[str, ...]:
    return ("template",) if kind is TEMPLATE else ("body",)


def _whole(entry: Entry, context: Context) -> Mapping:
    """Return `body: {...}`, `template: {...}`, or `template: ID`."""
    value = entry.value
    if entry.key.value == "body":
        return mapping((Entry(entry.key, as_data(value)),), entry.key.span)
    if isinstance(value, Scalar) and not value.is_null:
        field = template_field(value, context)
        return nest(("template", field), value, entry.key.span)
    return mapping((Entry(entry.key, value),), entry.key.span)


def _media(
    entries: list[Entry], kind: Kind, carried: dict[str, Entry], context: Context
) -> Iterable[Mapping]:
    """Yield the list that holds the one image or file, with what is said of it in any layer."""
    forms = {e.key.value: known.form for e in entries if (known := kind.word(e.key.value))}
    if Form.MEDIA_LIST in forms.values():
        carried.clear()
    own = {e.key.value: e for e in entries if forms.get(e.key.value) in (Form.MEDIA, Form.OF_MEDIA)}
    carried.update(own)
    if not own:
        return
    main = next((entry for name, entry in carried.items() if _is_main(kind, name)), None)
    if main is None:
        _report_homeless(own, kind, context)
        return
    yield nest(("body",), _one_media(main, carried, kind, context), main.key.span)


def _is_main(kind: Kind, name: str) -> bool:
    """Tell whether a word is the one image or file, not something said of it."""
    known = kind.word(name)
    return known is not None and known.form is Form.MEDIA


def _report_homeless(own: dict[str, Entry], kind: Kind, context: Context) -> None:
    for name, entry in own.items():
        what = f"`{name}` says something of one `{kind.keys[0]}`, and there is none"
        help = f"Write it into the entry of `{kind.keys[1]}:` that it belongs to."
        context.report("MSG110", what, entry.key.span, help)


def _one_media(main: Entry, said: dict[str, Entry], kind: Kind, context: Context) -> Mapping:
    entries = [Entry(key("mediaUrl", main.key.span), main.value)]
    entries += [entry for entry in said.values() if entry is not main and not is_omit(entry.value)]
    one = mapping(entries, main.value.span)
    if kind.name == "file":
        one = with_content_type(one, context)
    known = kind.word(main.key.value)
    assert known is not None
    return nest(known.path, SequenceNode((one,), main.value.span), main.key.span)


def _with_type(tree: Mapping, kind: Kind, layers: Sequence[Mapping]) -> Mapping:
    if kind in (TEMPLATE, BODY):
        return tree
    told = [entry for layer in layers for entry in layer if entry.key.value in kind.keys]
    span = told[-1].key.span if told else layers[-1].span
    return merge(nest(("body", "type"), word(kind.type, span), span), tree)


def body_of(node: Mapping, context: Context) -> Node:
    """Return one message of a section: a kind's words, without an envelope."""
    if "type" in node:
        return node
    kind = kind_of([node], context)
    if kind is None or kind in (TEMPLATE, BODY):
        if kind:
            what = f"a section holds no `{kind.name}`"
            context.report("MSG112", what, node.span, "Write a text, an image, a list, ...")
        return faulty(node.span)
    body = content([node], kind, context).get("body")
    assert body is not None
    return body
