"""`msgc preview --out`: one file that holds messages with all that they are shown for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgc.cli.preview_desk import PreviewDesk
from msgc.cli.preview_faults import is_own_fault
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.emit.writers import output_set
from msgc.preview.model import Scene
from msgc.preview.page import lone_page

STDOUT = Path("-")
FAULTY, UNUSABLE = 1, 2


def write_preview(desk: PreviewDesk, names: Sequence[str], limit: int, out: Path, mode: int) -> int:
    """Write messages to a file of that mode, or to standard output; returns the exit code.

    Each is shown for no more than `limit` rows where the desk has recipients. Raises OSError.
    """
    shown = [(desk.listed(name), list(desk.scenes(name, limit))) for name in names]
    _put(lone_page(desk.overview(), shown).encode("utf-8", errors="replace"), out, mode)
    if out != STDOUT:
        settings().say(f"{counted(len(shown), 'message')}: {out}")
    return _code([scene for _, scenes in shown for scene in scenes])


def _put(page: bytes, out: Path, mode: int) -> None:
    if out == STDOUT:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    with output_set() as outputs:
        outputs.open(out, mode).stream.write(page)


def _code(scenes: Sequence[Scene]) -> int:
    if is_own_fault(scenes):
        settings().say("msgc itself has a fault in a message: its page tells it (MSG900)")
        return UNUSABLE
    has_errors = any(note.severity == "error" for scene in scenes for note in scene.notes)
    return FAULTY if has_errors else 0
