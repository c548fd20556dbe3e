"""`--fix`: the safe mends written into the files, all else left as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgc.diagnostics import Diagnostic, Fix
from msgc.emit.writers import write_bytes
from msgc.source import SourceFile

BOM = b"\xef\xbb\xbf"


def apply_fixes(found: Iterable[Diagnostic]) -> int:
    """Write the fixes of all findings into their files; return how many were made."""
    by_file: dict[Path, tuple[SourceFile, list[Fix]]] = {}
    for diagnostic in found:
        fix = diagnostic.fix
        if fix is not None and fix.span.source.path is not None:
            by_file.setdefault(fix.span.source.path, (fix.span.source, []))[1].append(fix)
    return sum(_mend(path, source, fixes) for path, (source, fixes) in by_file.items())


def _mend(path: Path, source: SourceFile, fixes: list[Fix]) -> int:
    """Mend one file from its end to its start; of two that overlap, the first one counts."""
    text, made, limit = source.text, 0, len(source.text)
    chosen = _apart(fixes)
    for fix in reversed(chosen):
        assert fix.span.end <= limit
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
        limit, made = fix.span.start, made + 1
    head = BOM if path.read_bytes().startswith(BOM) else b""
    write_bytes(path, head + text.encode("utf-8"))
    return made


def _apart(fixes: list[Fix]) -> list[Fix]:
    kept: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda each: (each.span.start, each.span.end)):
        if not kept or fix.span.start >= kept[-1].span.end:
            kept.append(fix)
    return kept
