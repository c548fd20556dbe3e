"""`msgc.lock` as a file: JSON with sorted keys, so that a review shows what has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TypeVar

from msgc.diagnostics import Diagnostic, finding
from msgc.lock.model import Lock, LockedProject, LockedTemplate, LockedVariable
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.json_nodes import parse_json
from msgc.syntax.nodes import Mapping as MappingNode
from msgc.syntax.nodes import Node, Scalar
from msgc.syntax.values import to_value

VERSION = 1
INVALID = "MSG497"
REWRITE = "`msgc lock` writes this file: don't edit it, let `msgc lock` write it anew."

T = TypeVar("T")


def written(lock: Lock) -> str:
    """Return the text of `msgc.lock`; the same lock always gives the same text."""
    projects = {id: _project(each) for id, each in lock.projects.items()}
    document = {"version": VERSION, "projects": projects}
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _project(project: LockedProject) -> dict[str, object]:
    templates = {id: _template(each) for id, each in project.templates.items()}
    fields = {"name": project.name, "rest": project.rest or None}
    return {"templates": templates, "complete": project.is_complete, **_known(fields)}


def _template(template: LockedTemplate) -> dict[str, object]:
    variables = template.variables
    fields = {
        "status": template.status,
        "category": template.category,
        "name": template.name,
        "defaultLocale": template.default_locale,
        "locales": template.locales,
        "rest": template.rest or None,
        "variables": None if variables is None else {k: _variable(v) for k, v in variables.items()},
    }
    return _known(fields)


def _variable(variable: LockedVariable) -> dict[str, object]:
    return _known(
        {"type": variable.type, "limit": variable.limit, "rest": variable.rest or None},
    )


def _known(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class LockFile:
    """`msgc.lock` read; `lock` is None where it has faults, which `found` tells."""

    source: SourceFile
    root: Node | None
    lock: Lock | None
    found: list[Diagnostic] = field(default_factory=list)

    def span(self, path: tuple[str, ...]) -> Span:
        """Return the place of a value in the file; the nearest around it where it isn't there."""
        node, span = self.root, self.source.span()
        for name in path:
            entry = node.entry(name) if isinstance(node, MappingNode) else None
            if entry is None:
                return span
            node = entry.value
            span = node.span if isinstance(node, Scalar) else entry.key.span
        return span


def read_lock(source: SourceFile) -> LockFile:
    """Read the text of `msgc.lock`; each of its faults is an MSG497 at its place."""
    root, found = parse_json(source)
    if root is None or found:
        faults = [replace(each, code=INVALID, help=REWRITE, labels=()) for each in found]
        return LockFile(source, root, None, faults)
    reader = _Reader()
    lock = reader.lock(root)
    return LockFile(source, root, None if reader.found else lock, reader.found)


class _Reader:
    """Reads the tree of the file; `found` are its faults."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def lock(self, node: Node) -> Lock:
        version = node.get("version") if isinstance(node, MappingNode) else None
        if version is not None and to_value(version) != VERSION:
            what = f"`msgc.lock` has the version {version.span.text}, and this msgc reads {VERSION}"
            self.found.append(finding(INVALID, what, version.span, help="Upgrade msgc."))
            return Lock()
        fields = self._fields(node, "`msgc.lock`", ("version", "projects"))
        if version is None and isinstance(node, MappingNode):
            self._fault("`msgc.lock` has no `version`", node.span.source.span())
        return Lock(self._each(fields.get("projects"), "`projects`", self._project))

    def _project(self, node: Node) -> LockedProject:
        fields = self._fields(node, "a project", ("templates", "complete", "name", "rest"))
        return LockedProject(
            self._each(fields.get("templates"), "`templates`", self._template),
            self._scalar(fields, "complete", bool) or False,
            self._scalar(fields, "name", str),
            self._rest(fields),
        )

    def _template(self, node: Node) -> LockedTemplate:
        words = ("status", "category", "name", "defaultLocale")
        fields = self._fields(node, "a template", (*words, "locales", "variables", "rest"))
        status, category, name, locale = (self._scalar(fields, word, str) for word in words)
        locales, variables = fields.get("locales"), fields.get("variables")
        return LockedTemplate(
            status,
            category,
            name,
            locale,
            None if locales is None else self._each(locales, "`locales`", self._approval),
            None if variables is None else self._each(variables, "`variables`", self._variable),
            self._rest(fields),
        )

    def _variable(self, node: Node) -> LockedVariable:
        fields = self._fields(node, "a variable", ("type", "limit", "rest"))
        return LockedVariable(
            self._scalar(fields, "type", str),
            self._scalar(fields, "limit", int),
            self._rest(fields),
        )

    def _approval(self, node: Node) -> str | None:
        value = to_value(node)
        if value is not None and not isinstance(value, str):
            self._fault("a locale's approval is a word or null", node.span)
        return value if isinstance(value, str) else None

    def _rest(self, fields: Mapping[str, Node]) -> dict[str, object]:
        value = to_value(fields["rest"]) if "rest" in fields else {}
        if not isinstance(value, dict):
            self._fault("`rest` is an object", fields["rest"].span)
        return value if isinstance(value, dict) else {}

    def _scalar(self, fields: Mapping[str, Node], name: str, kind: type[T]) -> T | None:
        value = to_value(fields[name]) if name in fields else None
        if name in fields and type(value) is not kind:
            words = {str: "text", int: "a whole number", bool: "true or false"}
            self._fault(f"`{name}` is {words[kind]}", fields[name].span)
        return value if type(value) is kind else None

    def _each(self, node: Node | None, what: str, read: Callable[[Node], T]) -> dict[str, T]:
        if isinstance(node, MappingNode):
            return {entry.key.value: read(entry.value) for entry in node}
        if node is not None:
            self._fault(f"{what} is an object", node.span)
        return {}

    def _fields(self, node: Node, what: str, known: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self._fault(f"{what} is an object", node.span)
            return {}
        for entry in node:
            if entry.key.value not in known:
                self._fault(f"{what} has no field `{entry.key.value}`", entry.key.span)
        return {entry.key.value: entry.value for entry in node}

    def _fault(self, what: str, span: Span) -> None:
        self.found.append(finding(INVALID, what, span, help=REWRITE))
