"""The one door to git: a catalog's files as they were at a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgc.catalog import CONFIG, TEMPLATES
from msgc.lock import FILE as LOCK
from msgc.records import dataclass

# What a catalog compiles to hangs on these alone.
PARTS = (CONFIG, LOCK, TEMPLATES)
REGULAR = ("100644", "100755")
# Between two revisions: the last commit that both have, as in `git diff A...B`.
SINCE = "..."
# The variables that name git's repository, and the folder of its files.
REPOSITORY, FILES = "GIT_DIR", "GIT_WORK_TREE"


class GitError(Exception):
    """A revision can't be had: one sentence."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its path below the catalog, and its object's name."""

    path: str
    name: str


def write_revision(root: Path, revision: str, folder: Path) -> str:
    """Write the files of the catalog at `root` as they were at a revision below `folder`.

    `A...B` is the revision where B left A, `A...` the one where HEAD did. Returns the commit's
    short name. Raises GitError where there is no git, no repository, no such revision, or no
    catalog in it.
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
    base, dots, other = revision.partition(SINCE)
    names = [base, other or "HEAD"] if dots else [revision]
    for name in names:
        if not name or name.startswith("-"):
            raise GitError(f"`{name}` isn't a revision")
    _require_repository(root)
    commits = [_known(root, name) for name in names]
    return _merge_base(root, names, commits) if dots else commits[0]


def _known(root: Path, name: str) -> str:
    try:
        found = _run(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except GitError:
        raise GitError(f"git knows no revision `{name}`{_shallow(root)}") from None
    return found.decode().strip()


def _merge_base(root: Path, names: list[str], commits: list[str]) -> str:
    try:
        return _run(root, "merge-base", *commits).decode().strip()
    except GitError:
        what = f"`{names[0]}` and `{names[1]}` have no commit in common"
        raise GitError(f"{what}{_shallow(root)}") from None


def _shallow(root: Path) -> str:
    """Say how a repository that holds a part of its history alone gets the rest."""
    if _run(root, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return (
        "; this clone holds a part of the history alone: `git fetch --unshallow` gets the rest, "
        "and so does `fetch-depth: 0` at `actions/checkout`"
    )


def _require_repository(root: Path) -> None:
    what = "the catalog isn't in a git repository; name two folders to compare"
    try:
        inside = _run(root, "rev-parse", "--is-inside-work-tree")
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
        raise GitError(what) from None
    if inside.strip() != b"true":
        raise GitError(what)


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
        run = subprocess.run(
            ["git", *words], cwd=root, env=_environment(), input=input, capture_output=True
        )
    except FileNotFoundError:
        what = "`git` isn't installed; name two folders to compare"
        raise GitError(what) from None
    if run.returncode:
        raise GitError(_said(run.stderr))
    return run.stdout


def _environment() -> dict[str, str]:
    """Return the environment for git, which is run in the catalog's folder: a repository that is
    named by a path from here (hooks do) is named by a whole one.

    Where the repository alone is named, git takes the folder that it is run in for its files'.
    """
    own = dict(os.environ)
    if REPOSITORY in own:
        own.setdefault(FILES, os.curdir)
    paths = {name: Path(own[name]).absolute() for name in (REPOSITORY, FILES) if name in own}
    return own | {name: str(path) for name, path in paths.items()}


def _said(stderr: bytes) -> str:
    """Return all that git says, on one line: what is to be done stands below what is wrong."""
    lines = stderr.decode("utf-8", errors="replace").strip().splitlines()
    said = " ".join(line.strip() for line in lines if line.strip())
    return said.removeprefix("fatal: ") or "git failed"
