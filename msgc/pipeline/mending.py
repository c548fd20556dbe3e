"""`--fix`: the safe mends written into the files, all else left as it was."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic, Fix
from msgc.emit.writers import output_set
from msgc.pipeline.checking import Checked
from msgc.pipeline.edits import apart, edited
from msgc.pipeline.payloads import ENDINGS, LINES
from msgc.records import dataclass
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.syntax.json_nodes import parse_json, parse_json_lines
from msgc.syntax.yaml_nodes import parse_yaml

BOM = b"\xef\xbb\xbf"
TWICE = "MSG106"
YAML = ".yaml"
# A mend can bring to light what it hid. In a round each file is mended once.
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's new bytes, and the codes of the findings that made them of the old ones."""

    path: Path
    before: bytes
    after: bytes
    codes: tuple[str, ...]


def mend(check: Callable[[], Checked]) -> tuple[Checked, int]:
    """Mend what `check` finds until nothing is left to mend; return what is left, and how many.

    Mends that would spoil another message, which shares a file, are taken back.
    """
    checked, made = check(), 0
    refused: set[Path] = set()
    for _ in range(ROUNDS):
        mended = [each for each in planned(checked.found) if each.path not in refused]
        if not mended:
            break
        write_all({each.path: each.after for each in mended})
        after = check()
        bad = _spoilt(checked.found, after.found, mended)
        bad |= _in_vain(checked.found, after.found, mended)
        if bad:
            write_all({each.path: each.before for each in mended if each.path in bad})
            refused |= bad
            after = check()
        checked = after
        made += sum(len(each.codes) for each in mended if each.path not in bad)
    return checked, made


def _spoilt(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], mended: Sequence[Mended]
) -> set[Path]:
    """Return the files whose mend gave a message without errors one of those that were mended."""
    faulty = {each.message_name for each in before if each.is_error}
    codes = {each.path: each.codes for each in mended}
    return {
        path
        for each in after
        if (path := _path(each))
        and each.is_error
        and each.message_name not in faulty
        and each.code in codes.get(path, ())
    }


def _in_vain(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], mended: Sequence[Mended]
) -> set[Path]:
    """Return the files in which a finding that was mended is there again, to be mended so again."""

    def to_mend(found: Sequence[Diagnostic]) -> Counter[tuple[Path | None, str, str, str]]:
        return Counter((_path(d), d.code, d.span.text, d.fix.text) for d in found if d.fix)

    were, are = to_mend(before), to_mend(after)
    made = {(each.path, code) for each in mended for code in each.codes}
    return {each[0] for each in were if each[0] and are[each] >= were[each] and each[:2] in made}


def _path(diagnostic: Diagnostic) -> Path | None:
    path = diagnostic.span.source.path
    return path.resolve() if path else None


def apply_fixes(found: Iterable[Diagnostic]) -> int:
    """Write the fixes of all findings into their files, once; return how many were made.

    Raises OSError as `write_all` does.
    """
    mended = planned(found)
    write_all({each.path: each.after for each in mended})
    return sum(len(each.codes) for each in mended)


def planned(found: Iterable[Diagnostic]) -> list[Mended]:
    """Return what the fixes of all findings make of their files. Raises OSError.

    A file that has changed since it was checked isn't among them.
    """
    by_file: dict[Path, list[Diagnostic]] = {}
    for diagnostic in found:
        path = diagnostic.fix and diagnostic.fix.span.source.path
        if path:
            by_file.setdefault(path.resolve(), []).append(diagnostic)
    mended = (_mended(path, diagnostics) for path, diagnostics in by_file.items())
    return [each for each in mended if each]


def write_all(files: dict[Path, bytes]) -> None:
    """Replace all files or none, keeping their modes. Raises OSError, with the file's name."""
    with output_set() as outputs:
        for path, data in files.items():
            mode = stat.S_IMODE(path.stat().st_mode)
            # A file is replaced, which takes a right to its folder alone: ask for its own, too.
            if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, "it can't be mended: read-only", str(path))
            outputs.open(path, mode).stream.write(data)


def _mended(path: Path, found: Sequence[Diagnostic]) -> Mended | None:
    fixes = {fix: each.code for each in found if (fix := each.fix)}
    source = next(iter(fixes)).span.source
    before = path.read_bytes()
    now, faults = decode(source.name, before, path)
    if faults or now.text != source.text:
        return None
    chosen = _harmless(path, source.text, apart(fixes))
    head = BOM if before.startswith(BOM) else b""
    after = head + edited(source.text, chosen).encode("utf-8")
    return Mended(path, before, after, tuple(fixes[fix] for fix in chosen)) if chosen else None


def _harmless(path: Path, text: str, fixes: list[Fix]) -> list[Fix]:
    """Return the fixes without those that spoil the file: two of them can give a key one name."""
    limit = _repeated(path, text)
    if _repeated(path, edited(text, fixes)) <= limit:
        return fixes
    kept: list[Fix] = []
    for fix in fixes:
        if _repeated(path, edited(text, [*kept, fix])) <= limit:
            kept.append(fix)
    return kept


def _repeated(path: Path, text: str) -> int:
    """Return how many keys stand twice in a file of YAML or JSON."""
    source, ending = SourceFile(path.name, text), path.suffix.lower()
    if ending in LINES:
        found = [each for _, _, faults in parse_json_lines(source) for each in faults]
    elif ending in ENDINGS:
        found = parse_json(source)[1]
    else:
        found = parse_yaml(source)[1] if ending == YAML else []
    return sum(each.code == TWICE for each in found)
