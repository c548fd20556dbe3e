"""The pytest plugin, run by a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from msgc import pytest_plugin
from msgc.pipeline.testing import TEST_ENDINGS
from msgc.vocabulary import ENDING
from tests.e2e.cli_help import catalog, environment, write

HELLO = """\
vars: {phone: phone, name: string}
samples: {typical: {phone: "+31612345678", name: Ann}}
to: "{{ phone }}"
text: Hi {{ name }}
tests:
  bob: {row: {phone: "+31612345678", name: Bob}, expect: {/body/text/text: Hi Bob}}
"""
WRONG = "wrong:\n  sample: typical\n  expect: {/body/text/text: Hi Bob}\n"


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    return catalog(tmp_path / "hello", {"hello.msg.yaml": HELLO}, "channel: any\n")


def run_pytest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    plugins = ("-p", "msgc.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:asyncio")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-W", "error", *plugins, *words],
        cwd=folder,
        env=environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1"),
        capture_output=True,
        text=True,
    )


def test_samples_and_tests_are_collected(hello: Path) -> None:
    run = run_pytest(hello, "-v", "templates")
    assert run.returncode == 0, run.stdout
    assert "templates/hello.msg.yaml::sample typical PASSED" in run.stdout
    assert "templates/hello.msg.yaml::bob PASSED" in run.stdout


def test_a_failure_is_what_msgc_says_of_it(hello: Path) -> None:
    write(hello / "templates/hello.test.yaml", WRONG)
    run = run_pytest(hello, "templates/hello.test.yaml")
    assert run.returncode == 1
    assert "error[MSG134]: `/body/text/text` is `Hi Ann`, not `Hi Bob`" in run.stdout
    assert "Traceback" not in run.stdout
    assert "1 failed in" in run.stdout


def test_a_message_with_errors_fails_wherever_its_tests_stand(hello: Path) -> None:
    write(hello / "templates/hello.msg.yaml", HELLO.replace("Hi {{ name", "Hi {{ nmae"))
    write(hello / "templates/hello.test.yaml", WRONG)
    run = run_pytest(hello, "templates/hello.test.yaml")
    assert (run.returncode, "MSG203" in run.stdout) == (1, True)


def test_faulty_settings_fail(hello: Path) -> None:
    write(hello / "msgc.yaml", "channel: pigeon\n")
    run = run_pytest(hello, "templates")
    assert (run.returncode, "MSG125" in run.stdout) == (1, True)


def test_an_orphan_fails(hello: Path) -> None:
    write(hello / "templates/helo.test.yaml", WRONG)
    run = run_pytest(hello, "templates")
    assert (run.returncode, "MSG133" in run.stdout) == (1, True)
    assert "1 failed, 2 passed" in run.stdout


@pytest.mark.parametrize("name", ["_base.test.yaml", "hello.test.yml", "helo.tests.yaml"])
def test_a_test_file_that_nothing_runs_fails(hello: Path, name: str) -> None:
    write(hello / "templates/_base.msg.yaml", 'to: "+31612345678"\n')
    write(hello / "templates" / name, WRONG)
    run = run_pytest(hello, "templates")
    assert (run.returncode, "error[MSG133]" in run.stdout) == (1, True)
    assert f"FAILED templates/{name}::faults" in run.stdout
    assert "1 failed, 2 passed" in run.stdout


def test_the_plugin_knows_the_endings_of_test_files() -> None:
    assert (ENDING, *TEST_ENDINGS) == pytest_plugin.ENDINGS


def test_what_is_in_no_catalog_isnt_collected(tmp_path: Path) -> None:
    write(tmp_path / "some.test.yaml", "a: 1\n")
    assert run_pytest(tmp_path).returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_plugin_alone_brings_nothing_of_msgc_with_it() -> None:
    code = (
        "import sys, msgc.pytest_plugin;"
        "print([m for m in sys.modules if m.startswith('msgc.') and m != 'msgc.pytest_plugin'])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "[]\n"
