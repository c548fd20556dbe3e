"""Which Python the kernel asks for objects, and what it is told of it."""

from __future__ import annotations

import ctypes
import sys

import pytest

from msgc.native import interpreter as asked
from msgc.native import objects
from msgc.native.interpreter import CLASSES, FUNCTIONS, interpreter
from msgc.native.objects import TEXT, object_reader
from tests.kernel_help import needs_kernel, without_kernel

is_known = asked._has_lock()


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Have the interpreter looked at as by a first call, and what other tests have left alone."""
    monkeypatch.setattr(objects, "interpreter", interpreter.__wrapped__)
    return monkeypatch


@pytest.mark.skipif(not is_known, reason="this Python is none that the kernel asks")
def test_it_is_told_of_functions_and_classes() -> None:
    found = interpreter()
    assert found is not None
    assert [getattr(found, each.__name__) for each in CLASSES] == list(map(id, CLASSES))
    assert all(getattr(found, name) for name in FUNCTIONS)
    size = ctypes.sizeof(ctypes.c_void_p) * (len(FUNCTIONS) + len(CLASSES))
    assert ctypes.sizeof(found) == size + ctypes.sizeof(ctypes.c_size_t)


@needs_kernel
@pytest.mark.skipif(not is_known, reason="this Python is none that the kernel asks")
def test_objects_are_read_where_it_may_be_asked(anew: pytest.MonkeyPatch) -> None:
    assert object_reader({"a": TEXT}) is not None


@pytest.mark.parametrize("name", ["_has_types", "_has_lock"])
def test_none_is_asked_that_doesnt_fit(name: str, anew: pytest.MonkeyPatch) -> None:
    anew.setattr(asked, name, lambda: False)
    assert interpreter.__wrapped__() is None
    assert object_reader({"a": TEXT}) is None


@pytest.mark.parametrize("enabled", [True, False])
def test_the_lock_may_be_off(enabled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: enabled, raising=False)
    assert asked._has_lock() is enabled


def test_types_that_stand_elsewhere_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    # There stands how often an object is used.
    monkeypatch.setattr(asked, "TYPE_AT", 0)
    assert not asked._has_types()


def test_without_the_kernel_nothing_is_read() -> None:
    with without_kernel():
        assert object_reader({"a": TEXT}) is None
