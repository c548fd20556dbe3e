"""Compiling is the same every time, and no expression can take the machine down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from msgc.pipeline import Project
from msgc.pipeline.building import build_of

ROOT = Path(__file__).parents[2]
# Far above what any of these takes; it only keeps a hang from stopping the tests.
SECONDS = 20
DIGEST = """
import hashlib, sys
from pathlib import Path
from msgc.pipeline import Project
from msgc.pipeline.building import build_of
project = Project.open(Path(sys.argv[1]))
build = build_of(project, list(project.paths()), Path("b"))
said = [(str(path), text) for path, text in build.files.items()]
said += [repr(found.message) for found in build.found]
print(hashlib.sha256(repr(said).encode()).hexdigest())
"""


def digest(seed: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST, str(ROOT)],
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return run.stdout


def test_the_hash_seed_changes_nothing() -> None:
    assert digest("1") == digest("2") != ""


def test_a_second_project_compiles_the_same() -> None:
    builds = []
    for _ in range(2):
        project = Project.open(ROOT)
        builds.append(build_of(project, list(project.paths()), Path("b")).files)
    assert builds[0] == builds[1] != {}


LONG = "+".join(["1"] * 20_000)
HOSTILE = {
    "repeat": "{{ 'a' * 10**9 }}",
    "repeat-left": "{{ 10**9 * 'a' }}",
    "repeat-list": "{{ ([1] * 10**9) | length }}",
    "power": "{{ 10**10**10 }}",
    "power-tower": "{{ (9 ** (9 ** 9)) | string | length }}",
    "power-negative": "{{ 10 ** -10**10 }}",
    "power-float": "{{ (1.5 ** 100000) | number }}",
    "doubling": "{% for a in xs %}" * 6 + "x" + "{% endfor %}" * 6,
    "loop-of-loops": "{% for a in big %}{% for b in big %}x{% endfor %}{% endfor %}",
    "big-text-in-loop": "{% for a in big %}{{ 'a' * 100000 }}{% endfor %}",
    "format-width": "{{ '%999999999d' | format(1) }}",
    "format-precision": "{{ '%.999999999f' | format(1.5) }}",
    "format-star": "{{ '%*d' | format(999999999, 1) }}",
    "class": "{{ ''.__class__ }}",
    "class-item": "{{ ''['__class__'] }}",
    "class-by-attr": "{{ '' | attr('__class__') }}",
    "init": "{{ name.__init__ }}",
    "mro": "{{ name.__class__.__mro__[1].__subclasses__() }}",
    "map-attribute": "{{ xs | map(attribute='__class__') | join }}",
    "select-attribute": "{{ objs | selectattr('__class__') | list | length }}",
    "sort-attribute": "{{ objs | sort(attribute='__class__.__name__') | length }}",
    "format-attribute": "{{ '{0.__class__}' | format(name) }}",
    "globals": "{{ self }} {{ range(10) }} {{ cycler }}",
    "range": "{% for i in range(10**9) %}x{% endfor %}",
    "lipsum": "{{ lipsum(n=10**6) }}",
    "concat": "{{ 'a' * 900000 ~ 'a' * 900000 }}",
    "concat-chain": "{{ " + " ~ ".join(["'a' * 99999"] * 50) + " }}",
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "brackets": "{{ " + "[" * 5000 + "1" + "]" * 5000 + " }}",
    "nots": "{{ 'x' if " + "not " * 5000 + "name else 'y' }}",
    "minuses": "{{ " + "-" * 5000 + "1 }}",
    "ifs": "{% if name %}" * 3000 + "x" + "{% endif %}" * 3000,
    "filters": "{{ name" + " | upper" * 20_000 + " }}",
    "fields": "{{ o" + ".a" * 20_000 + " }}",
    "sum": "{{ " + LONG + " }}",
    "ands": "{{ 'x' if " + " and ".join(["name"] * 20_000) + " else 'y' }}",
    "choices": "{{ " + "1 if name else " * 5000 + "2 }}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "digits-float": "{{ 1e999 }}",
    "digits-product": "{{ " + " * ".join(["9" * 300] * 40) + " }}",
    "infinite": "{{ (1e308 * 10) | round | int }}",
    "center": "{{ name | center(10**9) }}",
    "indent": "{{ name | indent(10**9) }}",
    "replace": "{{ ('a' * 100000) | replace('a', 'a' * 100000) }}",
    "join": "{{ big | join('a' * 100000) }}",
    "round": "{{ 1.5 | round(10**9) }}",
    "slice": "{{ name[::0] }}",
    "index": "{{ name[10**30] }}",
    "shift": "{{ 1 // 0 }} {{ 1 % 0 }} {{ 1 / 0 }}",
    "number-decimals": "{{ 1.5 | number(10**9) }}",
    "include": '{% include "_self.txt" %}',
    "include-climbs": '{% include "../../../../etc/passwd" %}',
    "include-absolute": '{% include "/etc/passwd" %}',
}
# These have a value; they only must not take long.
HARMLESS = {
    "compare-chain": "{{ 'x' if " + " < ".join(["1"] * 20_000) + " else 'y' }}",
    "int-of-digits": "{{ ('9' * 100000) | int(0) }}",
    "power-left": "{{ (2**8**8) | string | length }}",
    "many-rounds": "{% for a in big %}{% for b in xs %}x{% endfor %}{% endfor %}",
}
VARS = """\
vars:
  name: string = a
  xs: [integer]
  big: [integer]
  objs: [{a: string}]
  o: {a: string}
samples:
  s:
    xs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    objs: [{a: x}, {a: y}]
    o: {a: x}
    big: [%s]
to: "+31612345678"
text: >-
  %s
"""


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "msgc", "check", "--format", "json", "--fail-on", "error"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


@pytest.fixture
def hostile(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("channel: any\n", encoding="utf-8")
    (tmp_path / "templates/_self.txt").write_text('{% include "_self.txt" %}' * 9)
    text = VARS % (", ".join(["1"] * 1000), {**HOSTILE, **HARMLESS}[request.param])
    (tmp_path / "templates/m.msg.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("hostile", HOSTILE, indirect=True)
def test_a_hostile_expression_is_a_finding(hostile: Path) -> None:
    outcome = run(hostile)
    assert "Traceback" not in outcome.stderr and "MSG900" not in outcome.stderr, outcome.stderr
    assert outcome.returncode == 1, outcome.stdout[-500:]
    assert outcome.stderr == ""


@pytest.mark.parametrize("hostile", HARMLESS, indirect=True)
def test_a_long_expression_has_its_value(hostile: Path) -> None:
    outcome = run(hostile)
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stdout[-500:]
