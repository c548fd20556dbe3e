"""Coverage: which branches there are, and which of them rows take."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.pipeline import Project
from msgc.pipeline.testing.arms import arms_of_plan
from msgc.pipeline.testing.coverage import coverage_of
from msgc.pipeline.testing.running import run_tests

ROOT = Path(__file__).parents[3]
HEAD = "vars: {phone: phone, n: integer, l: [integer]}\nto: '{{ phone }}'\nsamples:\n"


def missed(folder: Path, rows: str, body: str) -> list[str]:
    """Return what rows (`n` and `l` each) leave untaken, in words."""
    samples = [
        f"  s{i}: {{phone: '+31612345678', {row}}}\n" for i, row in enumerate(rows.split("; "))
    ]
    (folder / "templates").mkdir()
    (folder / "msgc.yaml").write_text("channel: any\n")
    text = HEAD + "".join(samples) + body
    (folder / "templates/a.msg.yaml").write_text(text, encoding="utf-8")
    project = Project.open(folder)
    assert project.message("a").is_sound, project.message("a").found
    (covered,) = coverage_of(project, run_tests(project, ["a"]).results)
    return [arm.sentence for arm in covered.missed]


@pytest.mark.parametrize(
    ("rows", "body", "expected"),
    [
        ("n: 1, l: []", "text: 'A{% if n %}x{% endif %}'", ["`n` was never false"]),
        ("n: 1, l: []; n: 0, l: []", "text: 'A{% if n %}x{% endif %}'", []),
        (
            "n: 1, l: []",
            "text: 'A{% if n == 1 %}x{% elif n == 2 %}y{% endif %}'",
            ["`n == 1` was never false", "`n == 2` was never false", "`n == 2` was never true"],
        ),
        ("n: 1, l: []", "text: A {{ 'x' if n else 'y' }}", ["`n` was never false"]),
        ("n: 1, l: []", "text: 'A{% for e in l %}x{% endfor %}'", ["`l` never went round"]),
        ("n: 1, l: [1]", "text: 'A{% for e in l %}x{% endfor %}'", []),
        (
            "n: 1, l: [1]",
            "text: 'A{% for e in l %}x{% else %}y{% endfor %}'",
            ["`l` never had nothing to go round"],
        ),
        (
            "n: 1, l: [1, 2]",
            "text: 'A{% for e in l if e > 1 %}{% if e > 2 %}x{% endif %}{% endfor %}'",
            ["`e > 2` was never true"],
        ),
        (
            "n: 0, l: []",
            "text: A\nactions: [{if: n, reply: A}, {for: e in l, if: e > 1, reply: B}]",
            [
                *("`n` was never true", "`l` never went round"),
                *("`e > 1` was never false", "`e > 1` was never true"),
            ],
        ),
        # What stands in an arm that isn't taken isn't taken either.
        (
            "n: 0, l: []",
            "text: 'A{% if n %}{% if l %}x{% endif %}{% endif %}'",
            ["`n` was never true", "`l` was never false", "`l` was never true"],
        ),
    ],
)
def test_what_no_row_takes(tmp_path: Path, rows: str, body: str, expected: list[str]) -> None:
    assert sorted(missed(tmp_path, rows, body)) == sorted(expected)


def test_what_the_shop_takes_is_there_to_be_taken() -> None:
    project = Project.open(ROOT)
    names = [name for name in project.paths() if name.startswith("shop/")]
    results = run_tests(project, names).results
    for covered in coverage_of(project, results):
        plans = project.message(covered.message).plans.values()
        assert covered.taken <= {arm.place for plan in plans for arm in arms_of_plan(plan)}
