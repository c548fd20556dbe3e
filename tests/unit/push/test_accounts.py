"""Accounts by what they are named, and runs by their names."""

from __future__ import annotations

from datetime import date

import pytest

from msgc.config.reading import read_config
from msgc.pipeline.profiles import read_account
from msgc.push.keys import channel_of, is_same_account, may_be_of, run_name
from msgc.source import SourceFile

DAY, DIGITS = date(2026, 11, 22), "3f2a09c1" * 4


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://api.bird.com", "https://api.bird.com"),
        ("https://API.bird.com:443/", "https://api.bird.com"),
        ("HTTP://127.0.0.1:4512/", "http://127.0.0.1:4512"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:4512/v1/", "http://[::1]:4512/v1"),
        ("https://api.bird.com:80", "https://api.bird.com:80"),
    ],
)
def test_a_url_has_one_form(written: str, canonical: str) -> None:
    account = f"prod {written} ws/ch"
    assert channel_of(account) == (canonical, "ws/ch")
    assert is_same_account(account, f"prod {canonical} ws/ch")
    assert not is_same_account(account, f"test {canonical} ws/ch")
    profile = f"{{workspaceId: ws, channelId: ch, accessKeyEnv: K, baseUrl: '{written}'}}"
    source = SourceFile("msgc.yaml", f"profiles: {{prod: {profile}}}\n")
    assert read_account(read_config(source, "1.0"), "prod").identity == f"prod {canonical} ws/ch"


@pytest.mark.parametrize("campaign", ["shipped", "shop/shipped", "A b!", "x" * 60, "✓"])
@pytest.mark.parametrize("new_run", ["", "anew", "y" * 60])
def test_a_runs_name_may_be_of_its_campaign(campaign: str, new_run: str) -> None:
    name = run_name(DAY, campaign, DIGITS, new_run)
    assert len(name) <= 50 and may_be_of(name, campaign)


def test_a_name_tells_of_another_campaign() -> None:
    assert not may_be_of(run_name(DAY, "other", DIGITS), "shipped")
    assert may_be_of("copy-of-something", "shipped")
    assert run_name(DAY, "shop/shipped", DIGITS, "Anew!") == "2026-11-22-shipped-anew-3f2a09c1"
