"""Digests: every change of what a run looks at makes another one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.cache import keys
from msgc.cache.digests import content_digest
from msgc.cache.keys import FILE, NAMES, PLACE, TREE, Fact, digest, evidence, installation

Change = Callable[[Path], object]


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    root = tmp_path / "catalog"
    for name in ("msgc.yaml", "templates/a.msg.yaml", "templates/deep/b.msg.yaml"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text: {name}\n", encoding="utf-8")
    (root / "templates/link").symlink_to("deep")
    return root


def facts(root: Path) -> list[Fact]:
    templates = str(root / "templates")
    files = [(FILE, str(root / name)) for name in ("msgc.yaml", "msgc.lock")]
    return [(TREE, templates), (PLACE, templates), *files]


def relink(root: Path) -> None:
    (root / "templates/link").unlink()
    (root / "templates/link").symlink_to("..")


def move_below_link(root: Path) -> None:
    (root / "templates").rename(root / "moved")
    (root / "templates").symlink_to("moved")


CHANGES: dict[str, Change] = {
    "a new message": lambda root: (root / "templates/deep/c.msg.yaml").touch(),
    "a new locale": lambda root: (root / "templates/a.nl.msg.yaml").touch(),
    "a new text": lambda root: (root / "templates/terms.txt").touch(),
    "a new folder": lambda root: (root / "templates/empty").mkdir(),
    "a removed file": lambda root: (root / "templates/a.msg.yaml").unlink(),
    "a renamed file": lambda root: (root / "templates/a.msg.yaml").rename(
        root / "templates/z.msg.yaml"
    ),
    "a removed folder": lambda root: shutil.rmtree(root / "templates/deep"),
    "all gone": lambda root: shutil.rmtree(root / "templates"),
    "a new lock": lambda root: (root / "msgc.lock").touch(),
    "no settings": lambda root: (root / "msgc.yaml").unlink(),
    "settings become a folder": lambda root: (
        (root / "msgc.yaml").unlink(),
        (root / "msgc.yaml").mkdir(),
    ),
    "a link that leads elsewhere": relink,
    "the same behind a link": move_below_link,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_files_is_noticed(catalog: Path, change: Change) -> None:
    before = evidence(facts(catalog))
    assert evidence(facts(catalog)) == before
    change(catalog)
    assert evidence(facts(catalog)) != before


def test_every_changed_byte_of_every_file_is_noticed(catalog: Path) -> None:
    before = evidence(facts(catalog))
    for path in (path for path in catalog.rglob("*") if path.is_file()):
        state, data = path.stat(), path.read_bytes()
        for place in range(len(data)):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            # Neither size nor time tells of it.
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
            assert evidence(facts(catalog)) != before
        path.write_bytes(data)
    assert evidence(facts(catalog)) == before


def test_names_alone_change_with_names_alone(catalog: Path) -> None:
    named = [(NAMES, str(catalog / "templates"))]
    before = evidence(named)
    (catalog / "templates/a.msg.yaml").write_text("other", encoding="utf-8")
    assert evidence(named) == before
    (catalog / "templates/a.nl.msg.yaml").touch()
    assert evidence(named) != before


def test_what_was_read_is_evidence_as_what_is_read_now(catalog: Path) -> None:
    paths = [path for path in (catalog / "templates").rglob("*") if path.is_file()]
    read = {str(path): content_digest(path.read_bytes()) for path in paths}
    before = evidence(facts(catalog))
    assert evidence(facts(catalog), read) == before
    paths[0].write_bytes(b"another")
    assert evidence(facts(catalog), read) == before
    assert evidence(facts(catalog)) != before


def test_what_can_be_read_only_once_is_no_evidence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows")
    with pytest.raises(OSError, match="rows"):
        evidence([(FILE, str(tmp_path / "rows"))])


@given(st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)))
def test_parts_are_kept_apart(some: list[str], others: list[str]) -> None:
    def is_encodable(parts: list[str]) -> bool:
        return all(part.isprintable() or part.isascii() for part in parts)

    if is_encodable(some) and is_encodable(others):
        assert (digest(some) == digest(others)) == (some == others)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "installed" / "msgc"
    shutil.copytree(Path(keys.PACKAGE) / "cache", folder / "cache")
    (folder / "schemas").mkdir()
    (folder / "schemas/text.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(keys, "PACKAGE", str(folder))
    return folder


def test_the_same_installation_is_the_same(package: Path) -> None:
    before = installation()
    (package / "__pycache__").mkdir()
    (package / "__pycache__/x.pyc").touch()
    assert installation() == before


def test_another_schema_is_another_installation(package: Path) -> None:
    before, path = installation(), package / "schemas/text.json"
    state = path.stat()
    path.write_text("[]", encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert installation() != before


def test_other_code_is_another_installation(package: Path) -> None:
    before = installation()
    (package / "cache/store.py").write_text("", encoding="utf-8")
    assert installation() != before


@pytest.mark.parametrize(("name", "value"), [("__version__", "9.9"), ("version", "3.99")])
def test_another_version_is_another_installation(
    package: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = installation()
    monkeypatch.setattr(sys if name == "version" else keys, name, value)
    assert installation() != before


def test_another_library_is_another_installation(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(libraries)])
    before = installation()
    os.utime(libraries, (1, 1))
    assert installation() != before


@pytest.mark.parametrize("fact", [("folder", "/"), ("", ""), (FILE, "\0"), (PLACE, "\ud800")])
def test_what_is_no_fact_is_a_fault_of_values(fact: Fact) -> None:
    with pytest.raises(ValueError):
        evidence([fact])
