"""JSON Schema's patterns in Python: ECMA-262 (Unicode mode) translated to `re`, or refused."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_LINE_ENDS = r"\n\r\u2028\u2029"
_SPACES = r"\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NOT_SPACES = (
    r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e"
    r"\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\U0010ffff"
)
# The same within brackets and outside; `re.ASCII` gives \D and \W the meaning that ECMA gives them.
_SETS = {"d": "0-9", "D": r"\D", "w": r"\w", "W": r"\W", "s": _SPACES, "S": _NOT_SPACES}
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_FIXED = {"$": r"\Z", ".": f"[^{_LINE_ENDS}]", "^": "^", "|": "|"}
_LOOKAROUNDS = ("(?=", "(?!", "(?<=", "(?<!")

_ESCAPE = (
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}"
    r"|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|0[0-9]+|.)"
)
_TOKEN = (
    rf"(?P<escape>{_ESCAPE})"
    r"|(?P<quantifier>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??)"
    r"|(?P<open>\((?:\?<?[=!]|\?:|\?<[A-Za-z_][A-Za-z0-9_]*>)?)"
    r"|(?P<close>\))"
    rf"|\[(?P<negated>\^?)(?P<set>(?:{_ESCAPE}|[^\]\\])*)\]"
    r"|(?P<assertion>[\^$])"
    r"|(?P<bar>\|)"
    r"|(?P<any>\.)"
    r"|(?P<char>[^\\*+?{}()\[\]])"
)
_SET_ITEM = rf"{_ESCAPE}|."
# Compiled when the first pattern is translated, not at import.
_compiled = cache(re.compile)


@lru_cache(maxsize=256)
def ecma(pattern: str) -> re.Pattern[str]:
    """Translate an ECMA-262 pattern (Unicode mode, no flags); use the result with `search`.

    Raises ValueError where the pattern is none, or where `re` can't say the same: back references,
    property escapes, modifiers, lookbehinds of no fixed length.
    """
    try:
        return re.compile(_Translation(pattern).text(), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"the pattern {pattern} can't be translated: {error}") from error


class _Translation:
    """One pass over a pattern; it keeps what a quantifier may follow, and the open groups."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._groups: list[str] = []
        self._repeatable = False

    def text(self) -> str:
        parts: list[str] = []
        position = 0
        while position < len(self._pattern):
            token = _compiled(_TOKEN, re.DOTALL).match(self._pattern, position)
            if token is None:
                raise self._refusal(self._pattern[position:])
            parts.append(self._token(token))
            position = token.end()
        return "".join(parts)

    def _token(self, token: re.Match[str]) -> str:
        kind = token.lastgroup or ""
        if kind == "quantifier":
            return self._quantifier(token[0])
        if kind in ("open", "close"):
            return self._open(token[0]) if kind == "open" else self._close(token[0])
        self._repeatable = kind not in ("assertion", "bar") and token[0] not in (r"\b", r"\B")
        if kind == "set":
            return self._set(token["set"], bool(token["negated"]))
        if kind == "escape":
            return self._escape(token[0])
        return _FIXED.get(token[0]) or re.escape(token[0])

    def _quantifier(self, token: str) -> str:
        if not self._repeatable:
            raise self._refusal(token)
        self._repeatable = False
        return token

    def _open(self, token: str) -> str:
        self._groups.append(token)
        self._repeatable = False
        named = token.startswith("(?<") and token not in _LOOKAROUNDS
        return token.replace("(?<", "(?P<") if named else token

    def _close(self, token: str) -> str:
        if not self._groups:
            raise self._refusal(token)
        self._repeatable = self._groups.pop() not in _LOOKAROUNDS
        return token

    def _escape(self, token: str) -> str:
        if token in (r"\b", r"\B"):
            return token
        if token[1:] in _SETS:
            return f"[{_SETS[token[1:]]}]"
        return _literal(self._code_point(token, _SYNTAX))

    def _set(self, body: str, negated: bool) -> str:
        if not body:
            return r"[\s\S]" if negated else "(?!)"
        items = _compiled(_SET_ITEM, re.DOTALL).findall(body)
        parts: list[str] = []
        while items:
            parts.append(self._set_part(items))
        return f"[{'^' if negated else ''}{''.join(parts)}]"

    def _set_part(self, items: list[str]) -> str:
        first = items.pop(0)
        if len(items) < 2 or items[0] != "-":
            return self._set_item(first)
        _, last = items.pop(0), items.pop(0)
        low, high = (self._code_point(end, _SYNTAX | {"-"}) for end in (first, last))
        if low > high:
            raise self._refusal(f"{first}-{last}")
        return f"{_literal(low)}-{_literal(high)}"

    def _set_item(self, item: str) -> str:
        if item[0] == "\\" and item[1:] in _SETS:
            return _SETS[item[1:]]
        if item == r"\b":
            return r"\x08"
        return _literal(self._code_point(item, _SYNTAX | {"-"}))

    def _code_point(self, item: str, syntax: frozenset[str]) -> int:
        if item[0] != "\\":
            return ord(item)
        name, digits = item[1], item[2:].strip("{}")
        if name in syntax or name in _CONTROLS:
            if digits:
                raise self._refusal(item)
            return _CONTROLS.get(name, ord(name))
        if name in "ux" and digits:
            return self._hexadecimal(digits, item)
        if name == "c" and digits:
            return ord(digits) % 32
        raise self._refusal(item)

    def _hexadecimal(self, digits: str, item: str) -> int:
        if "u" in digits:
            high, low = (int(half, 16) for half in digits.split("\\u"))
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        if int(digits, 16) > 0x10FFFF:
            raise self._refusal(item)
        return int(digits, 16)

    def _refusal(self, part: str) -> ValueError:
        return ValueError(f"the pattern {self._pattern} can't be translated: {part} isn't known")


def _literal(code_point: int) -> str:
    return f"\\U{code_point:08x}"
