"""Every way to fail, on real sockets: what can't have left, what may have, what has a status."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import traceback

import pytest
from raw_servers import BODY, KEY, SHORT, answer, exchange_with, post, post_to, serving

from msgc.transport.failures import MaybeSentError, NeverSentError
from msgc.transport.sending import Deadlines


def refused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def failing(url: str):
    async with exchange_with(url) as exchange:
        with pytest.raises((NeverSentError, MaybeSentError)) as caught:
            await post(exchange)
        return caught.value


def test_a_refused_connection_never_sent():
    error = asyncio.run(failing(f"http://127.0.0.1:{refused_port()}"))
    assert (type(error), error.code) == (NeverSentError, "connect-failed")


def test_a_name_that_isnt_known_never_sent(monkeypatch):
    def unknown(*args, **more):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = asyncio.run(failing("https://api.example.com"))
    assert (type(error), error.code) == (NeverSentError, "name-unknown")


def test_a_connection_that_isnt_made_in_time_never_sent():
    with socket.socket() as full, contextlib.ExitStack() as held:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        # What fills the queue of a socket that nobody accepts from; the next one gets no answer.
        for _ in range(4):
            other = held.enter_context(socket.socket())
            other.setblocking(False)
            other.connect_ex(full.getsockname())
        error = asyncio.run(failing(f"http://127.0.0.1:{full.getsockname()[1]}"))
    assert (type(error), error.code) == (NeverSentError, "connect-timeout")


async def _close_at_once(connection):
    pass


async def _read_and_close(connection):
    await connection.read()


async def _read_and_reset(connection):
    await connection.read()
    connection.reset()


async def _reset_at_once(connection):
    connection.reset()


async def _hang(connection):
    await connection.read()
    await asyncio.sleep(60)


async def _never_read(connection):
    await asyncio.sleep(60)


def _saying(content: bytes):
    async def say(connection):
        await connection.read()
        await connection.say(content)

    return say


async def _dribble(connection):
    await connection.read()
    for byte in b"HTTP/1.1 202 Accepted" + b" " * 1000:
        await connection.say(bytes([byte]))
        await asyncio.sleep(0.05)


MAYBE = {
    "accepted, then closed": (_close_at_once, "connection-lost"),
    "accepted, then reset": (_reset_at_once, "connection-lost"),
    "read, then closed": (_read_and_close, "connection-lost"),
    "read, then reset": (_read_and_reset, "connection-lost"),
    "read, then nothing": (_hang, "timeout"),
    "not even read": (_never_read, "timeout"),
    "dribbled": (_dribble, "timeout"),
    "garbage": (_saying(b"\x00\xff what is this\r\n\r\n"), "bad-answer"),
    "another protocol": (_saying(b"220 smtp.example.com ESMTP\r\n"), "bad-answer"),
    "half a status line": (_saying(b"HTTP/1.1 20"), "connection-lost"),
    "no end of headers": (_saying(b"HTTP/1.1 202 Accepted\r\nX: 1\r\n"), "connection-lost"),
    "a status that is none": (_saying(b"HTTP/1.1 two Accepted\r\n\r\n"), "bad-answer"),
    "a header that is none": (_saying(b"HTTP/1.1 202 OK\r\n\x00: 1\r\n\r\n"), "bad-answer"),
    "an endless header": (_saying(b"HTTP/1.1 202 OK\r\nX: " + b"y" * 99_999), "bad-answer"),
    # Its status came, but the client gives up a packet as a whole: then the API is asked.
    "a chunk that is none, in one packet with the status": (
        _saying(b"HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        "bad-answer",
    ),
    "a length that is none": (
        _saying(b"HTTP/1.1 202 OK\r\nContent-Length: -1\r\n\r\n"),
        "bad-answer",
    ),
}


@pytest.mark.parametrize("how", MAYBE)
def test_what_breaks_after_the_connection_may_have_left(how):
    handler, code = MAYBE[how]
    error, server = asyncio.run(post_to(handler))
    assert (type(error), error.code) == (MaybeSentError, code)
    assert server.posts() <= 1


def test_a_body_that_nobody_reads_may_have_left():
    async def run():
        async with serving(_never_read) as server, exchange_with(server.url) as exchange:
            with pytest.raises(MaybeSentError):
                await post(exchange, b"x" * 1_000_000)

    asyncio.run(run())


CUT = b"HTTP/1.1 202 Accepted\r\nContent-Length: 99\r\n\r\n" + BODY
CHUNKED = b"HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"


async def _say_and_reset(connection):
    await connection.read()
    await connection.say(CUT)
    await asyncio.sleep(0.05)
    connection.reset()


async def _say_and_hang(connection):
    await connection.read()
    await connection.say(CUT)
    await asyncio.sleep(60)


async def _dribble_the_body(connection):
    await connection.read()
    await connection.say(CUT[: -len(BODY)])
    for byte in BODY * 9:
        await connection.say(bytes([byte]))
        await asyncio.sleep(0.05)


async def _say_a_broken_chunk(connection):
    await connection.read()
    await connection.say(CHUNKED)
    await asyncio.sleep(0.05)
    await connection.say(b"zz\r\n{}\r\n")


BROKEN = {
    "closed": _saying(CUT),
    "reset": _say_and_reset,
    "hanging": _say_and_hang,
    "dribbled": _dribble_the_body,
    "a chunk cut": _saying(CHUNKED + b"ff\r\n{"),
    "a chunk that is none": _say_a_broken_chunk,
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_status_is_a_reply_though_its_body_breaks(how):
    reply, server = asyncio.run(post_to(BROKEN[how]))
    assert (reply.status, reply.complete, server.posts()) == (202, False, 1)
    assert len(reply.body) < 99


def test_an_answer_before_the_body_is_read_is_a_reply():
    async def hasty(connection):
        await connection.say(answer(413))
        await asyncio.sleep(60)

    async def run():
        async with serving(hasty) as server, exchange_with(server.url) as exchange:
            return await post(exchange, b"x" * 1_000_000)

    assert asyncio.run(run()).status == 413


@pytest.mark.parametrize("handler", [_hang, _say_and_hang, _never_read])
def test_cancelled_requests_leave_no_connection_behind(handler):
    async def run():
        forever = Deadlines(total=60, read=60)
        async with (
            serving(handler) as server,
            exchange_with(server.url, connections=2, deadlines=forever) as exchange,
        ):
            for _ in range(3):
                tasks = [asyncio.create_task(post(exchange)) for _ in range(2)]
                await asyncio.sleep(0.1)
                for task in tasks:
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
                assert {type(each) for each in ended} == {asyncio.CancelledError}
            return server.connections

    # A connection that had leaked would hold its slot, and nothing after it could connect.
    assert asyncio.run(run()) == 6


@pytest.mark.parametrize("how", ["read, then closed", "garbage", "read, then nothing"])
def test_no_failure_tells_the_key(how):
    error, _ = asyncio.run(post_to(MAYBE[how][0], deadlines=SHORT))
    told = "".join(traceback.format_exception(error)) + repr(error) + str(error)
    assert KEY not in told
    assert error.__cause__ is None
    assert error.__context__ is None
