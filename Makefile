# make app    install into .venv and open the explorer
# make test   install into .venv and run every test
# make check  what CI runs: lint, types, tests
# make pictures  a sample briefing as pictures, for a person to look at
# make lock   pin the newest versions of what is used
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Without byte-compiling, which Python does by itself for what is imported: it saves a third of the time.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install --no-compile
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header --quiet --upgrade

.DEFAULT_GOAL := help
.PHONY: help app test check lint notebooks pictures lock clean

help:
	@sed -n 's/^# make/make/p' Makefile

app: $(VENV)/.app
	$(BIN)/frontline app

test: $(VENV)/.dev
	$(BIN)/pytest

check: lint test notebooks

# A notebook talks to its kernel over local sockets, which the tests otherwise forbid.
notebooks: $(VENV)/.dev
	$(BIN)/pytest --quiet --nbmake --force-enable-socket --override-ini addopts= notebooks

pictures: $(VENV)/.dev
	$(BIN)/python docs/make_pictures.py $(PICTURES)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The locks name no package index, so they work with whichever one pip is set up for.
lock: $(VENV)/.dev
	$(PIP) install uv
	$(COMPILE) --extra briefing --extra documents --group build --output-file requirements.lock
	$(COMPILE) --all-extras --group dev --output-file requirements-dev.lock

$(VENV)/.app: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.app

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Frontline needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist build
