"""Whole documents: a page of the server, and a file that stands alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from msgc.preview.assets import asset
from msgc.preview.choosing import badge, catalog_list, chooser
from msgc.preview.elements import Child, Html, element, stylesheet, whole
from msgc.preview.frames import note_list
from msgc.preview.model import Listed, Overview, Scene
from msgc.preview.scenes import draw_scene

LANGUAGE = "en"
# What a message is shown for that nobody wrote a sample for.
MADE_UP = "A row made up from `vars`: no sample is written"
NO_SAMPLE = "No sample"
STYLE, SCRIPT, ICON = "preview.css", "preview.js", "favicon.svg"
ASSETS = {STYLE: "text/css", SCRIPT: "text/javascript", ICON: "image/svg+xml"}
# What a page of the server may load, from the server alone.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def served_page(overview: Overview, scene: Scene | None, wanted: str = "") -> str:
    """Return a page of the server: the catalog, and the chosen message.

    Where there is no scene, `wanted` is the name of the message that isn't there.
    """
    chosen = scene.choice.message if scene else wanted
    nothing = _nothing(bool(wanted or overview.messages))
    shown = draw_scene(scene, overview.name, "", chooser(scene)) if scene else nothing
    state = [
        element("p", {"id": "live", "role": "status", "class": "live"}),
        element("p", {"id": "said", "role": "status", "class": "unseen"}),
    ]
    head = [
        *_head(f"{chosen} · {overview.name}" if chosen else overview.name),
        element("link", {"rel": "stylesheet", "href": f"/{STYLE}"}),
        element("link", {"rel": "icon", "href": f"/{ICON}"}),
        element("script", {"src": f"/{SCRIPT}", "type": "module"}),
    ]
    main = element("main", {"id": "main", "tabindex": "-1"}, note_list(overview.notes), shown)
    body = element("body", None, _skip("main"), catalog_list(overview, chosen), main, state)
    return whole(LANGUAGE, head, body)


def _nothing(is_gone: bool) -> Html:
    words = "This message is gone." if is_gone else "The catalog has no messages yet."
    return element("p", {"class": "unreadable"}, words)


def _head(title: str) -> list[Html]:
    return [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", None, title),
    ]


def _skip(target: str) -> Html:
    return element("a", {"class": "skip", "href": f"#{target}"}, "Skip to the message")


def lone_page(overview: Overview, scenes: Sequence[tuple[Listed, Sequence[Scene]]]) -> str:
    """Return one file that holds messages with all their samples: no scripts, nothing to load."""
    css = asset(STYLE)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    allowed = element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    charset, *others = _head(overview.name)
    head = [charset, allowed, *others, stylesheet(css)]
    names = [_lone_entry(number, listed) for number, (listed, _) in enumerate(scenes)]
    title = element("p", {"class": "catalog-name", "dir": "auto"}, overview.name)
    ways = element("ul", None, names)
    nav = element("nav", {"id": "catalog", "aria-label": "Messages"}, title, ways)
    shown = [_lone_message(n, overview.name, each) for n, (_, each) in enumerate(scenes)]
    nothing = None if overview.messages else _nothing(False)
    main = element(
        "main", {"id": "main", "class": "all"}, note_list(overview.notes), nothing, shown
    )
    return whole(LANGUAGE, head, element("body", None, _skip("main"), nav, main))


def _lone_entry(number: int, listed: Listed) -> Html:
    name = element("span", {"class": "name"}, listed.name)
    kind = element("span", {"class": "kind"}, listed.kind or "")
    return element("li", None, element("a", {"href": f"#m{number}"}, name, kind, badge(listed)))


def _lone_message(number: int, business: str, scenes: Sequence[Scene]) -> Html:
    shown = [_lone_scene(f"m{number}s{n}-", business, each) for n, each in enumerate(scenes)]
    return element("article", {"id": f"m{number}", "class": "lone"}, shown)


def _lone_scene(name: str, business: str, scene: Scene) -> Html:
    return draw_scene(
        scene, business, name, element("p", {"class": "shown-for"}, _shown_for(scene))
    )


def _shown_for(scene: Scene) -> Child:
    choice = scene.choice
    what = f"Sample {choice.sample}" if choice.sample else NO_SAMPLE
    if choice.row:
        what = f"Row {choice.row} of {scene.rows}"
    elif scene.made_up:
        what = MADE_UP
    return f"{what}, locale {choice.locale}" if choice.locale else what
