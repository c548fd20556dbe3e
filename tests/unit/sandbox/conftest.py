"""Fixtures of the sandbox's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from msgc.sandbox.options import Options
from tests.unit.sandbox.sandbox_help import Client, Clock, client

Make = Callable[..., Client]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make() -> Iterator[Make]:
    """Start sandboxes with options of one's own."""
    with ExitStack() as running:

        def make(clock: Clock | None = None, **options: object) -> Client:
            made = client(Options(**{"magic": True, **options}), clock)  # type: ignore[arg-type]
            running.enter_context(made.thread)
            running.enter_context(made.http)
            return made

        yield make


@pytest.fixture(scope="module")
def plain() -> Iterator[Client]:
    """A sandbox without options, for all tests of a file."""
    made = client(Options(magic=True))
    with made.thread, made.http:
        yield made
