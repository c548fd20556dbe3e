"""Servers that tests start for themselves; without their programs the tests fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.prism import Prism, mocking
from tests.servers.wiremock import WireMock, wiremocking


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prism]:
    with mocking(tmp_path_factory.mktemp("prism")) as prism:
        yield prism


@pytest.fixture(scope="session")
def wiremock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WireMock]:
    with wiremocking(tmp_path_factory.mktemp("wiremock")) as wiremock:
        yield wiremock
