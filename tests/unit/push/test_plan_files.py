"""Plans: what is counted, what is refused, how they are written and read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from msgc.diagnostics import Severity, finding
from msgc.push.candidates import Candidate, Refusal
from msgc.push.keys import message_key, person
from msgc.push.plan_reading import PlanReader, read_plan
from msgc.push.plans import CHUNK, PlanError, PlanPaths, Windows
from msgc.report.json import diagnostic_dict
from msgc.source import SourceFile
from tests.unit.push.plan_help import NOW, RULES, TERMS, candidates, payload, phone, plan, template

PERSON = phone(1)


def rejected(folder: Path) -> list[dict]:
    lines = (folder / "shipped.rejected.ndjson").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_what_is_counted(tmp_path: Path) -> None:
    fallback = template(phone(3), "en")
    items = [
        *candidates(payload(phone(1)), template(phone(2), "nl")),
        Candidate(3, payload(phone(3)), fallback, "nl", last_inbound=NOW.timestamp() - 60),
        Candidate(4, payload(phone(4), reference="a"), last_inbound=NOW.timestamp() - 90_000),
        Refusal(5, (), b'{"row": 5}'),
    ]
    summary = plan(tmp_path, items)
    counts = summary.counts
    assert (counts.rows, counts.entries, counts.rejected) == (5, 4, 1)
    assert (counts.templates, counts.with_fallback) == (1, 1)
    assert summary.kinds == {"template": 1, "text": 3}
    assert summary.locales == {"nl": 2}
    assert summary.windows == Windows(open=1, closed=1, unknown=1)
    assert summary.adds.references == 3
    assert rejected(tmp_path) == [{"row": 5}]


def test_an_entry_has_all_that_push_needs(tmp_path: Path) -> None:
    main, fallback = payload(PERSON, reference="a"), template(PERSON)
    plan(tmp_path, [Candidate(7, main, fallback, last_inbound=5.0, contact="c")])
    (entry,) = read_plan(tmp_path / "shipped.plan.json").reader().entries(0, 9)
    assert (entry.seq, entry.row, entry.to) == (0, 7, PERSON)
    assert (bytes(entry.payload), bytes(entry.fallback or b"")) == (main, fallback)
    assert entry.key == message_key("orders/shipped", PERSON, 0, main)
    assert entry.fallback_key == message_key("orders/shipped", PERSON, 1, fallback)
    assert (entry.reference, entry.last_inbound, entry.contact) == ("a", 5.0, "c")


def test_the_same_text_twice_is_planned_once(tmp_path: Path) -> None:
    summary = plan(tmp_path, candidates(payload(PERSON), payload(PERSON)))
    assert (summary.counts.entries, summary.counts.duplicates) == (1, 1)
    assert summary.counts.rejected == 0
    assert not (tmp_path / "shipped.rejected.ndjson").exists()


@pytest.mark.parametrize("again", [PERSON, PERSON.replace("+", "00"), "+31 6-0000 0001"])
def test_a_second_text_is_refused(tmp_path: Path, again: str) -> None:
    summary = plan(tmp_path, candidates(payload(PERSON), payload(again, "Ho")))
    assert (summary.counts.entries, summary.counts.repeats, summary.counts.rejected) == (1, 1, 1)
    assert (summary.refused["MSG601"].count, summary.refused["MSG601"].rows) == (1, (2,))
    (line,) = rejected(tmp_path)
    assert (line["row"], line["diagnostics"][0]["code"]) == (2, "MSG601")
    assert line["payload"]["body"]["text"]["text"] == "Ho"


def test_a_second_text_may_be_allowed_and_a_duplicate_stays_one(tmp_path: Path) -> None:
    rules = replace(RULES, allow_revised=True)
    texts = candidates(*(payload(PERSON, text) for text in ("a", "b", "a", "b")))
    counts = plan(tmp_path, texts, rules).counts
    assert (counts.entries, counts.repeats, counts.duplicates, counts.rejected) == (2, 1, 2, 0)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"receiver": {"contacts": [{"id": "a"}, {"id": "b"}]}}, "MSG602"),
        ({"receiver": {"contacts": [{"id": ""}]}}, "MSG602"),
        ({"receiver": {}}, "MSG602"),
        ([], "MSG602"),
        ({"receiver": {"contacts": [{"id": "a"}]}, "tags": ["t"] * 10}, "MSG603"),
    ],
)
def test_what_cant_be_sent_is_refused(tmp_path: Path, written: object, code: str) -> None:
    summary = plan(tmp_path, candidates(json.dumps(written).encode()))
    assert (summary.counts.entries, list(summary.refused)) == (0, [code])


@pytest.mark.parametrize(
    ("fallback", "code"),
    [(template(phone(2)), "MSG602"), (template(PERSON, tags=["t"] * 10), "MSG603")],
)
def test_a_fallback_that_cant_be_sent_is_refused(
    tmp_path: Path, fallback: bytes, code: str
) -> None:
    summary = plan(tmp_path, [Candidate(1, payload(PERSON), fallback)])
    assert list(summary.refused) == [code]


def test_nine_tags_leave_room(tmp_path: Path) -> None:
    assert plan(tmp_path, candidates(payload(PERSON, tags=["t"] * 9))).counts.entries == 1


def test_whom_nobody_writes_to_stays_in_the_plan(tmp_path: Path) -> None:
    rules = replace(RULES, suppressed=frozenset({person("0031 6 0000 0001")}))
    summary = plan(tmp_path, candidates(payload(phone(1)), payload(phone(2))), rules)
    assert (summary.counts.entries, summary.counts.suppressed, summary.total) == (2, 1, 1)


@pytest.mark.parametrize(
    ("references", "unique"), [(("a", "b"), True), (("a", "a"), False), ((None, None), True)]
)
def test_whether_references_are_unique(tmp_path: Path, references: tuple, unique: bool) -> None:
    items = candidates(*(payload(phone(n), reference=r) for n, r in enumerate(references)))
    assert plan(tmp_path, items).reference_is_unique is unique


def test_a_reference_shared_with_the_fallback_isnt_unique(tmp_path: Path) -> None:
    both = payload(PERSON, reference="a"), template(PERSON, reference="a")
    assert not plan(tmp_path, [Candidate(1, *both)]).reference_is_unique


def test_a_plan_holds_for_a_day_or_twice_its_time(tmp_path: Path) -> None:
    items = candidates(*(payload(phone(n)) for n in range(3)))
    assert plan(tmp_path, items).expires == NOW + timedelta(hours=24)
    slow = replace(TERMS, rate=1 / 86_400)
    assert plan(tmp_path, items, terms=slow).expires == NOW + timedelta(days=6)


def test_how_long_it_takes(tmp_path: Path) -> None:
    items = candidates(*(payload(phone(n)) for n in range(200)))
    takes = [(each.rate, each.seconds) for each in plan(tmp_path, items).takes]
    assert takes == [(76.0, 3), (80.0, 3), (500.0, 1)]


def test_the_summary_holds_nobodys_data(tmp_path: Path) -> None:
    plan(tmp_path, candidates(payload(PERSON, "secret"), template(phone(2), "Ann Secret")))
    written = (tmp_path / "shipped.plan.json").read_text()
    assert "316" not in written
    assert "ecret" not in written
    assert '"other": 1' in written


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    plan(tmp_path, candidates(payload(PERSON), payload(PERSON, "Ho")))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_fault_on_the_way_leaves_the_earlier_plan(tmp_path: Path) -> None:
    plan(tmp_path, candidates(payload(PERSON)))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def broken():
        yield Candidate(1, payload(phone(2)))
        raise OSError

    with pytest.raises(OSError):
        plan(tmp_path, broken())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_plan_without_rejects_takes_old_ones_away(tmp_path: Path) -> None:
    plan(tmp_path, candidates(payload(PERSON), payload(PERSON, "Ho")))
    plan(tmp_path, candidates(payload(PERSON)))
    assert not (tmp_path / "shipped.rejected.ndjson").exists()


def test_any_entry_can_be_read_first(tmp_path: Path) -> None:
    count = 2 * CHUNK + 3
    summary = plan(tmp_path, (Candidate(n + 1, payload(phone(n))) for n in range(count)))
    assert len(summary.chunks) == 3
    reader = PlanReader(tmp_path / "shipped.plan.ndjson", summary.chunks)
    for start, stop in ((0, 2), (CHUNK - 1, CHUNK + 2), (2 * CHUNK, count + 9), (count, count + 1)):
        wanted = list(range(start, min(stop, count)))
        assert [entry.seq for entry in reader.entries(start, stop)] == wanted


def test_readings_dont_disturb_each_other(tmp_path: Path) -> None:
    plan(tmp_path, candidates(*(payload(phone(n)) for n in range(4))))
    reader = read_plan(tmp_path / "shipped.plan.json").reader()
    first = reader.entries(0, 4)
    assert next(first).seq == 0
    assert [each.seq for each in reader.entries(2, 4)] == [2, 3]
    assert [each.seq for each in first] == [1, 2, 3]


def test_an_empty_plan_can_be_read(tmp_path: Path) -> None:
    plan(tmp_path, [])
    read = read_plan(tmp_path / "shipped.plan.json")
    assert (read.summary.total, list(read.reader().entries(0, 5))) == (0, [])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    summary = plan(tmp_path, candidates(payload(PERSON), template(phone(2))))
    assert read_plan(tmp_path / "shipped.plan.json").summary == summary


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("shipped.plan.json", None, "can't be read"),
        ("shipped.plan.ndjson", None, "can't be read"),
        ("shipped.plan.json", lambda data: b"{}", "no plan"),
        ("shipped.plan.json", lambda data: b"\xff", "no plan"),
        ("shipped.plan.json", lambda d: d.replace(b'"version": 1', b'"version": 2'), "newer"),
        ("shipped.plan.json", lambda d: d.replace(b'"entries": 1', b'"entries": 9'), "altered"),
        ("shipped.plan.ndjson", lambda data: data + data, "isn't what"),
    ],
)
def test_what_isnt_as_it_was_is_refused(tmp_path: Path, name: str, change, says: str) -> None:
    plan(tmp_path, candidates(payload(PERSON)))
    path = tmp_path / name
    path.unlink() if change is None else path.write_bytes(change(path.read_bytes()))
    with pytest.raises(PlanError, match=says) as caught:
        read_plan(tmp_path / "shipped.plan.json")
    assert "316" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["a", "a.plan.json", "a.plan.ndjson", "a.json", "a.ndjson", "a.plan"]
)
def test_a_plan_is_named_by_any_of_its_files(name: str) -> None:
    paths = PlanPaths.of(Path("out") / name)
    assert paths.summary == Path("out/a.plan.json")
    assert paths.entries == Path("out/a.plan.ndjson")
    assert paths.rejects == Path("out/a.rejected.ndjson")


def test_an_error_that_came_with_a_payload_keeps_it_out(tmp_path: Path) -> None:
    place = SourceFile("f", "").span()
    late = finding("MSG314", "late", place)
    worse = finding("MSG314", "late", place, severity=Severity.ERROR)
    items = [
        Candidate(1, payload(phone(1)), found=(late,)),
        Candidate(2, payload(phone(2)), found=(worse,)),
    ]
    summary = plan(tmp_path, items)
    assert (summary.counts.entries, summary.warned["MSG314"].rows) == (1, (1,))
    assert summary.refused["MSG314"].rows == (2,)
    assert rejected(tmp_path)[0]["diagnostics"] == [diagnostic_dict(worse)]
