"""The clients that `bench.transport` compares post, each in its way, the same message."""

from __future__ import annotations

import asyncio

import pytest

from bench.posting import CLIENTS
from bench.transport import measured, serving


@pytest.mark.parametrize("name", CLIENTS)
def test_every_client_posts(name):
    with serving(0.0) as url:
        rate, cpu = asyncio.run(measured(CLIENTS[name], url, 16, 8))
    assert rate > 0
    assert cpu > 0
