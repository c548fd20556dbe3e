"""Two shells push a campaign at the same moment, without a database: nobody gets it twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.cli_help import environment
from tests.e2e.conftest import Call
from tests.e2e.push_shop import ALL_ONCE, MENDED, Shop, open_shop_here, plan_of, runs_of

# A shell that has everything at hand, and begins when it is told to.
SHELL = """\
import sys
from importlib import import_module
for name in ("push_command", "campaign_beginning", "push_running"):
    import_module("msgc.cli." + name)
print("ready", flush=True)
sys.stdin.readline()
import_module("msgc.cli.entry").main()
"""
FIRST, SECOND = "out/first.plan.json", "out/second.plan.json"
ONLY_OTHERS = "--not-reached"
PAIRS = {
    "the same": ((FIRST,), (FIRST,)),
    "two texts": ((FIRST,), (SECOND,)),
    "two texts to others": ((FIRST, ONLY_OTHERS), (SECOND, ONLY_OTHERS)),
    "a text, and another to others": ((FIRST,), (SECOND, ONLY_OTHERS)),
    "two new runs": (
        (FIRST, ONLY_OTHERS, "--new-run", "a"),
        (FIRST, ONLY_OTHERS, "--new-run", "b"),
    ),
}
# Seconds between the two: a run is begun in some hundredths, and sent in a tenth.
APART = 0.15
ROUNDS = 2


@pytest.fixture
def shop(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop with two plans of one campaign."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        plan_of(made, call, "-o", FIRST)
        made.write(MENDED)
        plan_of(made, call, "-o", SECOND)
        yield made


def pushed_at_once(shop: Shop, pair: Sequence[Sequence[str]], apart: float) -> list[str]:
    """Push both, the second some seconds after the first; return what each said of itself."""
    with ExitStack() as stack:
        both = [stack.enter_context(shell(shop, *words)) for words in pair]
        for each in both:
            assert each.stdout is not None and each.stdout.readline() == "ready\n"
        for each in both:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
            time.sleep(apart)
        said = ["".join(each.communicate(timeout=60)) for each in both]
    assert not any("Traceback" in each for each in said), said
    return said


def shell(shop: Shop, *words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SHELL, "push", "--yes", *words],
        cwd=shop.folder,
        env=environment(SANDBOX_KEY="k"),
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_nobody_gets_twice_what_two_shells_begin_at_once(shop: Shop, name: str, seed: int) -> None:
    pair = PAIRS[name]
    apart = 0.0 if seed == 0 else random.Random(f"{name} {seed}").uniform(0, APART)
    said = pushed_at_once(shop, pair, apart)
    assert set(shop.got.values()) <= {1}, said
    # Whichever came first, both again reach all who are left.
    for words in (*pair, *pair):
        said.append(shop.push(*words).err)
    assert shop.got == ALL_ONCE, said
    assert 1 <= len(runs_of(shop)) <= len(pair)
