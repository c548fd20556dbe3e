"""What is had late is had as it is."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from msgc.late import METHODS, Late, late_patterns, regex

LINE = re.compile(r"(?P<word>a+)|\n", re.IGNORECASE)


@pytest.mark.parametrize("name", [*METHODS, "flags", "groups", "groupindex"])
def test_a_pattern_has_what_a_compiled_one_has(name: str) -> None:
    late = regex(LINE.pattern, re.IGNORECASE)
    found, wanted = getattr(late, name), getattr(LINE, name)
    assert type(found) is type(wanted)
    assert callable(found) or found == wanted


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    late = regex(LINE.pattern, re.IGNORECASE)
    assert [match["word"] for match in late.finditer("aA\nb")] == ["aA", None]
    assert late.search("b") is None


def test_a_pattern_is_wrong_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("(").match("(")


def test_patterns_made_meanwhile_are_late() -> None:
    compiled = re.compile
    with late_patterns():
        late = re.compile("(a+)b?")
    assert re.compile is compiled
    assert type(late) is regex
    assert [found[1] for found in late.finditer("aab a")] == ["aa", "a"]


def test_patterns_are_made_at_once_again_after_a_fault() -> None:
    compiled = re.compile
    with pytest.raises(KeyError), late_patterns():
        raise KeyError
    assert re.compile is compiled


def test_a_module_is_imported_when_something_of_it_is_asked_for() -> None:
    late = (
        "import sys; from msgc.late import Late; module = Late('colorsys');"
        "before = 'colorsys' in sys.modules; module.rgb_to_hsv;"
        "print(before, 'colorsys' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=True)
    assert ran.stdout == "False True\n"


def test_what_a_module_does_not_have_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = Late("string").nothing


def test_another_module_is_had_where_python_lacks_what_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "_ctypes", None)
    for name in ("ctypes", "msgc.native.lines"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert Late("msgc.native.lines", "msgc.native.nothing").line_reader({}) is None
    with pytest.raises(ImportError):
        Late("msgc.native.lines").line_reader  # noqa: B018


def test_none_is_had_for_a_module_of_our_own_that_isnt_there() -> None:
    with pytest.raises(ModuleNotFoundError):
        Late("msgc.native.gone", "msgc.native.nothing").line_reader  # noqa: B018
