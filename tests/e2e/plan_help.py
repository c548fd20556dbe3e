"""A shop whose messages are planned: profiles, a list of opted-out recipients, rows."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.cli_help import GOOD_ROWS, write

MESSAGE = "orders/shipped"
PLAN = "out/orders/shipped.plan.json"
PROFILES = """\
profiles:
  prod: {workspaceId: ws, channelId: ch, accessKeyEnv: NOT_SET, rate: 50, suppress: lists/no.txt}
  other: {workspaceId: ws, channelId: ch2, accessKeyEnv: NOT_SET}
"""


def with_profiles(shop: Path) -> Path:
    """Give a shop two profiles, a list of opted-out recipients, and rows."""
    config = shop / "msgc.yaml"
    config.write_text(config.read_text() + PROFILES)
    write(shop / "lists/no.txt", "# nobody yet\n")
    write(shop / "rows.csv", GOOD_ROWS)
    return shop


def summary(shop: Path, path: str = PLAN) -> dict:
    """Return a plan's summary."""
    return json.loads((shop / path).read_text())
