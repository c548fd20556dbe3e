"""Signals during a push: the first ends it in order, the second breaks off what is under way."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgc.push.stops import Brake, Stop

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

    heard = [each for each in SIGNALS if not _is_nohup(each)]
    for each in heard:
        loop.add_signal_handler(each, stop)
    try:
        yield
    finally:
        for each in heard:
            loop.remove_signal_handler(each)


def _is_nohup(each: signal.Signals) -> bool:
    """Tell whether `nohup` has a terminal's hanging up ignored, which then stays so."""
    return each is signal.SIGHUP and signal.getsignal(each) is signal.SIG_IGN
