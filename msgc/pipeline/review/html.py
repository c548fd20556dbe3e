"""A review as one HTML file: pictures side by side; no scripts, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgc.pipeline.review.blanks import LEGEND
from msgc.pipeline.review.marks import Run, runs_of
from msgc.pipeline.review.marks import sides_of as lines_of
from msgc.pipeline.review.model import FindingChange, MessageChange, Pair, Picture, Review
from msgc.pipeline.review.shots import Payload
from msgc.pipeline.review.words import (
    finding_words,
    is_marked,
    limit_words,
    notes_of,
    reach_lines,
    sides_of,
    state_of,
    status_word,
    summary_line,
    title_of,
)
from msgc.preview.assets import asset
from msgc.preview.elements import Child, Html, element, stylesheet, whole
from msgc.preview.frames import Frame
from msgc.preview.kinds import chat
from msgc.preview.model import Picture as Preview
from msgc.report.cells import visible_line

LANGUAGE = "en"
STYLE = "preview.css"
OWN_STYLE = Path(__file__).parent / "review.css"
NOT_SENT = "Nothing is sent."


def render_html(review: Review) -> str:
    """Return the whole document."""
    css = asset(STYLE) + OWN_STYLE.read_text(encoding="utf-8")
    articles = [_message(number, each) for number, each in enumerate(review.messages)]
    body = element(
        "body",
        {"class": "review"},
        element("header", {"class": "review-head"}, _head(review)),
        element("main", None, articles),
        element("footer", None, LEGEND) if is_marked(review) else None,
    )
    return whole(LANGUAGE, _meta(css, summary_line(review)), body)


def _meta(css: str, title: str) -> list[Html]:
    """Return the head; the policy lets nothing in but this style sheet."""
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("title", None, title),
        stylesheet(css),
    ]


def _head(review: Review) -> Iterator[Child]:
    yield element("h1", None, summary_line(review))
    yield element("p", None, f"{review.before} → {review.after}")
    yield _bullets(f"Breaking: {what}" for what in review.breaks)
    reached = reach_lines(review).items()
    yield _bullets(f"{file} reaches {', '.join(names)}" for file, names in reached)
    yield _bullets(_finding_lines(review.findings))
    ways = (_way(number, each) for number, each in enumerate(review.messages))
    yield element("nav", {"aria-label": "Messages"}, element("ul", None, list(ways)))


def _way(number: int, message: MessageChange) -> Html:
    link = element("a", {"href": f"#m{number}"}, message.name)
    return element("li", None, link, f" {status_word(message)}")


def _message(number: int, message: MessageChange) -> Html:
    look = "changed-message breaking" if message.breaks else "changed-message"
    title = element("h2", None, message.name, " ", element("small", None, status_word(message)))
    states = [element("p", None, what) for what in state_of(message)]
    pictures = [_picture(f"m{number}p{at}-", each) for at, each in enumerate(message.pictures)]
    said = _bullets(_said(message))
    by = element("p", None, f"By {', '.join(message.files)}")
    return element(
        "article", {"class": look, "id": f"m{number}"}, title, by, said, states, pictures
    )


def _said(message: MessageChange) -> Iterator[str]:
    yield from (f"Breaking: {what}" for what in message.losses)
    for each in message.variables:
        word = "Breaking: " if each.is_breaking else ""
        yield f"{word}row: {each.path} {each.what}"
    yield from (f"limit {limit_words(limit)}" for limit in message.limits)
    yield from _finding_lines(message.findings)


def _finding_lines(findings: tuple[FindingChange, ...]) -> Iterator[str]:
    for each in findings:
        yield f"{'new' if each.is_gained else 'gone'}: {finding_words(each.found)}"


def _picture(name: str, picture: Picture) -> Html:
    told = [title_of(picture.key), *notes_of(picture)]
    sides = [
        _side("Before", f"{name}before", picture.before),
        _side("After", f"{name}after", picture.after),
    ]
    return element(
        "section",
        None,
        element("h3", None, " · ".join(told)),
        element("div", {"class": "phones sides"}, sides),
        _lines(picture),
        _hidden(picture),
    )


def _side(title: str, name: str, payload: Payload | None) -> Html:
    caption = element("figcaption", None, title)
    if payload is None:
        return element("figure", {"class": "phone-of"}, caption, element("p", None, NOT_SENT))
    drawn = chat(Frame(Preview(payload), name, f"{name}-line", {}))
    phone = element("div", {"class": "phone"}, element("div", {"class": "screen"}, drawn))
    return element("figure", {"class": "phone-of"}, caption, phone)


def _lines(picture: Picture) -> Child:
    rows = [row for pair in picture.pairs if not pair.is_same for row in _changed(pair)]
    return element("div", {"class": "changed-lines"}, rows) if rows else None


def _changed(pair: Pair) -> Iterator[Html]:
    runs = runs_of(pair)
    if runs is not None:
        yield _line("was words", [_word("del", run.before, run) for run in runs])
        yield _line("is words", [_word("ins", run.after, run) for run in runs])
        return
    before, after = lines_of(pair)
    for look, tag, line in (("was", "del", before), ("is", "ins", after)):
        if line is not None:
            yield _line(look, [element(tag, None, line)])


def _line(look: str, parts: list[Child]) -> Html:
    return element("p", {"class": look, "dir": "auto"}, parts)


def _word(tag: str, text: str, run: Run) -> Child:
    return element(tag, None, text) if text and run.has_changed else text


def _hidden(picture: Picture) -> Child:
    rows = [
        element("tr", None, [element("td", None, each) for each in (change.pointer, *sides)])
        for change in picture.hidden
        for sides in [sides_of(change)]
    ]
    caption = element("caption", None, "Unseen by readers")
    return element("table", {"class": "hidden-changes"}, caption, rows) if rows else None


def _bullets(lines: Iterator[str]) -> Child:
    items = [element("li", None, visible_line(line)) for line in lines]
    return element("ul", {"class": "said"}, items) if items else None
