"""A PostgreSQL server for the tests of ledgers; without its programs they fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import call
from tests.servers.postgres_server import postgres_server

__all__ = ["call"]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_server() as url:
        yield url
