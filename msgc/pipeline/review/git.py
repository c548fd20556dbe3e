"""The one door to git: a catalog's files as they were at a revision."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgc.catalog import CONFIG, TEMPLATES
from msgc.lock.model import FILE as LOCK
from msgc.records import dataclass

# What a catalog compiles to hangs on these alone.
PARTS = (CONFIG, LOCK, TEMPLATES)
REGULAR = ("100644", "100755")


class GitError(Exception):
    """A revision can't be had: one sentence."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its path below the catalog, and its object's name."""

    path: str
    name: str


def write_revision(root: Path, revision: str, folder: Path) -> str:
    """Write the files of the catalog at `root` as they were at a revision below `folder`.

    Returns the commit's short name. Raises GitError where there is no git, no repository, no such
    revision, or no catalog in it.
    """
    commit = _commit(root, revision)
    blobs = list(_blobs(root, commit))
    if not any(blob.path == CONFIG for blob in blobs):
        raise GitError(f"there was no catalog here at `{revision}`: no `{CONFIG}`")
    for blob, data in zip(blobs, _contents(root, blobs), strict=True):
        path = folder / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return _run(root, "rev-parse", "--short", commit).decode().strip()


def _commit(root: Path, revision: str) -> str:
    if not revision or revision.startswith("-"):
        raise GitError(f"`{revision}` isn't a revision")
    _require_repository(root)
    try:
        found = _run(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitError:
        raise GitError(f"git knows no revision `{revision}`") from None
    return found.decode().strip()


def _require_repository(root: Path) -> None:
    try:
        _run(root, "rev-parse", "--git-dir")
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
        what = "the catalog isn't in a git repository; name two folders to compare"
        raise GitError(what) from None


def _blobs(root: Path, commit: str) -> Iterator[Blob]:
    """Yield the catalog's regular files; links aren't followed out of a revision."""
    listed = _run(root, "ls-tree", "-r", "-z", commit, "--", *PARTS)
    for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
        head, _, path = line.partition("\t")
        if head and head.split()[0] in REGULAR and ".." not in PurePosixPath(path).parts:
            yield Blob(path, head.split()[2])


def _contents(root: Path, blobs: list[Blob]) -> Iterator[bytes]:
    """Yield the contents of objects, read in one run as `git cat-file --batch` prints them."""
    asked = "".join(f"{blob.name}\n" for blob in blobs).encode()
    printed = _run(root, "cat-file", "--batch", input=asked)
    at = 0
    for _ in blobs:
        head_end = printed.index(b"\n", at)
        size = int(printed[at:head_end].split()[2])
        yield printed[head_end + 1 : head_end + 1 + size]
        at = head_end + 1 + size + 1


def _run(root: Path, *words: str, input: bytes = b"") -> bytes:
    try:
        run = subprocess.run(["git", *words], cwd=root, input=input, capture_output=True)
    except FileNotFoundError:
        what = "`git` isn't installed; name two folders to compare"
        raise GitError(what) from None
    if run.returncode:
        raise GitError(_said(run.stderr))
    return run.stdout


def _said(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git failed"
