"""A request and its reply: what is sent, what is kept of the answer, which deadlines hold."""

from __future__ import annotations

import asyncio

import pytest
from raw_servers import BODY, KEY, answer, exchange_with, post, post_to, serving

from msgc.transport.addresses import TransportError
from msgc.transport.sending import MOST_OF_POST, Deadlines, Reply


async def answering(connection):
    while True:
        await connection.read()
        await connection.say(answer(202, BODY, "X-One: 1"))


def test_a_reply_holds_status_headers_and_body():
    reply, server = asyncio.run(post_to(answering))
    assert reply == Reply(202, {"content-length": str(len(BODY)), "x-one": "1"}, BODY, True)
    head, _, content = server.requests[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /workspaces/w/channels/c/messages HTTP/1.1"
    assert f"Authorization: AccessKey {KEY}" in lines
    assert "Content-Type: application/json" in lines
    assert "Accept-Encoding: identity" in lines
    assert content == b"{}"


def test_a_query_is_quoted_and_a_path_is_left_as_it_is():
    async def get():
        async with serving(answering) as server, exchange_with(server.url + "/base/") as exchange:
            query = {"to": "+31 6&7", "tag": "a b"}
            await exchange.request("GET", "/contacts/a%2Fb", query=query, content=None)
            return server.requests[0].split(b"\r\n", 1)[0]

    assert asyncio.run(get()) == b"GET /base/contacts/a%2Fb?to=%2B31+6%267&tag=a+b HTTP/1.1"


def test_connections_are_kept_and_shared():
    async def many():
        async with serving(answering) as server, exchange_with(server.url, connections=3) as one:
            await asyncio.gather(*(post(one) for _ in range(12)))
            await asyncio.gather(*(post(one) for _ in range(12)))
            return server.connections, server.posts()

    assert asyncio.run(many()) == (3, 24)


@pytest.mark.parametrize(
    "status", [200, 201, 204, 301, 302, 307, 308, 400, 401, 409, 429, 500, 503]
)
def test_any_status_is_a_reply_and_no_redirect_is_followed(status):
    async def redirecting(connection):
        await connection.read()
        body = b"" if status == 204 else BODY
        await connection.say(answer(status, body, f"Location: {connection.server.url}/elsewhere"))

    reply, server = asyncio.run(post_to(redirecting))
    assert (reply.status, server.posts(), reply.complete) == (status, 1, True)


def test_an_interim_answer_isnt_the_answer():
    async def hinting(connection):
        await connection.read()
        await connection.say(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(202))

    assert asyncio.run(post_to(hinting))[0].status == 202


def test_a_cookie_isnt_sent_back():
    async def setting(connection):
        while True:
            await connection.read()
            await connection.say(answer(202, BODY, "Set-Cookie: a=b"))

    async def twice():
        async with serving(setting) as server, exchange_with(server.url) as exchange:
            await post(exchange)
            await post(exchange)
            return server.requests[1]

    assert b"cookie" not in asyncio.run(twice()).lower()


def test_what_is_compressed_isnt_unpacked():
    async def packing(connection):
        await connection.read()
        await connection.say(answer(202, b"\x1f\x8bpacked", "Content-Encoding: gzip"))

    assert asyncio.run(post_to(packing))[0].body == b"\x1f\x8bpacked"


def test_an_endless_body_is_cut():
    async def endless(connection):
        await connection.read()
        await connection.say(b"HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            await connection.say(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    async def run():
        reply, server = await post_to(endless, deadlines=Deadlines(read=20, total=20))
        return reply, server.open

    reply, still_open = asyncio.run(run())
    assert (reply.status, len(reply.body), reply.complete) == (202, MOST_OF_POST, False)
    assert still_open == 0


def test_an_answer_that_tells_the_key_isnt_read():
    async def telling(connection):
        request = await connection.read()
        await connection.say(answer(422, request, f"X-Key: {KEY}"))

    reply, _ = asyncio.run(post_to(telling))
    assert (reply.status, reply.body, reply.complete) == (422, b"", False)
    assert KEY not in repr(reply)


def test_a_header_may_hold_what_is_no_text():
    async def odd(connection):
        await connection.read()
        head, _, body = answer(202, BODY, "Retry-After: 7").partition(b"\r\n\r\n")
        await connection.say(head + b"\r\nServer: caf\xe9\r\n\r\n" + body)

    reply, _ = asyncio.run(post_to(odd))
    assert (reply.status, reply.headers["retry-after"], reply.complete) == (202, "7", True)


def test_a_free_connection_is_waited_for_and_no_longer_than_it_may():
    async def hanging(connection):
        await connection.read()
        await asyncio.sleep(60)

    async def run():
        deadlines = Deadlines(connect=0.1, pool=0.1, read=5, total=1)
        async with (
            serving(hanging) as server,
            exchange_with(server.url, connections=1, deadlines=deadlines) as exchange,
        ):
            first, second = await asyncio.gather(
                post(exchange), post(exchange), return_exceptions=True
            )
            return type(first).__name__, type(second).__name__, server.posts()

    assert asyncio.run(run()) == ("MaybeSentError", "NeverSentError", 1)


def test_an_unsafe_url_is_refused():
    with pytest.raises(TransportError, match="over https alone"):
        exchange_with("http://api.example.com")


def test_an_exchange_that_isnt_open_is_a_mistake_and_no_failure_of_the_network():
    with pytest.raises(RuntimeError, match="isn't open"):
        asyncio.run(post(exchange_with("http://127.0.0.1:1")))
