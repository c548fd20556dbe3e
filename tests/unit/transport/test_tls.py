"""TLS and proxies: what is trusted, and that what isn't gets no byte of a request."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess

import pytest
from raw_servers import KEY, answer, exchange_with, post, serving

from msgc.transport.addresses import TransportError
from msgc.transport.sending import NeverSentError

OPENSSL = shutil.which("openssl")
WORDS = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
NAMES = "subjectAltName=IP:127.0.0.1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if OPENSSL is None:
        pytest.skip("there is no openssl")
    folder = tmp_path_factory.mktemp("tls")
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    words = [OPENSSL, *WORDS.split(), "-addext", NAMES, *files]
    subprocess.run(words, check=True, capture_output=True)
    return folder


@pytest.fixture
def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    return context


async def answering(connection):
    await connection.read()
    await connection.say(answer(202))


async def post_over(tls, scheme="https"):
    async with serving(answering, tls) as server:
        url = f"{scheme}://127.0.0.1:{server.port}"
        async with exchange_with(url) as exchange:
            try:
                return await post(exchange), server
            except NeverSentError as error:
                return error, server


def test_a_certificate_that_isnt_trusted_gets_nothing(tls):
    error, server = asyncio.run(post_over(tls))
    assert (error.code, server.requests) == ("certificate-refused", [])


def test_a_certificate_that_the_environment_trusts_is_trusted(tls, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    reply, server = asyncio.run(post_over(tls))
    assert (reply.status, server.posts()) == (202, 1)


def test_a_server_without_tls_gets_nothing():
    async def greet(connection):
        await connection.say(b"220 smtp.example.com ESMTP\r\n")
        await connection.reader.read()

    async def run():
        async with serving(greet) as server:
            async with exchange_with(f"https://127.0.0.1:{server.port}") as exchange:
                with pytest.raises(NeverSentError) as caught:
                    await post(exchange)
            return caught.value.code

    assert asyncio.run(run()) == "tls-failed"


def test_certificates_that_cant_be_read_are_told(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path))

    async def run():
        async with exchange_with("https://127.0.0.1:1"):
            pass

    with pytest.raises(TransportError, match="SSL_CERT_FILE"):
        asyncio.run(run())


def test_no_proxy_stands_before_this_machine(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    reply, _ = asyncio.run(post_over(None, "http"))
    assert reply.status == 202


def test_a_proxy_is_asked_and_doesnt_get_the_key(monkeypatch):
    asked = []

    async def refusing(connection):
        asked.append(await connection.read())
        await connection.say(answer(403))

    async def run():
        async with serving(refusing) as server:
            monkeypatch.setenv("https_proxy", server.url)
            async with exchange_with("https://api.example.com") as exchange:
                await post(exchange)

    with pytest.raises(NeverSentError) as caught:
        asyncio.run(run())
    assert caught.value.code == "proxy-failed"
    assert asked[0].startswith(b"CONNECT api.example.com:443")
    assert KEY.encode() not in asked[0]


def test_a_proxy_that_cant_be_used_is_told(monkeypatch):
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")

    async def run():
        async with exchange_with("https://api.example.com"):
            pass

    with pytest.raises(TransportError, match="proxy"):
        asyncio.run(run())
