"""Findings silenced by comments in the files, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from msgc.check.abstract import abstract
from msgc.check.kinds import Kinds
from msgc.check.plans import span_of
from msgc.check.rules.engine import Rules, judged
from msgc.diagnostics import Diagnostic, Severity, finding
from msgc.facts.platform import all_codes
from msgc.nearby import near_code
from msgc.plan import Object
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.ignores import Ignore, read_ignores

CODE = "MSG131"
# The platform's rules can be ignored, and of what is said of expressions the warnings.
OF_PLATFORM, OF_EXPRESSIONS = "MSG4", "MSG2"
HOW = "Write `# msgc: ignore=MSG412 why it may be so`, beside the line or right above it."
Line = tuple[SourceFile, int]
Use = tuple[Line, str]


@dataclass(slots=True)
class Ignores:
    """The comments of some files, and which of them have silenced something."""

    comments: tuple[Ignore, ...] = ()
    used: set[Use] = field(default_factory=set)
    _uses: set[Use] = field(default_factory=set)

    @classmethod
    def of(cls, sources: Iterable[SourceFile]) -> Ignores:
        """Read the comments of files."""
        comments = tuple(each for source in sources for each in read_ignores(source))
        return cls(comments, set(), {use for each in comments for use in _uses(each)})

    def kept(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that no comment silences."""
        return [d for d in found if not (self._uses and self._silences(d))]

    def _silences(self, found: Diagnostic) -> bool:
        use = _use(found.code, found.span)
        if use not in self._uses:
            return False
        self.used.add(use)
        return True

    def spare(self, unlooked: Callable[[str], bool]) -> None:
        """Count as used what silences codes that weren't looked for."""
        self.used |= {use for use in self._uses if unlooked(use[1])}

    def spare_open(self, root: Object, kinds: Kinds, rules: Rules) -> None:
        """Count as used what silences a rule at a place where it depends on the row."""
        if not self._uses - self.used:
            return
        for each in judged(abstract(root, kinds), rules):
            if each.holds is None:
                use = _use(each.code, span_of(root, each.path, each.at_key))
                self.used |= {use} & self._uses


def _use(code: str, span: Span) -> Use:
    return (span.source, span.source.position(span.start)[0]), code


def _uses(comment: Ignore) -> Iterator[Use]:
    for code in comment.codes if comment.reason else ():
        if can_be_ignored(code.text):
            yield (comment.span.source, comment.line), code.text


def can_be_ignored(code: str) -> bool:
    """Tell whether a comment can silence a code's findings."""
    known = all_codes().get(code)
    is_warning = known is not None and known.severity == Severity.WARNING
    return known is not None and (
        code.startswith(OF_PLATFORM) or (code.startswith(OF_EXPRESSIONS) and is_warning)
    )


def ignore_faults(comments: Iterable[Ignore], used: set[Use]) -> Iterator[Diagnostic]:
    """Yield what is wrong with comments; `used` are those that had something to silence."""
    for comment in comments:
        if not comment.codes:
            yield finding(CODE, "the comment isn't one that msgc knows", comment.span, help=HOW)
        elif not comment.reason:
            yield finding(CODE, "the ignore comment gives no reason", comment.span, help=HOW)
        for code in comment.codes:
            if not can_be_ignored(code.text):
                yield _not_ignorable(code)
            elif comment.reason:
                yield from _idle(comment, code, used)


def _not_ignorable(code: Span) -> Diagnostic:
    if code.text in all_codes():
        what = f"{code.text} can't be ignored"
        help = "Mend what it says; only the platform's rules and warnings of MSG2xx can be."
        return finding(CODE, what, code, help=help)
    meant = near_code(code.text, [each for each in all_codes() if can_be_ignored(each)])
    help = f"Did you mean `{meant}`?" if meant else "Write the code that the finding shows."
    return finding(CODE, f"there is no code `{code.text}`", code, help=help)


def _idle(comment: Ignore, code: Span, used: set[Use]) -> Iterator[Diagnostic]:
    if ((comment.span.source, comment.line), code.text) not in used:
        what = f"nothing on line {comment.line} is silenced by this {code.text}"
        help = "Take it away, or put it on the line where the finding starts, or right above."
        yield finding(CODE, what, code, help=help)
