"""`python -m tests.fuzz [--minutes N]`: fuzz each reader for its share of the minutes.

It takes the extra `fuzz`. What breaks a reader is written to the folder that is named, and the
program ends with 1. `--only TARGET` is what each of them runs as, in a process of its own.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

from tests.fuzz.seeds import SEEDS, WORDS

with atheris.instrument_imports(include=["msgc.recipients"]):
    from tests.fuzz.targets import TARGETS

MINUTES = 10.0
# A file of so many bytes that takes as many seconds hangs.
LONGEST, HANGS_AFTER = 4096, 20
MOST_MEGABYTES = 2048
STATISTIC = re.compile(r"stat::(number_of_executed_units: +\d+|peak_rss_mb: +\d+)")


def main() -> int:
    """Fuzz one target, or all of them one after the other; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--only", choices=sorted(TARGETS))
    parser.add_argument("--kept", type=Path, help="keeps what is found, for the next time")
    options = parser.parse_args()
    kept = options.kept or Path(tempfile.mkdtemp(prefix="msgc-fuzz-"))
    if options.only:
        fuzz(options.only, options.minutes * 60, kept)
    seconds = options.minutes * 60 / len(TARGETS)
    codes = {name: run(name, seconds, kept) for name in TARGETS}
    failed = [name for name, code in codes.items() if code]
    print(f"fuzzed {', '.join(TARGETS)}; broken: {', '.join(failed) or 'none'} ({kept})")
    return 1 if failed else 0


def run(name: str, seconds: float, kept: Path) -> int:
    """Fuzz a target in a process of its own, which libFuzzer ends; return its exit code."""
    words = ["--only", name, "--minutes", str(seconds / 60), "--kept", str(kept)]
    command = [sys.executable, "-m", "tests.fuzz", *words]
    ended = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
    shown = ended.stderr if ended.returncode else " ".join(STATISTIC.findall(ended.stderr))
    print(f"{name}, {seconds:.0f} s: {shown}", flush=True)
    return ended.returncode


def fuzz(name: str, seconds: float, kept: Path) -> None:
    """Fuzz a target and end this process."""
    corpus = kept / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = kept / f"{name}.dict"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in WORDS), encoding="ascii")
    options = {
        "dict": words,
        "max_total_time": round(seconds),
        "max_len": LONGEST,
        "timeout": HANGS_AFTER,
        "rss_limit_mb": MOST_MEGABYTES,
        "artifact_prefix": f"{kept}/{name}-",
        "print_final_stats": 1,
        "verbosity": 0,
    }
    chosen = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *chosen, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def escaped(word: bytes) -> str:
    """Write bytes as libFuzzer's dictionaries have them."""
    return "".join(f"\\x{byte:02X}" for byte in word)


if __name__ == "__main__":
    sys.exit(main())
