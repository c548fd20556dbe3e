"""The signals that end a run."""

from __future__ import annotations

import signal

# Windows has no terminal that hangs up.
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def end_as_interrupted() -> None:
    """Let being terminated, or left by the terminal, be as being interrupted."""
    for each in ENDING:
        # `nohup` has a signal ignored, and so it stays.
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, signal.default_int_handler)
