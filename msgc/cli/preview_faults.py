"""Faults of our own in one message, which keep no other from being shown."""

from __future__ import annotations

import os
from collections.abc import Iterable

from msgc.pipeline.projects import Project
from msgc.preview.model import Choice, Note, Scene, SourceText
from msgc.syntax.decode import decode

CODE = "MSG900"
HELP = "Please report it. `MSGC_TRACEBACK=1` shows where; it may show people's data."


def scene_of_fault(project: Project, choice: Choice, error: Exception) -> Scene:
    """Return a message that can't be shown because msgc has a fault: its file, and that alone.

    The fault's own words aren't told: they may hold people's data. Raises OSError, and the fault
    itself where the environment asks for it.
    """
    if os.environ.get("MSGC_TRACEBACK"):
        raise error
    path = project.paths()[choice.message]
    name = project.catalog.shown(path)
    source = SourceText(name, decode(name, path.read_bytes(), path)[0].text)
    fault = Note(CODE, "error", f"Msgc itself has a fault: {type(error).__name__}", HELP)
    return Scene(choice, None, "", (), (), notes=(fault,), files=(source,))


def is_own_fault(scenes: Iterable[Scene]) -> bool:
    """Tell whether msgc has a fault in any of some scenes."""
    return any(note.code == CODE for scene in scenes for note in scene.notes)
