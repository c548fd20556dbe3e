"""The pre-commit hook and the GitHub action that this repository offers to others."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.e2e.cli_help import ROOT, catalog, environment, write

HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STARTER = yaml.safe_load((ROOT / "msgc/starter/.pre-commit-config.yaml").read_text("utf-8"))
CHANGES = {
    "msgc.yaml": True,
    "msgc.lock": True,
    "templates/orders/shipped.msg.yaml": True,
    "templates/_base.msg.yaml": True,
    "templates/_footer.txt": True,
    "recipients.csv": False,
    "build/orders/shipped/typical.json": False,
    "README.md": False,
    "not-msgc.yaml": False,
}


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=msgc", "-c", "user.email=msgc@example.com")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "-m", "All")
    return folder


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    """This repository as it would be committed now."""
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    built_from = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
    kept = ("msgc/", "schemas/", ".pre-commit-hooks.yaml", *built_from)
    for name in filter(None, names.split("\0")):
        if name.startswith(kept) and (ROOT / name).is_file():
            target = tmp_path / "offered" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return commit(tmp_path / "offered")


def test_a_changed_include_is_checked_by_the_hook_as_others_install_it(
    offered: Path, tmp_path: Path
) -> None:
    """About 15 seconds: pre-commit makes an environment and installs msgc into it, by pip."""
    messages = {"a.msg.yaml": 'to: "+31612345678"\ntext: "{% include \'_foot.txt\' %}"\n'}
    shop = catalog(tmp_path / "shop", {**messages, "_foot.txt": "Bye\n"}, "channel: whatsapp\n")
    commit(shop)
    write(shop / "templates/_foot.txt", "Bye {{ nmae.x }}\n")
    words = ("try-repo", str(offered), "msgc-check", "--files", "templates/_foot.txt")
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=shop,
        env={
            **{k: v for k, v in environment().items() if not k.startswith(("GIT_", "PYTHONPATH"))},
            "PRE_COMMIT_HOME": str(tmp_path / "home"),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert re.search(r"msgc check\.+Failed\n", run.stdout), run.stdout
    assert "exit code: 1" in run.stdout
    assert " --> templates/_foot.txt:1:" in run.stdout


def test_the_manifest_is_what_pre_commit_reads() -> None:
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    subprocess.run(words, cwd=ROOT, check=True)


@pytest.mark.parametrize("path", CHANGES)
def test_the_hook_runs_for_whatever_changes_the_outcome(path: str) -> None:
    assert bool(re.search(HOOK["files"], path)) is CHANGES[path]
    assert bool(re.search(HOOK["files"], f"messages/{path}")) is CHANGES[path]


def test_a_new_catalogs_own_hook_agrees() -> None:
    (own,) = STARTER["repos"][0]["hooks"]
    for key in ("id", "name", "entry", "pass_filenames"):
        assert own[key] == HOOK[key]
    for path, runs in CHANGES.items():
        assert bool(re.search(own["files"], path)) is runs


def test_the_action_is_what_github_reads() -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)


def test_no_input_of_the_action_is_read_as_shell() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's folder, in which msgc is installed already."""
    folder = tmp_path / "temp/msgc/bin"
    folder.mkdir(parents=True)
    write(folder / "msgc", f'#!/bin/sh\nexec "{sys.executable}" -m msgc "$@"\n').chmod(0o755)
    return tmp_path


def step(runner: Path, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does: bash, which stops at the first failure."""
    (script,) = [each["run"] for each in ACTION["runs"]["steps"] if each["name"] == name]
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=runner,
        env={**environment(GITHUB_ACTIONS="true"), "RUNNER_TEMP": str(runner / "temp"), **inputs},
        capture_output=True,
        encoding="utf-8",
    )


def test_the_action_checks_and_annotates(runner: Path) -> None:
    shop = catalog(runner / "my shop")
    done = step(runner, "Check", CATALOG="my shop", FAIL_ON="error")
    assert (done.returncode, done.stdout) == (0, "4 messages checked, nothing to mend\n")
    write(shop / "templates/unused.msg.yaml", "vars: {phone: phone, x: string}\ntext: Hi\n")
    assert step(runner, "Check", CATALOG="my shop", FAIL_ON="error").returncode == 0
    done = step(runner, "Check", CATALOG="my shop", FAIL_ON="warning")
    assert done.returncode == 1
    assert done.stdout.startswith("::warning file=my shop/templates/unused.msg.yaml,line=")


def test_the_action_writes_sarif_and_leaves_failing_to_the_check(runner: Path) -> None:
    write(catalog(runner / "shop") / "templates/bad.msg.yaml", "text: 'Hi {{ x.y }}'\n")
    name = "Write the findings as SARIF"
    assert step(runner, name, CATALOG="shop", SARIF="msgc.sarif").returncode == 0
    assert '"ruleId"' in (runner / "msgc.sarif").read_text(encoding="utf-8")
    assert step(runner, name, CATALOG="nowhere", SARIF="msgc.sarif").returncode != 0


@pytest.mark.parametrize("version, wanted", [("", "/action"), ("1.2.3", "msgc==1.2.3")])
def test_the_action_installs_its_own_checkout_or_a_version(
    runner: Path, version: str, wanted: str
) -> None:
    pip = f'#!/bin/sh\nfor last; do :; done\necho "$last" > "{runner}/wanted"\n'
    write(runner / "temp/msgc/bin/python", pip).chmod(0o755)
    write(runner / "path/python3", "#!/bin/sh\n").chmod(0o755)
    path = f"{runner}/path:{os.environ['PATH']}"
    done = step(runner, "Install msgc", VERSION=version, SOURCE="/action", PATH=path)
    assert done.returncode == 0, done.stderr
    assert (runner / "wanted").read_text().strip() == wanted
