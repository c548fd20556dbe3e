"""Drawings in SVG, all our own: nothing is loaded from anywhere."""

from __future__ import annotations

from zlib import crc32

from msgc.preview.elements import Html, element

_PATHS = {
    "reply": "M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7",
    "open": "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
    "cart": "M3 4h2l2.5 11h10L20 7H6M9 20h.01M17 20h.01",
    "pin": "M12 21s7-6 7-12a7 7 0 0 0-14 0c0 6 7 12 7 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
    "list": "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
    "play": "M8 5l11 7-11 7z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6",
    "phone": "M5 4h4l2 5-2 2a11 11 0 0 0 5 5l1-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2",
    "lock": "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v10H5z",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "template": "M4 5h16v14H4zM4 10h16M9 10v9",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
}
HUES = 6


def icon(name: str) -> Html:
    """Return a line drawing in the colour of the words around it."""
    shape = {"class": f"icon icon-{name}", "viewBox": "0 0 24 24", "aria-hidden": "true"}
    return element("svg", shape, element("path", {"d": _PATHS[name]}))


def picture(key: str) -> Html:
    """Return what stands for a picture that isn't loaded; the same key looks the same."""
    shape = {"class": f"drawn hue{_number(key, HUES)}", "viewBox": "0 0 300 170"}
    hill = 60 + _number(f"hill {key}", 50)
    return element(
        "svg",
        {**shape, "aria-hidden": "true", "preserveAspectRatio": "xMidYMid slice"},
        element("rect", {"class": "sky", "width": "300", "height": "170"}),
        element("circle", {"class": "sun", "cx": str(40 + hill * 2), "cy": "48", "r": "20"}),
        element("path", {"class": "far", "d": f"M0 120 {hill} 62 {hill + 90} 120 300 80V170H0z"}),
        element("path", {"class": "near", "d": f"M0 150 {260 - hill} 96 300 140V170H0z"}),
    )


def map_around(latitude: float, longitude: float) -> Html:
    """Return something like a map, with a pin in its middle: streets that only look like some."""
    seed = f"{latitude:.3f} {longitude:.3f}"
    tilt = _number(seed, 60) - 30
    streets = [_street(f"{seed} {n}", n, tilt) for n in range(6)]
    shape = {"class": "map", "viewBox": "0 0 300 150", "aria-hidden": "true"}
    pin = element(
        "path", {"class": "pin", "d": "M150 84s19-19 19-34a19 19 0 0 0-38 0c0 15 19 34 19 34z"}
    )
    dot = element("circle", {"class": "dot", "cx": "150", "cy": "50", "r": "7"})
    land = element("rect", {"class": "land", "width": "300", "height": "150"})
    park = element("circle", {"class": "park", "cx": str(60 + tilt), "cy": "34", "r": "40"})
    water = element(
        "path", {"class": "water", "d": f"M190 150Q{230 + tilt} 90 300 {96 + tilt // 2}V150z"}
    )
    fit = {"preserveAspectRatio": "xMidYMid slice"}
    return element("svg", {**shape, **fit}, land, park, water, streets, pin, dot)


def _street(key: str, number: int, tilt: int) -> Html:
    at = 10 + number * 55 + _number(key, 30)
    is_across = number % 2 == 0
    line = f"M-10 {at // 2}L310 {at // 2 + tilt}" if is_across else f"M{at} -10L{at - tilt} 160"
    return element("path", {"class": "street", "d": line})


def _number(key: str, below: int) -> int:
    # Not `hash`, which differs from run to run.
    return crc32(key.encode("utf-8", errors="replace")) % below
