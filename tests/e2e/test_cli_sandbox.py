"""`msgc sandbox` as a process: what it prints, how it ends, what it refuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.e2e.cli_help import ROOT
from tests.e2e.conftest import Call

CHANNEL = (
    "/workspaces/6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21/channels/0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
)
MESSAGES = f"{CHANNEL}/messages"
SECRET = "sentinel-of-the-key"


@contextmanager
def sandbox(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the sandbox on a free port; give its process and the line that it printed."""
    command = [sys.executable, "-m", "msgc", "sandbox", "--port", "0", *words]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "SANDBOX_KEY": SECRET},
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def url(line: str) -> str:
    return next(word.rstrip(":") for word in line.split() if word.startswith("http://"))


def post(line: str, to: str, key: str = SECRET) -> httpx.Response:
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    body = {"type": "text", "text": {"text": "Hello"}}
    return httpx.post(
        url(line) + MESSAGES,
        json={"receiver": {"contacts": [contact]}, "body": body},
        headers={"Authorization": f"AccessKey {key}"},
    )


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_serves_and_ends_when_it_is_told(tmp_path: Path, sign: signal.Signals) -> None:
    log = tmp_path / "truth.ndjson"
    with sandbox("--magic", "--key-env", "SANDBOX_KEY", "--log", str(log)) as (process, line):
        assert post(line, "+31612345678").status_code == 202
        assert post(line, "+31612345678", "wrong").status_code == 401
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(url(line) + MESSAGES, content=_hanging(), timeout=0.3, headers=_key())
        process.send_signal(sign)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (out, err) == ("", "2 messages taken for 2 recipients; faults: hang 1\n")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2
    assert SECRET not in line + out + err + log.read_text(encoding="utf-8")
    assert "SANDBOX_KEY" in line


def _hanging() -> str:
    return (
        '{"receiver": {"contacts": [{"identifierKey": "phonenumber", '
        '"identifierValue": "+31600001408"}]}, "body": {"type": "text", "text": {"text": "Hi"}}}'
    )


def _key() -> dict[str, str]:
    return {"Authorization": f"AccessKey {SECRET}"}


def test_listens_on_loopback_alone_and_takes_any_key() -> None:
    with sandbox("--fault", "409:1") as (_, line):
        assert url(line).startswith("http://127.0.0.1:")
        assert post(line, "+31600000429", "whatever").status_code == 409


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--host", "0.0.0.0"], "on this machine alone"),
        (["--host", "example.com"], "on this machine alone"),
        (["--fault", "492:0.1"], "did you mean `429`"),
        (["--fault", "429"], "429:0.02"),
        (["--fault", "429:0.9", "--fault", "409:0.9"], "more than 1 together"),
        (["--key-env", "NOT_SET_ANYWHERE"], "isn't set"),
        (["--lag", "soon"], "150ms, 2s or 1m"),
        (["--schedule", "2s,1s,3s"], "three times in order"),
    ],
)
def test_wrong_options_are_refused(call: Call, words: list[str], says: str) -> None:
    outcome = call("sandbox", "--port", "0", *words)
    assert (outcome.code, says in outcome.err) == (2, True), outcome.err


def test_a_port_that_is_taken_is_said(call: Call) -> None:
    with sandbox() as (_, line):
        port = url(line).rpartition(":")[2]
        outcome = call("sandbox", "--port", port)
    assert (outcome.code, "--port 0 picks a free port" in outcome.err) == (2, True)


@pytest.mark.parametrize("party", ["uvicorn", "starlette", "httptools"])
def test_without_the_extra_it_says_what_to_install(party: str) -> None:
    program = (
        f"import sys; sys.modules[{party!r}] = None\n"
        "from msgc.cli.main import main; main(['sandbox', '--port', '0'])"
    )
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr.endswith("run `pip install 'msgc[sandbox]'`\n")
