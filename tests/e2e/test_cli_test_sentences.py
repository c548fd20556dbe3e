"""`msgc test`: what is said where a value, a finding or a file isn't what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli_help import catalog, write
from tests.e2e.conftest import Call

HEAD = """\
vars: {phone: phone, name: optional string}
samples: {typical: {phone: "+31612345678"}}
to: "{{ phone }}"
validity: 3600
enableLinkTracking: true
text: Hi{% if name %} {{ name }}{% endif %}
tests:
"""
VALUES = [
    (
        '/validity: "3600"',
        "`/validity` is the number `3600`, not the text `3600`",
        "Take the quotes away: `3600`.",
    ),
    (
        '/enableLinkTracking: "true"',
        "`/enableLinkTracking` is the boolean `true`, not the text `true`",
        "Take the quotes away: `true`.",
    ),
    ('/validity: "3601"', "`/validity` is `3600`, not `3601`", None),
    (
        "/enableLinkTracking: {contains: true}",
        "`/enableLinkTracking` is the boolean `true`, and has no text or entries",
        "`contains` looks in a text or a list. Point at one, or write the value itself.",
    ),
    (
        "/validity: {lacks: 5}",
        "`/validity` is the number `3600`, and has no text or entries",
        "`lacks` looks in a text or a list. Point at one, or write the value itself.",
    ),
]
TESTS = [
    ("  odd: Ann\n", "The test `odd` must be a mapping"),
    ("  odd: {row: Ann}\n", "`row` must be a mapping of variables"),
    ("  odd: {sample: [a, b]}\n", "`sample` must be one sample's name"),
    ("  odd: {snapshot: maybe}\n", "`snapshot` must be `true` or `false`"),
    ("  odd: {expect: Hi}\n", "`expect` must be a mapping of pointers"),
    ("  [odd]\n", "Tests must be a mapping of named tests"),
]
BUILT = "build/hello/typical.json"


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    return catalog(tmp_path / "hello", {"hello.msg.yaml": HEAD}, "channel: whatsapp\n")


def told(call: Call, root: Path, tests: str) -> list[tuple[str, str | None]]:
    write(root / "templates/hello.msg.yaml", HEAD + tests)
    document = call("test", "--format", "json", cwd=root).document
    of_tests = [d for test in document["tests"] for d in test["diagnostics"]]
    return [(each["message"], each["help"]) for each in (*document["diagnostics"], *of_tests)]


@pytest.mark.parametrize(("expected", "what", "help"), VALUES)
def test_a_value_of_another_type(
    hello: Path, call: Call, expected: str, what: str, help: str | None
) -> None:
    tests = f"  one: {{sample: typical, expect: {{{expected}}}}}\n"
    assert told(call, hello, tests) == [(what, help)]


@pytest.mark.parametrize(("tests", "what"), TESTS)
def test_what_a_test_must_be(hello: Path, call: Call, tests: str, what: str) -> None:
    assert [message for message, _ in told(call, hello, tests)] == [what]


def test_one_isnt_true_among_entries(hello: Path, call: Call) -> None:
    head = HEAD.replace("validity: 3600", "meta: {extraInformation: {is: [true, 2]}}")
    write(hello / "templates/hello.msg.yaml", head)
    test = "one: {sample: typical, expect: {/meta/extraInformation/is: {lacks: 1, contains: 2}}}\n"
    write(hello / "templates/hello.test.yaml", test)
    assert call("test", cwd=hello).code == 0


@pytest.mark.parametrize(
    ("row", "what", "help"),
    [
        ("{}", "nothing", "The row makes a payload, and nothing is found in it."),
        ("{phone: null}", "MSG506", "The row has no `phone`. (MSG506)"),
    ],
)
def test_another_finding_than_the_expected_one(
    hello: Path, call: Call, row: str, what: str, help: str
) -> None:
    tests = f"  one: {{sample: typical, row: {row}, finding: MSG510}}\n"
    ((message, said),) = told(call, hello, tests)
    assert message == f"`one` should raise MSG510, and raises {what}"
    assert help in str(said)


def test_a_warning_that_is_found_is_told_in_words(tmp_path: Path, call: Call) -> None:
    text = (
        'to: "+31612345678"\ntemplate: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318\nversion: latest\n'
        "locale: en\ntests: {one: {finding: MSG404}}\n"
    )
    root = catalog(tmp_path / "warned", {"one.msg.yaml": text}, "channel: whatsapp\n")
    (test,) = call("test", "--format", "json", cwd=root).document["tests"][1:]
    (found,) = test["diagnostics"]
    assert found["message"] == "`one` should raise MSG404, and raises MSG441"
    assert found["help"].startswith("`latest` is whatever version is active")
    assert found["help"].endswith("(MSG441)")


@pytest.mark.parametrize(
    ("code", "help"),
    [
        ("MSG999", "Write the code that the finding shows."),
        ("MSG056", "Did you mean `MSG506`?"),
        ("msg404", "Did you mean `MSG404`?"),
    ],
)
def test_a_code_is_guessed_where_one_alone_is_near(
    hello: Path, call: Call, code: str, help: str
) -> None:
    assert told(call, hello, f"  one: {{sample: typical, finding: {code}}}\n")[0][1] == help


def test_what_build_holds_cant_be_read(hello: Path, call: Call) -> None:
    call("compile", cwd=hello)
    write(hello / BUILT, "{")
    ((what, help),) = told(call, hello, "")
    assert what == f"`{BUILT}` can't be read as JSON"
    assert help == "Restore it, or write it anew with `msgc test --update`."


def test_what_build_holds_is_another_whole(hello: Path, call: Call) -> None:
    call("compile", cwd=hello)
    write(hello / BUILT, "[]")
    ((_, help),) = told(call, hello, "")
    assert str(help).startswith("the payload: was `[]`, now ")
