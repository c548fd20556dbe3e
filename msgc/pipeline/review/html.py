"""A review as one HTML file: pictures side by side; no scripts, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgc.pipeline.review.blanks import LEGEND, has_marks, marked
from msgc.pipeline.review.model import FindingChange, Line, MessageChange, Pair, Picture, Review
from msgc.pipeline.review.shots import Payload
from msgc.pipeline.review.words import (
    NO_SAMPLE,
    finding_words,
    limit_words,
    notes_of,
    reach_lines,
    sides_of,
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
        element("footer", None, LEGEND) if any(has_marks(each.text) for each in articles) else None,
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
    unseen = element("p", None, NO_SAMPLE) if message.is_unseen else None
    pictures = [_picture(f"m{number}p{at}-", each) for at, each in enumerate(message.pictures)]
    said = _bullets(_said(message))
    by = element("p", None, f"By {', '.join(message.files)}")
    return element(
        "article", {"class": look, "id": f"m{number}"}, title, by, said, unseen, pictures
    )


def _said(message: MessageChange) -> Iterator[str]:
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
    for tag, line in (("del", pair.before), ("ins", pair.after)):
        if line is not None:
            yield element("p", {"dir": "auto"}, element(tag, None, _shown(line)))


def _shown(line: Line) -> str:
    return visible_line(marked(line.text))


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
