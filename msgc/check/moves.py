"""A member moved out of the object that it was written into, to stand beside that object.

Its own lines are moved as they are, comments and all, and no other line is touched.
"""

from __future__ import annotations

from msgc.diagnostics import Edit, Fix
from msgc.late import regex
from msgc.records import dataclass
from msgc.source import Span

_LINE_END = regex(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_LINE = regex(r"(?P<indent> *)[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMA_AFTER = regex(r"\s*,\s*")
_COMMA_BEFORE = regex(r",\s*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A member as it is written: where its key stands, and where its value."""

    key: Span
    value: Span

    @property
    def text(self) -> str:
        """The text of the file that it stands in."""
        return self.key.source.text

    @property
    def line_start(self) -> int:
        """Where the line of the key begins."""
        return max(self.text.rfind(sign, 0, self.key.start) for sign in "\r\n") + 1

    @property
    def indent(self) -> str | None:
        """The spaces before the key, None where something else stands before it on its line."""
        before = self.text[self.line_start : self.key.start]
        return None if before.strip(" ") else before

    @property
    def line_end(self) -> int | None:
        """Where the value's last line ends, with its break; None where more follows the value."""
        match = _LINE_END.match(self.text, max(self.value.end, self.key.end))
        return match.end() if match else None

    def holds(self, other: Place) -> bool:
        """Whether another member is written inside this one's value, and isn't all of it."""
        is_same_file = self.key.source is other.key.source
        start, end = other.key.start, max(other.key.end, other.value.end)
        is_inside = self.value.start <= start and end <= self.value.end
        return is_same_file and is_inside and (start, end) != (self.value.start, self.value.end)


def moved_out(member: Place, owner: Place, *, in_json: bool = False) -> Fix | None:
    """Return the fix that moves a member of `owner` to stand after it; None where that is unsure.

    `in_json` tells that `owner` itself stands in braces, as everything in a JSON file does.
    """
    if not owner.holds(member):
        return None
    if not owner.value.text.startswith("{"):
        return _lines_moved(member, owner)
    taken = _taken_out(member)
    added = _added_in_braces(member, owner) if in_json else _added_line(member, owner)
    return Fix(taken, "", (added,)) if taken and added else None


def _lines_moved(member: Place, owner: Place) -> Fix | None:
    start, end, last = member.line_start, member.line_end, owner.line_end
    lines = _outdented(member, owner)
    if end is None or last is None or lines is None:
        return None
    source = member.key.source
    if end == last:
        return Fix(source.span(start, end), lines)
    words = lines if _ends_in_break(source.text[:last]) else _break_first(lines)
    return Fix(source.span(start, end), "", (Edit(source.span(last), words),))


def _outdented(member: Place, owner: Place) -> str | None:
    """Return a member's lines, as far to the left as its owner's key."""
    if member.indent is None or owner.indent is None or member.line_end is None:
        return None
    lines = list(_LINE.finditer(member.text, member.line_start, member.line_end))
    shift = len(member.indent) - len(owner.indent)
    if shift <= 0 or any(len(line["indent"]) < shift for line in lines if line[0].strip()):
        return None
    return "".join(line[0][shift:] if line[0].strip() else line[0] for line in lines)


def _taken_out(member: Place) -> Span | None:
    """Return a member in braces with the one comma that goes with it."""
    source, text = member.key.source, member.text
    after = _COMMA_AFTER.match(text, member.value.end)
    if after:
        return source.span(member.key.start, after.end())
    before = _COMMA_BEFORE.search(text, 0, member.key.start)
    return source.span(before.start(), member.value.end) if before else None


def _added_line(member: Place, owner: Place) -> Edit | None:
    last = owner.line_end
    if last is None or owner.indent is None:
        return None
    line = f"{owner.indent}{_written(member)}"
    end = _break_of(member.text)
    words = f"{line}{end}" if _ends_in_break(member.text[:last]) else f"{end}{line}"
    return Edit(member.key.source.span(last), words)


def _added_in_braces(member: Place, owner: Place) -> Edit:
    gap = " " if owner.indent is None else f"{_break_of(member.text)}{owner.indent}"
    return Edit(member.key.source.span(owner.value.end), f",{gap}{_written(member)}")


def _written(member: Place) -> str:
    return member.text[member.key.start : member.value.end]


def _ends_in_break(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _break_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _break_first(lines: str) -> str:
    """Move a line's break from its end to its start, for the end of a file without one."""
    bare = lines.rstrip("\r\n")
    return lines[len(bare) :] + bare
