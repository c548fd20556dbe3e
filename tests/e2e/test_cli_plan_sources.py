"""`msgc plan`: what a plan takes from payloads, rows and texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from msgc.push.plan_reading import read_plan
from tests.e2e.cli_help import (
    DUTCH,
    GOOD_ROWS,
    SHIPPED,
    catalog,
    ndjson,
    write,
)
from tests.e2e.conftest import Call
from tests.e2e.plan_help import MESSAGE, PLAN, summary, with_profiles


@pytest.fixture
def planned(shop: Path) -> Path:
    """The shop with what plans need."""
    return with_profiles(shop)


def test_payloads_of_a_file(planned: Path, call: Call) -> None:
    write(planned / "rows.csv", GOOD_ROWS)
    call("compile", MESSAGE, "-r", "rows.csv", "-o", "november.ndjson", cwd=planned)
    good = (planned / "november.ndjson").read_text()
    bad = [
        '{"a": 1}',
        "{",
        '{"receiver": 1, "receiver": 2}',
        "\ud800".encode("utf-8", "surrogatepass"),
    ]
    lines = (
        good.encode()
        + b"\n"
        + b"".join((b.encode() if isinstance(b, str) else b) + b"\n" for b in bad)
    )
    (planned / "november.ndjson").write_bytes(lines)
    outcome = call("plan", "november.ndjson", cwd=planned)
    made = read_plan(planned / "out/november.plan.json")
    assert (outcome.code, made.summary.campaign, made.summary.message) == (1, "november", None)
    assert [each.row for each in made.reader().entries(0, 9)] == [1, 2]
    assert [each["row"] for each in ndjson(planned / "out/november.rejected.ndjson")] == [
        3,
        4,
        5,
        6,
    ]
    assert made.summary.lock.state == "unchecked"


def test_a_file_and_a_message_make_the_same_keys(planned: Path, call: Call) -> None:
    call("compile", MESSAGE, "-r", "rows.csv", "-o", "a.ndjson", cwd=planned)
    call("plan", "a.ndjson", "--campaign", "same", cwd=planned)
    call("plan", MESSAGE, "-r", "rows.csv", "--campaign", "same", cwd=planned)
    keys = [summary(planned, path)["digests"]["keys"] for path in ("out/a.plan.json", PLAN)]
    assert keys[0] == keys[1]


def test_windows_come_from_the_rows(planned: Path, call: Call) -> None:
    now = datetime.now(UTC)
    times = [now - timedelta(hours=1), now - timedelta(hours=25), None, now.replace(tzinfo=None)]
    rows = [f"+3161234567{n},Ann,1,{t.isoformat() if t else ''},c-{n}" for n, t in enumerate(times)]
    write(planned / "rows.csv", "\n".join(["phone,name,n,seen.at,contact", *rows, ""]))
    words = ("--last-inbound", "seen.at", "--contact-id", "contact")
    outcome = call("plan", MESSAGE, "-r", "rows.csv", *words, cwd=planned)
    assert outcome.code == 1
    assert summary(planned)["windows"] == {"open": 1, "closed": 1, "unknown": 1}
    assert summary(planned)["refused"]["MSG604"]["rows"] == [4]
    entries = list(read_plan(planned / PLAN).reader().entries(0, 9))
    assert [each.contact for each in entries] == ["c-0", "c-1", "c-2"]
    assert entries[0].last_inbound == pytest.approx((now - timedelta(hours=1)).timestamp())


def test_fields_of_rows_on_standard_input(planned: Path, call: Call) -> None:
    rows = '{"phone": "+31612345678", "name": "Ann", "at": "2020-01-01T00:00:00Z"}\n'
    call("plan", MESSAGE, "-r", "-", "--last-inbound", "at", cwd=planned, input=rows)
    assert summary(planned)["windows"]["closed"] == 1


def test_a_field_that_no_row_has(planned: Path, call: Call) -> None:
    outcome = call("plan", MESSAGE, "-r", "rows.csv", "--last-inbound", "nmae", cwd=planned)
    assert (outcome.code, "did you mean `name`" in outcome.err) == (2, True)
    assert not (planned / PLAN).exists()


def test_locales_are_those_of_the_texts(planned: Path, call: Call) -> None:
    rows = "".join(
        f"+3161234567{n},Ann,1,{tag}\n" for n, tag in enumerate(["nl", "nl-BE", "", "Ann"])
    )
    write(planned / "rows.csv", f"phone,name,n,locale\n{rows}")
    outcome = call("plan", MESSAGE, "-r", "rows.csv", cwd=planned)
    assert (outcome.code, summary(planned)["locales"]) == (0, {"default": 2, "nl": 2})


def test_a_fallback_goes_with_its_own_row(tmp_path: Path, call: Call) -> None:
    shop = catalog(
        tmp_path,
        {
            "a.msg.yaml": SHIPPED
            + "fallback: {template: t, locale: en, parameters: {a: '{{ name }}'}}\n",
            "a.nl.msg.yaml": DUTCH,
        },
    )
    rows = "phone,name,n,locale\n+31612345678,Ann,1,nl\n0612,Bad,1,\n+31612345679,Bob,1,\n"
    write(shop / "rows.csv", rows)
    assert call("plan", "a", "-r", "rows.csv", cwd=shop).code == 1
    entries = ndjson(shop / "out/a.plan.ndjson")
    assert [(e["row"], e["fallback"]["template"]["parameters"][0]["value"]) for e in entries] == [
        (1, "Ann"),
        (3, "Bob"),
    ]
    assert summary(shop, "out/a.plan.json")["lock"]["state"] == "missing"
