"""A PostgreSQL server of its own: on a port that is free, in a folder that goes away with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL doesn't run as root; Debian's packages make this user.
USER = "postgres"
PASSWORD = "s3cret-of-the-database"
# Nothing here outlives a test: what a power cut would take isn't waited for.
SETTINGS = ("fsync=off", "max_connections=50")


def binary(name: str) -> str:
    """Return the path of a program of PostgreSQL. Raises RuntimeError where it isn't installed."""
    places = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(places[-1]) if places else shutil.which(name)
    if found is None:
        raise RuntimeError(f"`{name}` isn't installed: `apt-get install postgresql`")
    return found


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server and give its URL, with its password in it."""
    folder = Path(tempfile.mkdtemp(prefix="msgc-postgres-"))
    try:
        data, port = folder / "data", _free_port()
        _own(folder)
        _make(folder, data)
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        options += f" -h 127.0.0.1 -p {port} -k {folder}"
        log = str(folder / "log")
        control = [binary("pg_ctl"), "-D", str(data), "-w"]
        _run([*control, "-l", log, "-o", options, "start"])
        try:
            yield f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, data: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    _run(
        [
            *(binary("initdb"), "-D", str(data), "-U", USER, "--no-sync", "-E", "UTF8"),
            *("--auth", "scram-sha-256", "--pwfile", str(password)),
        ]
    )


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, USER)


def _run(words: Sequence[str]) -> None:
    """Run a program as a user that isn't root. A server's output goes to its log."""
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_user, *words],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
