"""The text that the YAML parser gets: the file's own, mended in place so that offsets stay true.

A mended region is overwritten with as many letters, or blanks, as it has characters. What stood
there is read back from the file when the tree is built.
"""

from __future__ import annotations

from dataclasses import field

from msgc.late import regex
from msgc.records import dataclass
from msgc.source import SourceFile

# Written as what it holds: a set that leaves out all the rest takes seven milliseconds to compile.
_UNPRINTABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# YAML 1.1 takes the first three for line breaks, and skips the fourth at the start of a file.
_YAML_1_1 = "\x85\u2028\u2029\ufeff"
_PRIVATE_USE = range(0xF0000, 0xFFFFE)


@dataclass(frozen=True, slots=True)
class Mend:
    """A region to overwrite: `keep` makes one plain scalar of its words, otherwise it is blanked.

    `loses` tells that words go with it, so that the tree isn't the author's any more.
    """

    start: int
    end: int
    keep: bool
    loses: bool = True


@dataclass(slots=True)
class Draft:
    """A text to parse; `kept` maps the start of each kept region to its end."""

    source: SourceFile
    text: str
    restore: dict[int, int]
    kept: dict[int, int] = field(default_factory=dict)
    is_lossy: bool = False

    def apply(self, mend: Mend) -> None:
        """Overwrite the mend's region."""
        filler = ("x" if mend.keep else " ") * (mend.end - mend.start)
        self.text = self.text[: mend.start] + filler + self.text[mend.end :]
        if mend.keep:
            self.kept[mend.start] = mend.end
        self.is_lossy = self.is_lossy or (mend.loses and not mend.keep)


def draft_of(source: SourceFile) -> Draft:
    """Return the draft of a file, with stand-ins for what YAML 1.1 would read otherwise."""
    text = _UNPRINTABLE.sub("\ufffd", source.text)
    stand_ins = _stand_ins(text)
    if not stand_ins:
        return Draft(source, text, {})
    return Draft(source, text.translate(stand_ins), {new: old for old, new in stand_ins.items()})


def unprintable(text: str) -> list[tuple[int, str]]:
    """Return the characters that YAML can't hold, each with its offset."""
    return [(match.start(), match[0]) for match in _UNPRINTABLE.finditer(text)]


def _stand_ins(text: str) -> dict[int, int]:
    special = [ord(character) for character in _YAML_1_1 if character in text]
    if not special:
        return {}
    used = set(map(ord, set(text)))
    free = (code for code in _PRIVATE_USE if code not in used)
    return dict(zip(special, free, strict=False))
