"""`msgc plan`, by its contract."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from msgc.push.plan_reading import read_plan
from tests.e2e.cli_help import (
    GOOD_ROWS,
    ROWS,
    files_of,
    msgc,
    ndjson,
    write,
)
from tests.e2e.conftest import Call
from tests.e2e.plan_help import MESSAGE, PLAN, summary, with_profiles

ENTRIES = "out/orders/shipped.plan.ndjson"
REJECTED = "out/orders/shipped.rejected.ndjson"
PEOPLE = ("+31612345678", "+31612345679", "+31612345670")


@pytest.fixture
def planned(shop: Path) -> Path:
    """The shop with what plans need."""
    return with_profiles(shop)


def test_good_rows(planned: Path) -> None:
    outcome = msgc("plan", MESSAGE, "-r", "rows.csv", "--profile", "prod", cwd=planned)
    assert (outcome.code, outcome.err) == (0, "")
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert f"msgc push {PLAN} --profile prod" in outcome.out
    assert "2 payloads of 2 rows" in outcome.out
    assert files_of(planned / "out") == {
        ".gitignore",
        "orders/shipped.plan.json",
        "orders/shipped.plan.ndjson",
    }
    made = read_plan(planned / PLAN)
    entries = list(made.reader().entries(0, 9))
    assert [each.to for each in entries] == list(PEOPLE[:2])
    assert made.summary.account == "prod https://api.bird.com ws/ch"
    assert (made.summary.rate, made.summary.campaign) == (50.0, MESSAGE)
    assert made.summary.adds.tag.endswith(made.summary.identity()[:8])


def test_nobodys_data_but_in_the_entries_and_the_rejects(planned: Path, call: Call) -> None:
    write(planned / "rows.csv", ROWS)
    outcome = call("plan", MESSAGE, "-r", "rows.csv", cwd=planned)
    told = outcome.out + outcome.err + (planned / PLAN).read_text()
    for word in ("612345", "Ann", "Bob", "Cas", "Dee"):
        assert word not in told


def test_rejected_rows_are_exit_1_and_the_plan_is_written(planned: Path, call: Call) -> None:
    write(planned / "rows.csv", ROWS + "+31612345678,Eve,1\n")
    outcome = call("plan", MESSAGE, "-r", "rows.csv", cwd=planned)
    assert outcome.code == 1
    assert [each["row"] for each in ndjson(planned / ENTRIES)] == [1, 4]
    assert [each["row"] for each in ndjson(planned / REJECTED)] == [2, 3, 5]
    refused = {code: each["rows"] for code, each in summary(planned)["refused"].items()}
    assert refused == {"MSG511": [2], "MSG507": [3], "MSG601": [5]}
    assert "MSG601 in 1 row (5)" in outcome.out


def test_a_second_text_where_it_is_allowed(planned: Path, call: Call) -> None:
    write(planned / "rows.csv", GOOD_ROWS + "+31612345678,Eve,1\n+31612345678,Eve,1\n")
    outcome = call("plan", MESSAGE, "-r", "rows.csv", "--allow-revised", cwd=planned)
    counts = summary(planned)["counts"]
    assert (outcome.code, counts["entries"], counts["repeats"]) == (0, 3, 1)
    assert counts["duplicates"] == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lists_of_profile_and_command_line_are_counted(
    planned: Path, call: Call, jobs: str
) -> None:
    write(planned / "lists/no.txt", "0031 612345678\n")
    more = write(planned / "more.csv", f"name,phone\nBob,{PEOPLE[1]}\n")
    words = ("--profile", "prod", "--suppress", more, "--jobs", jobs)
    outcome = call("plan", MESSAGE, "-r", "rows.csv", *words, cwd=planned)
    assert (outcome.code, summary(planned)["counts"]["suppressed"]) == (0, 2)
    assert "Nothing is left to send" in outcome.out


def test_what_is_left_out_is_counted_as_that_alone(planned: Path, call: Call) -> None:
    words = (MESSAGE, "-r", "rows.csv", "--suppress", write(planned / "more.txt", "# nobody\n"))
    nobody = call("plan", *words, cwd=planned)
    assert "suppressed  0: nobody of this plan is on the lists" in nobody.out
    write(planned / "more.txt", f"{PEOPLE[1]}\n")
    outcome = call("plan", *words, cwd=planned)
    made = summary(planned)
    assert (made["kinds"], made["windows"]["unknown"]) == ({"text": 1}, 1)
    assert "text 1\n" in outcome.out and "unknown 1 " in outcome.out


def test_suppression_and_profile_key_arent_part_of_the_digest(planned: Path, call: Call) -> None:
    call("plan", MESSAGE, "-r", "rows.csv", "--profile", "prod", cwd=planned)
    first = read_plan(planned / PLAN).summary
    write(planned / "lists/no.txt", PEOPLE[0])
    call("plan", MESSAGE, "-r", "rows.csv", "--profile", "prod", "--expires", "2h", cwd=planned)
    second = read_plan(planned / PLAN).summary
    assert first.identity() == second.identity()
    call("plan", MESSAGE, "-r", "rows.csv", "--profile", "other", cwd=planned)
    assert read_plan(planned / PLAN).summary.identity() != first.identity()


def test_a_time_that_has_passed_is_told(planned: Path, call: Call) -> None:
    write(
        planned / "templates/late.msg.yaml",
        'vars: {phone: phone}\nscheduledFor: "2020-01-01T00:00:00Z"\ntext: Hi\n',
    )
    outcome = call("plan", "late", "-r", "rows.csv", cwd=planned)
    assert "MSG314 in 2 rows (1, 2)" in outcome.out
    assert summary(planned, "out/late.plan.json")["warned"]["MSG314"]["count"] == 2


def test_json(planned: Path, call: Call) -> None:
    outcome = call("plan", MESSAGE, "-r", "rows.csv", "--format", "json", cwd=planned)
    written = summary(planned)
    written.pop("digest")
    assert outcome.document == {"version": 1, "plan": PLAN, "rejected": None, "summary": written}


@pytest.mark.parametrize(
    ("given", "expected"),
    [("2h", timedelta(hours=2)), ("1d", timedelta(days=1)), (None, timedelta(hours=24))],
)
def test_expiry(planned: Path, call: Call, given: str | None, expected: timedelta) -> None:
    words = ("--expires", given) if given else ()
    assert call("plan", MESSAGE, "-r", "rows.csv", *words, cwd=planned).code == 0
    made = read_plan(planned / PLAN).summary
    assert made.expires - made.created == expected


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("none", "-r", "rows.csv"), "no message `none`"),
        ((MESSAGE,), "with -r"),
        (("none.ndjson",), "no file"),
        (("a.plan.ndjson",), "planned already"),
        (("none.ndjson", "-r", "rows.csv"), "go with a message"),
        (("orders/*", "-r", "rows.csv"), "several messages"),
        ((MESSAGE, "-r", "none.csv"), "can't be read"),
        ((MESSAGE, "-r", "rows.csv", "--profile", "nobody"), "no profile `nobody`"),
        ((MESSAGE, "-r", "rows.csv", "--suppress", "none.txt"), "can't be read"),
        ((MESSAGE, "-r", "rows.csv", "--suppress", "rows.bad"), "no country code"),
        ((MESSAGE, "-r", "rows.csv", "--expires", "soon"), "neither 24h"),
        ((MESSAGE, "-r", "rows.csv", "--expires", "2020-01-01"), "has passed"),
        (
            (MESSAGE, "-r", "rows.csv", "--expires", "9999-12-31T23:59:59-12:00"),
            "beyond all calendars",
        ),
        ((MESSAGE, "-r", "rows.csv", "-o", "-"), "two files"),
        ((MESSAGE, "-r", "rows.csv", "--campaign", " "), "takes a name"),
        ((MESSAGE, "-r", "x.rejected.ndjson", "-o", "x"), "would overwrite"),
    ],
)
def test_what_cant_be_planned_is_exit_2(
    planned: Path, call: Call, words: tuple[str, ...], says: str
) -> None:
    write(planned / "rows.bad", "0612345678\n")
    write(planned / "x.rejected.ndjson", "{}\n")
    outcome = call("plan", *words, cwd=planned)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in " ".join(outcome.err.split())
    assert not list(planned.glob("**/*.plan.*"))


@pytest.mark.parametrize("setting", ["rate: 500", "rate: fast", "suppress: {a: b}", "suppress: 5"])
def test_a_profile_with_a_wrong_setting(planned: Path, call: Call, setting: str) -> None:
    config = f"profiles: {{p: {{workspaceId: ws, channelId: ch, accessKeyEnv: K, {setting}}}}}\n"
    write(planned / "msgc.yaml", config)
    outcome = call("plan", MESSAGE, "-r", "rows.csv", "--profile", "p", cwd=planned)
    assert (outcome.code, setting.partition(":")[0] in outcome.err) == (2, True)


def test_a_message_with_errors_isnt_planned(planned: Path, call: Call) -> None:
    write(planned / "templates/bad.msg.yaml", "text: Hi {{ nmae }\n")
    assert call("plan", "bad", "-r", "rows.csv", cwd=planned).code == 1
    assert not (planned / "out").exists()


def test_where_a_plan_goes(planned: Path, call: Call) -> None:
    for given, path in (("x", "x"), ("y.plan.json", "y"), ("z.json", "z"), ("d/", f"d/{MESSAGE}")):
        assert call("plan", MESSAGE, "-r", "rows.csv", "-o", given, cwd=planned).code == 0
        assert read_plan(planned / f"{path}.plan.json").summary.total == 2
