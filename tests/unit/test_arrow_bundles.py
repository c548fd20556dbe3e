from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from arrow_catalog import NAME, TABLE, bundle_alone, compiled, write_catalog

from msgc import __version__
from msgc.arrow import Bundle, BundleError, bundle
from msgc.arrow.bundles import row_compiler


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return write_catalog(tmp_path)


@pytest.fixture
def message(catalog: Path) -> Bundle:
    return bundle_alone(catalog)


def test_a_bundle_is_plain_data_without_the_place_of_its_catalog(catalog: Path) -> None:
    made = bundle(catalog, NAME)
    assert pickle.loads(pickle.dumps(made)) == made
    assert hash(pickle.loads(pickle.dumps(made))) == hash(made)
    paths = [path for path, _ in made.files]
    assert "templates/_footer.nl.txt" in paths
    assert "templates/_nothing.txt" in paths
    assert not any("other" in path or "broken" in path for path in paths)
    assert str(catalog).encode() not in pickle.dumps(made)
    moved = shutil.copytree(catalog, catalog.parent / "elsewhere")
    assert bundle(str(moved), NAME) == made


def test_a_bundle_keeps_the_locales_of_its_catalog(catalog: Path, message: Bundle) -> None:
    assert row_compiler(message).compiler.message.catalog_locales == ("de", "nl")
    assert not catalog.exists()


def test_the_digest_is_of_all_that_decides(catalog: Path) -> None:
    made = bundle(catalog, NAME)
    assert len(made.digest) == 64
    others = [replace(made, version="0"), replace(made, name="x"), replace(made, files=())]
    (catalog / "templates/_nothing.txt").write_text("!", encoding="utf-8")
    others.append(bundle(catalog, NAME))
    assert len({made.digest, *(each.digest for each in others)}) == 5
    (catalog / "templates/_nothing.txt").write_text("", encoding="utf-8")
    assert bundle(catalog, NAME).digest == made.digest


def test_a_message_is_compiled_once_in_a_process(message: Bundle) -> None:
    for _ in range(3):
        compiled(pickle.loads(pickle.dumps(message)), TABLE.to_batches())
    assert row_compiler.cache_info().misses == 1


def test_another_process_makes_the_same(message: Bundle, tmp_path: Path) -> None:
    script = """\
import pickle, sys
import pyarrow as pa
from msgc.arrow import compile_batches
message, table = pickle.load(sys.stdin.buffer)
out = pa.Table.from_batches(compile_batches(message, table.to_batches()))
pickle.dump(out.to_pylist(), sys.stdout.buffer)
"""
    given = pickle.dumps((message, TABLE))
    # Elsewhere, with another order of sets.
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, input=given, cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert pickle.loads(done.stdout) == compiled(message, TABLE.to_batches())


def test_what_cannot_be_bundled(catalog: Path, message: Bundle) -> None:
    with pytest.raises(BundleError, match=f"msgc 0 made the bundle of `{NAME}`.*{__version__}"):
        compiled(replace(message, version="0"), TABLE.to_batches())
    with pytest.raises(BundleError, match="can't be compiled from its bundle"):
        kept = [each for each in message.files if "_footer" not in each[0]]
        compiled(replace(message, files=tuple(kept)), TABLE.to_batches())


def test_messages_that_are_not_there_or_have_errors(catalog: Path) -> None:
    with pytest.raises(BundleError, match="There is no message `orders/shiped`"):
        bundle(catalog, "orders/shiped")
    with pytest.raises(BundleError, match=r"templates/broken\.msg\.yaml:2:13: MSG211: "):
        bundle(catalog, "broken")
    with pytest.raises(OSError, match=r"msgc\.yaml"):
        bundle(catalog / "templates", NAME)
