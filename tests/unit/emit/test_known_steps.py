"""A kept program can be made anew: the reader of kept programs knows each step it may name."""

from __future__ import annotations

from inspect import isfunction
from types import ModuleType

import pytest

from msgc.emit import checks, runtime, steps
from msgc.warm.program import NAMES

# What steps call themselves, and no program names.
INNER = {"decline"}


@pytest.mark.parametrize("module", [runtime, checks], ids=lambda each: each.__name__)
def test_each_step_is_known(module: ModuleType) -> None:
    found = {
        name
        for name, value in vars(module).items()
        if isfunction(value) and getattr(steps, name, None) is value
    }
    assert len(found) > 5
    assert found - INNER <= NAMES
