"""A catalog in a repository of git, for what `msgc diff` says of its changes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.e2e.cli_help import Outcome, catalog, write

Call = Callable[..., Outcome]

A = """\
vars: {phone: phone, name: string}
samples: {typical: {phone: "+31612345678", name: Ann}}
reference: a
text: |
  Hi {{ name }}
  {% include "_footer.txt" %}
"""
B = 'vars: {phone: phone}\nsamples: {one: {phone: "+31612345678"}}\n'
B += 'text: |\n  Bye\n  {% include "_footer.txt" %}\n'
PLAIN = 'text: plain\nto: "+31612345678"\n'
FILES = {"a.msg.yaml": A, "b.msg.yaml": B, "plain.msg.yaml": PLAIN, "_footer.txt": "until nine\n"}
CONFIG = 'defaults: {to: "{{ phone }}"}\n'


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def committed(
    folder: Path, files: Mapping[str, str] = FILES, config: str = CONFIG, **more: str
) -> Path:
    """A catalog below a repository's root, committed once; `more` are messages by their name."""
    named = {f"{name}.msg.yaml": text for name, text in more.items()}
    made = catalog(folder / "messages", {**files, **named}, config)
    git(folder, "init", "-q", "-b", "main")
    commit(made)
    return made


def commit(shop: Path) -> None:
    git(shop, "add", "-A", ".")
    git(shop, "commit", "-q", "-m", "a change")


def change(shop: Path, name: str, old: str, new: str) -> None:
    path = shop / "templates" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def messages(call: Call, shop: Path, *words: str) -> dict[str, dict]:
    document = call("diff", "--format", "json", *words, cwd=shop).document
    return {each["message_name"]: each for each in document["messages"]}
