"""What the tests of `msgc lock` share: templates as an account answers, and a catalog."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.e2e.account import WORKSPACE
from tests.e2e.cli_help import Outcome, write

KEY = "bk-planted-5e0d9c"
PROJECT = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
OTHER = "1f8d6b30-4c27-4e9a-b5d1-7a93e02c64f8"
VERSION = "a4e81c6d-90b5-4f23-b7d8-2c5f1e063a79"
Lock = Callable[..., Outcome]


def entry(number: int = 0, **more: object) -> dict[str, object]:
    return {
        "id": VERSION if number == 0 else f"{number:08d}-90b5-4f23-b7d8-2c5f1e063a79",
        "projectId": PROJECT,
        "status": "active" if number == 0 else "inactive",
        "defaultLocale": "en",
        "localeStatuses": {"en": "active"},
        "variables": [{"key": "name", "type": "string", "characterLimit": 40}],
        "deployments": [
            {"key": "whatsappTemplateName", "value": "order_shipped"},
            {"key": "whatsappCategory", "value": "UTILITY"},
        ],
        **more,
    }


def message(project: str = PROJECT, name: str = "name") -> str:
    return (
        f'to: "+31612345678"\ntext: Hi\nfallback:\n  template: {project}\n'
        f"  version: {VERSION}\n  locale: en\n  parameters: {{{name}: Robert}}\n"
    )


def config(url: str) -> str:
    profile = f'workspaceId: {WORKSPACE}, channelId: c, accessKeyEnv: KEY, baseUrl: "{url}"'
    return f"profiles:\n  local: {{{profile}}}\n"


def saved(root: Path, document: object, name: str = "answer.json") -> Path:
    return write(root.parent / name, json.dumps(document))


def projects(root: Path) -> dict[str, dict]:
    return json.loads((root / "msgc.lock").read_text(encoding="utf-8"))["projects"]
