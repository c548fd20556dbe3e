"""What stands beside a word, turned into the API's value: one function for each form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgc.facts.content_types import content_type_of
from msgc.facts.formats import FORMATS
from msgc.late import Late, regex
from msgc.lower.actions import lower_actions, lower_cards, lower_rows, with_actions
from msgc.lower.context import WHATSAPP, Context
from msgc.lower.trees import content_of, faulty, key, mapping, nest, structure_of, word
from msgc.syntax.jinja import is_template
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from msgc.types import StringType
from msgc.vocabulary import IDENTIFIER_KEYS, REPLY_TO_TYPE, Form

# Only templates have parameters.
if TYPE_CHECKING:
    from msgc.lower import parameters
else:
    parameters = Late("msgc.lower.parameters")

ONLY_OMIT = regex(r"\s*\{\{-?\s*omit\s*-?\}\}\s*")


def is_omit(node: Node) -> bool:
    """Tell whether a value is `{{ omit }}` and nothing else."""
    # Most texts have no brace at all.
    return (
        isinstance(node, Scalar)
        and "{" in node.value
        and ONLY_OMIT.fullmatch(node.value) is not None
    )


def lower_contacts(node: Node, context: Context) -> Node:
    """Return `to` as a list of contacts: a scalar is one, a mapping a contact as the API has it."""
    if isinstance(node, Sequence):
        return Sequence(tuple(_contact(item, context) for item in node.items), node.span)
    return Sequence((_contact(node, context),), node.span)


def _contact(node: Node, context: Context) -> Node:
    if not isinstance(node, Scalar):
        return node
    entries = [Entry(key("identifierValue", node.span), node)]
    identifier = _identifier_key(node, context)
    if identifier:
        entries.insert(0, Entry(key("identifierKey", node.span), word(identifier, node.span)))
    return mapping(entries, node.span)


def _identifier_key(node: Scalar, context: Context) -> str | None:
    kind = context.type_of(node)
    if kind is None:
        format_ = next((name for name in IDENTIFIER_KEYS if FORMATS[name](node.value)), None)
        return IDENTIFIER_KEYS.get(format_ or "")
    format_ = kind.format if isinstance(kind, StringType) else None
    if format_ in IDENTIFIER_KEYS:
        return IDENTIFIER_KEYS[format_]
    return IDENTIFIER_KEYS["phone"] if context.channel == WHATSAPP else None


def lower_reply_to(node: Node, context: Context) -> Node:
    """Return `replyTo: ID` as a reply to a message; a mapping is the API's own."""
    if not isinstance(node, Scalar) or node.is_null:
        return node
    entries = (
        Entry(key("id", node.span), node),
        Entry(key("type", node.span), word(REPLY_TO_TYPE, node.span)),
    )
    return mapping(entries, node.span)


def lower_media_list(node: Node, context: Context, is_file: bool = False) -> Node:
    """Return `images` or `files`: a URL is an entry with that `mediaUrl`."""
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(_media(item, context, is_file) for item in node.items), node.span)


def lower_file_list(node: Node, context: Context) -> Node:
    """Return `files`, each with its content type."""
    return lower_media_list(node, context, is_file=True)


def _media(node: Node, context: Context, is_file: bool) -> Node:
    entry = nest(("mediaUrl",), node, node.span) if isinstance(node, Scalar) else node
    if not is_file or not isinstance(entry, Mapping):
        return entry
    return with_content_type(entry, context)


def with_content_type(node: Mapping, context: Context) -> Mapping:
    """Return a file's entry with a content type, inferred from its URL where none is written."""
    url = node.get("mediaUrl")
    if "contentType" in node or not isinstance(url, Scalar):
        return node
    inferred = content_type_of(url.value)
    if inferred is None:
        help = "Write `contentType:` beside it, such as `contentType: application/pdf`."
        what = "the content type can't be told from the ending of this URL"
        context.report("MSG117", what, url.span, help)
        inferred = "application/octet-stream"
    tag = Entry(key("contentType", url.span), word(inferred, url.span))
    return mapping((*structure_of(node), *content_of(node), tag), node.span)


def lower_coordinates(node: Node, context: Context) -> Node:
    """Return `[lat, lon]` as `{latitude, longitude}`."""
    if not isinstance(node, Sequence):
        return node
    if len(node.items) != 2:
        help = "Write `location: [52.3676, 4.9041]`: latitude, then longitude."
        context.report("MSG113", "a location is two numbers", node.span, help)
        return faulty(node.span)
    names = ("latitude", "longitude")
    pairs = zip(names, node.items, strict=True)
    return mapping((Entry(key(name, item.span), item) for name, item in pairs), node.span)


def lower_otp(node: Node, context: Context) -> Node:
    """Return `authentication`, its actions as the API has them."""
    return with_actions(node, context)


def lower_value(node: Node, context: Context) -> Node:
    """Return the value as it is."""
    return node


FORMS: dict[Form, Callable[[Node, Context], Node]] = {
    Form.VALUE: lower_value,
    Form.CONTACTS: lower_contacts,
    Form.REPLY_TO: lower_reply_to,
    Form.ACTIONS: lower_actions,
    Form.MEDIA_LIST: lower_media_list,
    Form.COORDINATES: lower_coordinates,
    Form.ROWS: lower_rows,
    Form.CARDS: lower_cards,
    Form.OTP: lower_otp,
    Form.PARAMETERS: lambda node, context: parameters.lower_parameters(node, context),
}

UUID = FORMATS["uuid"]


def template_field(node: Scalar, context: Context) -> str:
    """Return the field that `template: X` stands for: a project's id is a UUID, else a name."""
    kind = context.type_of(node)
    is_id = UUID(node.value) if not is_template(node.value) else _is_uuid(kind)
    return "projectId" if is_id else "name"


def _is_uuid(kind: object) -> bool:
    return isinstance(kind, StringType) and kind.format == "uuid"
