# Everything sets itself up: it takes make and Python 3.11 or newer, and nothing else.
# PYTHON=/path/to/python3 names the Python to use.

BIN := .venv/bin

.PHONY: help demo test test-all test-servers test-spark lint schemas bench bench-quick venv base
.PHONY: test-browser nightly test-faults test-faults-long servers clean
.PHONY: docs
.NOTPARALLEL:

help:
	@echo 'make demo      check the shop, compile a message for 200 people, push it to a sandbox'
	@echo 'make test      lint, derived files, and every test that needs nothing but Python'
	@echo 'make test-all  make test, and what needs servers written by others, Java or Node'
	@echo 'make test-servers, make test-spark, make test-browser   a part of it alone'
	@echo 'make test-faults   messages sent through kills and faults: 20 rounds, a table (4 minutes)'
	@echo 'make test-faults-long   200 rounds (half an hour)'
	@echo 'make nightly   the property tests on 100,000 rows, then the readers fuzzed (half an hour)'
	@echo 'make lint      ruff and mypy'
	@echo 'make schemas   derive schemas/ anew from the API as published'
	@echo 'make bench     hold every contender to the reference, then time them all (half an hour)'
	@echo 'make bench-quick   the same, small, in three minutes; fails far below a goal'
	@echo 'make docs      the pages of docs/ and the derived reference, to site/'
	@echo 'make venv      .venv, with all that the tests need'
	@echo 'make clean     take away .venv, .servers and the caches'

demo: base
	$(BIN)/msgc check
	$(BIN)/msgc compile shop/shipped -r templates/shop/recipients.csv
	@$(BIN)/python .ci/show_demo.py out/shop/shipped.ndjson
	@.ci/push_demo

test: lint
	$(BIN)/python -m schemas.derive --check
	$(BIN)/msgc test -q
	$(BIN)/python -m pytest -n auto

test-all: test test-servers test-spark test-browser test-faults

test-servers: servers
	$(BIN)/python -m pytest tests/servers

test-spark: servers
	$(BIN)/python -m pytest tests/spark

test-browser: servers
	$(BIN)/python -m pytest tests/browser

test-faults: servers
	$(BIN)/python -m pytest tests/faults
	$(BIN)/python -m tests.faults --rounds 20 --seed 1

test-faults-long: servers
	$(BIN)/python -m tests.faults --rounds 200 --seed 2

# Not the examples that CI takes every time, but others each night.
nightly: venv
	@bash -c '. .ci/environment.sh && install .venv -e ".[fuzz]"'
	CI= MSGC_FAST_ROWS=500 $(BIN)/python -m pytest -n auto tests/property
	$(BIN)/python -m tests.fuzz --minutes 10

servers:
	@.ci/environment dev,browser,postgres,sandbox,spark
	@.ci/servers

lint: venv
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary

schemas: venv
	$(BIN)/python -m schemas.derive

bench: venv
	@bash -c '. .ci/environment.sh && install .venv -e ".[bench]"'
	$(BIN)/python -m bench --write

bench-quick: venv
	@bash -c '. .ci/environment.sh && install .venv -e ".[bench]"'
	$(BIN)/python -m bench --quick

docs: venv
	@bash -c '. .ci/environment.sh && install .venv -e ".[docs]"'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

venv:
	@.ci/environment dev

base:
	@.ci/environment sandbox

clean:
	rm -rf .venv .servers .mypy_cache .pytest_cache .ruff_cache .hypothesis dist site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
