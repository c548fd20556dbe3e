"""Signals during a push: what stops it in order, and what it doesn't hear."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from msgc.cli.signals import SIGNALS, stopping
from msgc.push.stops import Brake, Stop


async def _told(
    sent: signal.Signals, times: int = 1, turns: int = 1_000
) -> tuple[Brake, list[str]]:
    brake, said = Brake(), list[str]()
    broken = []
    brake.break_off = lambda: broken.append("broken off")
    with stopping(brake, said.append):
        for _ in range(times):
            os.kill(os.getpid(), sent)
            before = len(said) + len(broken)
            # The loop hears of a signal in one of its next turns.
            for _ in range(turns):
                if len(said) + len(broken) > before:
                    break
                await asyncio.sleep(0.01)
    return brake, [*said, *broken]


@pytest.mark.parametrize("sent", SIGNALS)
def test_the_first_signal_stops_and_the_second_breaks_off(sent: signal.Signals) -> None:
    brake, heard = asyncio.run(_told(sent, times=2))
    assert brake.stop is Stop.SIGNAL
    assert heard[0].startswith("stopping") and heard[1:] == ["broken off"]


def test_what_nohup_has_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        brake, heard = asyncio.run(_told(signal.SIGHUP, turns=20))
        assert (brake.stop, heard) == (None, [])
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
