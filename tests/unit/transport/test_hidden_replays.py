"""A POST is sent once at the most, whatever becomes of the kept connection that it is sent over.

Some clients send a request again by themselves where a kept connection breaks; then a message
arrives twice, and nobody knows. This runs against the installed version of ours.
"""

from __future__ import annotations

import asyncio

import pytest
from raw_servers import answer, exchange_with, post, serving

from msgc.transport.sending import MaybeSentError

ROUNDS = 5


async def close_after_reading(connection):
    await connection.read()
    await connection.say(answer(202))
    await connection.read()


async def reset_after_reading(connection):
    await close_after_reading(connection)
    connection.reset()


async def close_within_the_answer(connection):
    await connection.read()
    await connection.say(answer(202))
    await connection.read()
    await connection.say(b"HTTP/1.1 2")


async def close_while_it_is_sent(connection):
    await connection.read()
    await connection.say(answer(202))
    await connection.reader.readexactly(5)
    connection.server.requests.append(b"POST in part")
    connection.reset()


@pytest.mark.parametrize(
    "handler",
    [
        *(close_after_reading, reset_after_reading),
        *(close_within_the_answer, close_while_it_is_sent),
    ],
)
def test_a_post_on_a_kept_connection_that_closes_is_sent_once(handler):
    async def run():
        async with serving(handler) as server, exchange_with(server.url, connections=1) as exchange:
            for round in range(1, ROUNDS + 1):
                assert (await post(exchange)).status == 202
                with pytest.raises(MaybeSentError):
                    await post(exchange)
                assert server.posts() == 2 * round
            return server.connections

    # Each round has a connection of its own, on which its second request was a kept one.
    assert asyncio.run(run()) == ROUNDS


def test_a_connection_that_closed_while_it_was_idle_isnt_used():
    async def once(connection):
        await connection.read()
        await connection.say(answer(202))

    async def run():
        async with serving(once) as server, exchange_with(server.url) as exchange:
            for _ in range(ROUNDS):
                assert (await post(exchange)).status == 202
                await asyncio.sleep(0.05)
            return server.posts()

    assert asyncio.run(run()) == ROUNDS
