"""A run's files, all or none: the payloads, the fallbacks, the manifest.

What stands in the way of a plain file is `UnusualError`, before anything is written.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256

from msgc import __version__
from msgc.emit.leftovers import sweep, temporary_name
from msgc.warm.unusual import UnusualError

NDJSON, MANIFEST = ".ndjson", ".manifest.json"
FALLBACK, REJECTED = f".fallback{NDJSON}", f".rejected{NDJSON}"
# Of the files beside the payloads.
ENDINGS = (FALLBACK, REJECTED, MANIFEST)
OWNER_ONLY = 0o600
# What no output is written over.
INPUTS = (".msg.yaml", "msgc.yaml")

Lines = Sequence[bytes]


def require_plain(path: str, inputs: Sequence[str]) -> None:
    """Raise UnusualError where `path`, or a file beside it that a run writes or takes away, isn't a
    plain file, or none yet, in a folder that is there.

    `inputs` are the resolved paths of what the run reads; none of them may be one of these.
    """
    is_plain = os.path.normpath(path) == path and path.endswith(NDJSON)
    if not is_plain or path.endswith(INPUTS) or not os.path.isdir(os.path.dirname(path) or "."):
        raise UnusualError
    for each in (path, *(_beside(path, ending) for ending in ENDINGS)):
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(os.lstat(each).st_mode) or os.path.realpath(each) in inputs:
                raise UnusualError


def write_files(
    path: str,
    made: tuple[Lines, Lines | None],
    message: str,
    sources: Mapping[str, str],
    rows: tuple[str, bytes],
) -> None:
    """Write payloads to `path`, and beside it the fallbacks and the manifest. Raises OSError.

    `rows` are the recipients' file and its content, `sources` the digests of the message's files.
    """
    payloads, fallbacks = made
    names = {"payloads": path, "fallbacks": _beside(path, FALLBACK)}
    lists = {"payloads": payloads, "fallbacks": fallbacks}
    contents = {kind: b"".join(f + b"\n" for f in each) for kind, each in lists.items() if each}
    document = {
        "version": 1,
        "msgc": __version__,
        "message": message,
        "sources": sources,
        "rows": {"file": os.path.basename(rows[0]), "sha256": sha256(rows[1]).hexdigest()},
        "counts": {"rows": len(payloads), "payloads": len(payloads), "rejected": 0},
        "output": {k: _written(names[k], data) for k, data in contents.items()},
    }
    files = {names[kind]: data for kind, data in contents.items()}
    manifest = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    files[_beside(path, MANIFEST)] = manifest.encode()
    _put(files, [_beside(path, REJECTED), *([] if fallbacks else [names["fallbacks"]])])


def _beside(path: str, ending: str) -> str:
    return path.removesuffix(NDJSON) + ending


def _written(path: str, data: bytes) -> dict[str, object]:
    digest = sha256(data).hexdigest()
    return {"file": os.path.basename(path), "lines": data.count(b"\n"), "sha256": digest}


def _put(files: Mapping[str, bytes], stale: Sequence[str]) -> None:
    """Write all files, then let those of an earlier run go, and give the new ones their names."""
    for path in (*files, *stale):
        sweep(path)
    temporary = {path: _temporary(path) for path in files}
    try:
        for path, data in files.items():
            _write(temporary[path], data)
        for path in stale:
            with suppress(FileNotFoundError):
                os.unlink(path)
        for path in files:
            os.replace(temporary[path], path)
    finally:
        for path in temporary.values():
            with suppress(OSError):
                os.unlink(path)


def _temporary(path: str) -> str:
    folder, name = os.path.split(path)
    return os.path.join(folder, temporary_name(name))


def _write(path: str, data: bytes) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with open(os.open(path, flags, OWNER_ONLY), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
