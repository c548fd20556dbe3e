from __future__ import annotations

import json
from pathlib import Path

import pytest
from ci_help import FOUND, SECRET, UNKNOWN, moved, of_a_row

from msgc.report.baseline import BaselineError, baseline_text, known_of, read_baseline

ROOT = Path("/repo")
KNOWN = known_of(FOUND, ROOT)


def test_what_is_written_is_read_back():
    assert read_baseline(baseline_text(KNOWN)) == sorted(KNOWN)


def test_the_text_is_the_same_for_the_same_findings():
    assert baseline_text(reversed(KNOWN)) == baseline_text(KNOWN)
    assert baseline_text([]) == '{\n  "version": 1,\n  "findings": []\n}\n'


def test_an_entry_tells_people_what_it_is():
    (entry,) = json.loads(baseline_text(known_of([UNKNOWN], ROOT)))["findings"]
    assert entry == {
        "file": "templates/orders/shipped.msg.yaml",
        "code": "MSG203",
        "message": "There is no variable `nmae`",
        "fingerprint": known_of([UNKNOWN], ROOT)[0].fingerprint,
    }


def test_lines_put_before_a_finding_change_nothing():
    assert known_of([moved(UNKNOWN, 3)], ROOT) == known_of([UNKNOWN], ROOT)


def test_a_recipients_value_isnt_kept():
    assert SECRET not in baseline_text(known_of([of_a_row()], ROOT))


@pytest.mark.parametrize(
    "text, why",
    [
        ("", "isn't JSON"),
        ("[]", "isn't a baseline"),
        ('{"version": 1}', "isn't a baseline"),
        ('{"version": 2, "findings": []}', "another version"),
        ('{"version": 1, "findings": [1]}', "an entry that isn't a finding"),
        ('{"version": 1, "findings": [{"code": "MSG203"}]}', "an entry that isn't a finding"),
    ],
)
def test_what_is_no_baseline_is_refused(text, why):
    with pytest.raises(BaselineError, match=why):
        read_baseline(text)
