"""Two versions of a catalog compared, one of them perhaps a revision of git."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgc.emit.writers import write_text
from msgc.pipeline.projects import Project
from msgc.pipeline.review import comparing, model
from msgc.pipeline.review.git import GitError, write_revision
from msgc.pipeline.review.html import render_html
from msgc.pipeline.review.json import render_json
from msgc.pipeline.review.markdown import render_markdown
from msgc.pipeline.review.text import render_text
from msgc.python.errors import RevisionError
from msgc.python.reviews import HTML, JSON, MARKDOWN, Review

_RENDER = {MARKDOWN: render_markdown, JSON: render_json, HTML: render_html}


Version = tuple[str, Project]
"""What a version of a catalog is called, and the catalog."""


def compare(before: Version, after: Version, names: set[str] | None) -> Review:
    """Return what differs, of some messages or of all. Raises OSError."""
    found = comparing.compare(comparing.Side(*before), comparing.Side(*after), names)
    return Review(
        *(found.before, found.after, found.files),
        messages=tuple(each.name for each in found.messages),
        breaks={each.name: each.breaks for each in found.messages if each.breaks},
        is_breaking=found.is_breaking,
        _render=_Renderer(found),
        _write=lambda path: write_text(path, render_html(found)),
    )


class _Renderer:
    def __init__(self, review: model.Review) -> None:
        self._review = review

    def __call__(self, format: str, color: bool, width: int) -> str:
        if format in _RENDER:
            return _RENDER[format](self._review)
        return render_text(self._review, color=color, width=width)


@contextmanager
def at_revision(root: Path, revision: str, channel: str | None) -> Iterator[tuple[str, Project]]:
    """Give the commit's short name, and the catalog at `root` as it was. Raises RevisionError."""
    with TemporaryDirectory(prefix="msgc-") as folder:
        path = Path(folder).resolve()
        try:
            commit = write_revision(root, revision, path)
        except GitError as error:
            raise RevisionError(str(error)) from None
        yield commit, Project.open(path, channel)
