"""A profile read: its key from the environment, its URL safe, its faults without the key."""

from __future__ import annotations

import pytest

from msgc.config.reading import read_config
from msgc.pipeline.profiles import ProfileError, read_profile
from msgc.source import SourceFile
from msgc.transport.addresses import BASE_URL, TransportError, is_loopback, require_safe
from msgc.transport.reading import Transport

KEY = "bk-planted-77ac"
ENVIRONMENT = {"BIRD_ACCESS_KEY": KEY}
PROD = "workspaceId: w, channelId: c, accessKeyEnv: BIRD_ACCESS_KEY"


def config(*profiles: str):
    text = "profiles:\n" + "".join(f"  {each}\n" for each in profiles) if profiles else ""
    return read_config(SourceFile("msgc.yaml", text), "1.0")


def test_a_profile_is_read():
    profile = read_profile(config(f"prod: {{{PROD}}}"), "prod", ENVIRONMENT)
    assert (profile.workspace, profile.base_url, profile.key) == ("w", BASE_URL, KEY)
    assert KEY not in repr(profile)


def test_the_only_profile_needs_no_name():
    assert read_profile(config(f"prod: {{{PROD}}}"), None, ENVIRONMENT).name == "prod"


FAULTS = {
    "no profiles": ((), None, "has no `profiles`"),
    "several": ((f"a: {{{PROD}}}", f"b: {{{PROD}}}"), None, "has a, b"),
    "misspelt": ((f"prod: {{{PROD}}}",), "prdo", "did you mean `prod`?"),
    "no workspace": (("p: {accessKeyEnv: BIRD_ACCESS_KEY}",), "p", "no `workspaceId`"),
    "no key's name": (("p: {workspaceId: w}",), "p", "no `accessKeyEnv`"),
    "no key": (("p: {workspaceId: w, accessKeyEnv: OTHER}",), "p", "`OTHER`"),
    "http": ((f'p: {{{PROD}, baseUrl: "http://api.example.com"}}',), "p", "over https alone"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_profile_that_cant_be_used_is_told(case):
    profiles, name, what = FAULTS[case]
    with pytest.raises(ProfileError) as error:
        read_profile(config(*profiles), name, ENVIRONMENT)
    assert what in str(error.value)
    assert KEY not in str(error.value)


SAFE = (
    "https://api.bird.com",
    "https://example.com:8443/base",
    "http://127.0.0.1:4010",
    "http://127.8.9.1",
    "http://localhost:1",
    "http://[::1]:4010",
)
UNSAFE = (
    "",
    "api.bird.com",
    "ftp://127.0.0.1",
    "http://api.bird.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://0.0.0.0:4010",
    "https://user:pass@api.bird.com",
    "https://api.bird.com?x=1",
    "https://api.bird.com#x",
    "https://api.bird.com:99999",
    "http://[::1",
)


@pytest.mark.parametrize("url", SAFE)
def test_a_safe_url(url):
    require_safe(url)


@pytest.mark.parametrize("url", UNSAFE)
def test_a_url_that_a_key_isnt_sent_to(url):
    with pytest.raises(TransportError):
        require_safe(url)


@pytest.mark.parametrize("url", ["https://api.bird.com", "http://10.0.0.1", "nonsense", "http://["])
def test_what_isnt_on_this_machine(url):
    assert not is_loopback(url)


@pytest.mark.parametrize("key", ["", "with space", "line\nbreak", "ключ", "tab\t"])
def test_a_key_that_no_header_takes_is_refused_without_being_told(key):
    with pytest.raises(TransportError) as error:
        Transport("https://api.bird.com", key)
    assert not key or key not in str(error.value)
