"""Signals during a push: the first ends it in order, the second breaks off what is under way."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgc.push.stops import Brake, Stop

# A terminal that hangs up ends a push in order too, unless `nohup` has it ignored.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopping(brake: Brake, say: Callable[[str], None]) -> Iterator[None]:
    """Let signals stop a push for as long as this lasts."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if brake.stop is None:
            brake.pull(Stop.SIGNAL)
            say("stopping: what is under way is waited for; once more breaks it off")
        else:
            brake.break_off()

    heard = [each for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    for each in heard:
        loop.add_signal_handler(each, stop)
    try:
        yield
    finally:
        for each in heard:
            loop.remove_signal_handler(each)
