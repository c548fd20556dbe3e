"""What the tests of plans share: payloads, and a plan written to a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from msgc.push.candidates import Candidate, Item
from msgc.push.plan_writing import Terms, write_plan
from msgc.push.planner import Rules
from msgc.push.plans import PlanPaths, PlanSummary
from msgc.report.json import diagnostic_dict

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RULES = Rules("orders/shipped", "people.csv", NOW.timestamp())
TERMS = Terms(RULES, NOW, 76.0, message="orders/shipped")


def phone(number: int) -> str:
    return f"+316{number:08d}"


def payload(to: str, text: str = "Hi", **more: object) -> bytes:
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    body = {"type": "text", "text": {"text": text}}
    return json.dumps({"receiver": {"contacts": [contact]}, "body": body, **more}).encode()


def template(to: str, locale: str = "en", **more: object) -> bytes:
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    named = {"projectId": "p", "version": "latest", "locale": locale}
    return json.dumps({"receiver": {"contacts": [contact]}, "template": named, **more}).encode()


def candidates(*payloads: bytes) -> list[Candidate]:
    return [Candidate(row, each) for row, each in enumerate(payloads, 1)]


def plan(
    folder: Path, items: Iterable[Item], rules: Rules = RULES, terms: Terms = TERMS
) -> PlanSummary:
    paths = PlanPaths.of(folder / "shipped")
    return write_plan(items, paths, replace(terms, rules=rules), diagnostic_dict)
