"""Which words of a changed line are others: both lines of a pair, run by run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from msgc.pipeline.review.blanks import ODD, SPACE, TAB, marked
from msgc.pipeline.review.model import Line, Pair
from msgc.pipeline.review.spelling import look_alike, spelled
from msgc.report.cells import visible_line

# Lines of more words would take seconds to compare, and have no word worth looking for.
MOST = 400
_PUNCTUATION = r"!-/:-@\[-`{-~"
_BLANKS = f"{SPACE}{ODD}{TAB}"
# What a character of its own may be drawn together with: accents, and what makes an emoji of `#`.
_DRAWN_WITH = "\u0300-\u036f\ufe0f\u20e3"
_WORD = re.compile(rf" +|[^ {_PUNCTUATION}{_BLANKS}]+|.[{_DRAWN_WITH}]*")


class Run(NamedTuple):
    """A part of a line as it was and as it is; they are the same where no word has changed."""

    before: str
    after: str

    @property
    def has_changed(self) -> bool:
        """Whether the two aren't the same."""
        return self.before != self.after


Mark = Callable[[str], str]


def shown(line: Line) -> str:
    """Return a changed line as it is shown: on one line, with marks for unseen white space."""
    return " " * line.indent + visible_line(marked(line.text))


def plain(line: Line) -> str:
    """Return a line that hasn't changed as it is shown."""
    return " " * line.indent + visible_line(line.text)


def sides_of(pair: Pair) -> tuple[str | None, str | None]:
    """Return both lines of a changed pair as shown; where they look alike, by code points."""
    before, after = (shown(line) if line else None for line in (pair.before, pair.after))
    if before is not None and after is not None:
        return _apart(before, after)
    return before, after


def _apart(before: str, after: str) -> Run:
    return Run(spelled(before), spelled(after)) if look_alike(before, after) else Run(before, after)


def is_alike(pair: Pair) -> bool:
    """Tell whether the lines of a pair differ in nothing that is seen without code points."""
    texts = [line.text for line in (pair.before, pair.after) if line]
    return len(texts) > 1 and look_alike(*texts)


def runs_of(pair: Pair) -> list[Run] | None:
    """Return the lines of a pair, as shown, cut where words begin and end to be others.

    None where they have no word in common, or there is but one line: all of it is another then.
    """
    if pair.before is None or pair.after is None:
        return None
    before, after = (_WORD.findall(shown(line)) for line in (pair.before, pair.after))
    if before == after or max(len(before), len(after)) > MOST:
        return None
    runs: list[Run] = []
    for _, i, i_end, j, j_end in SequenceMatcher(None, before, after, False).get_opcodes():
        _add(runs, Run("".join(before[i:i_end]), "".join(after[j:j_end])))
    return [_apart(*run) for run in runs] if any(map(_is_kept_word, runs)) else None


def _add(runs: list[Run], run: Run) -> None:
    """Add a run; a space between two that have changed is one with them."""
    if len(runs) > 1 and run.has_changed and runs[-2].has_changed and runs[-1].after == " ":
        pieces = (runs[-2], runs[-1], run)
        runs[-2:] = [Run(*("".join(texts) for texts in zip(*pieces, strict=True)))]
    else:
        runs.append(run)


def _is_kept_word(run: Run) -> bool:
    return not run.has_changed and any(char.isalnum() for char in run.after)


def before_of(runs: Sequence[Run], gone: Mark) -> str:
    """Return the line as it was, with a mark put to what is gone."""
    return "".join(_put(r.before, gone) if r.has_changed else r.before for r in runs)


def after_of(runs: Sequence[Run], new: Mark) -> str:
    """Return the line as it is, with a mark put to what is new."""
    return "".join(_put(r.after, new) if r.has_changed else r.after for r in runs)


def merged(runs: Sequence[Run], gone: Mark, new: Mark, plain: Mark) -> str:
    """Return one line of both, what is gone before what is new in its place.

    `plain` is put to the rest.
    """
    return "".join(
        _both(_put(each.before, gone), _put(each.after, new))
        if each.has_changed
        else plain(each.after)
        for each in runs
    )


def _both(gone: str, new: str) -> str:
    return f"{gone.rstrip(' ')} {new.lstrip(' ')}" if gone and new else gone or new


def _put(text: str, mark: Mark) -> str:
    """Put a mark to a text, but for the spaces at its ends, where any reader would miss it."""
    core = text.strip(" ")
    if not core:
        return mark(text) if text else ""
    start = text.index(core)
    return f"{text[:start]}{mark(core)}{text[start + len(core) :]}"
