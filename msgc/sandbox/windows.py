"""Whose 24-hour window is open."""

from __future__ import annotations

from dataclasses import dataclass

from msgc.sandbox.accepted import MILLISECONDS
from msgc.sandbox.kinds import BY_NAME, Ending
from msgc.sandbox.options import Options, Window

# How long after a recipient's last words free-form messages are delivered, as Bird's guide says.
WINDOW = 24 * 3600 * MILLISECONDS


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of all recipients, by what their addresses end in."""

    otherwise: Window
    open_endings: tuple[str, ...]
    closed_endings: tuple[str, ...]

    def is_open(self, recipient: str) -> bool:
        """Tell whether a recipient's window is open."""
        if recipient.endswith(self.closed_endings):
            return False
        return recipient.endswith(self.open_endings) or self.otherwise is Window.OPEN

    def expires(self, recipient: str, now: int) -> int:
        """Return when a window closes, or closed, in milliseconds since 1970."""
        return now + WINDOW if self.is_open(recipient) else now - WINDOW


def windows_of(options: Options) -> Windows:
    """Return the windows that the options ask for, with those of the faults' numbers."""
    closed = [each.digits for each in BY_NAME.values() if each.ending is Ending.CLOSED]
    magic = tuple(closed) if options.magic else ()
    return Windows(options.window, options.open_endings, (*options.closed_endings, *magic))
