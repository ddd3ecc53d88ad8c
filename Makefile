# Two commands are enough on a fresh machine with python3 (3.11 or newer), pip, git and make:
#   make refresh   environment, then the refresh flow
#   make test      environment, then every check
.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help refresh serve test quick lint docs build site browser benchmark clean

PYTHON3 ?= python3
BIN := .venv/bin
READY := .venv/.leaddata-ready
PEERS := .venv-benchmarks
PEERS_READY := $(PEERS)/.leaddata-ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@echo "make refresh   read all documents again, and publish a release if anything has changed"
	@echo "make serve     fetch and refresh on a schedule, in one process, until it is stopped"
	@echo "make test      every check and test"
	@echo "make quick     the same without the tests that start servers or build packages"
	@echo "make lint      style, types and import rules alone"
	@echo "make docs      write the pages anew that are made from code, schemas and registers"
	@echo "make build     wheel and sdist into dist/"
	@echo "make site      the site of the current release into site/"
	@echo "make browser   install the browser that the tests of the site drive, if there is none"
	@echo "make benchmark measure against other readers, in an environment of its own: a quarter of an hour"
	@echo "make clean     remove the environment and all caches"

# The stamp is newer than what it was made from, so that a second call starts at once.
$(READY): pyproject.toml constraints.txt
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing .venv && \
	  uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'; \
	else \
	  $(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "leaddata: python3: expected Python 3.11 or newer, got " + sys.version.split()[0] + ": run make PYTHON3=python3.11")' && \
	  $(PYTHON3) -m venv .venv && \
	  $(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[dev]'; \
	fi
	@touch $@

refresh: $(READY)
	@$(BIN)/python flows/refresh.py

serve: $(READY)
	@$(BIN)/python flows/serve.py

test: $(READY) browser
	@BIN=$(BIN) .ci/checks lint fast slow

quick: $(READY)
	@BIN=$(BIN) .ci/checks lint fast

lint: $(READY)
	@BIN=$(BIN) .ci/checks lint

docs: $(READY)
	@$(BIN)/python docs/make_reference.py
	@$(BIN)/python -m leaddata.pipeline.coverage_page -o docs/coverage.md
	@$(BIN)/python -m leaddata.pipeline.corrections_page -o docs/corrections.md
	@$(BIN)/python -m leaddata.pipeline.quality

build: $(READY)
	@$(BIN)/python -m build

site: $(READY)
	@$(BIN)/leaddata site --out site

# Without root, or on a system without apt-get, the tests of the site say what is missing.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo "make browser: expected chromium, got none: install it, for example with apt-get install chromium" >&2; fi

# An environment of its own: the peers are large, and no dependency of the project.
$(PEERS_READY): benchmarks/requirements.txt constraints.txt pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing $(PEERS) && \
	  uv pip install --quiet --python $(PEERS)/bin/python --constraint constraints.txt \
	    --requirement benchmarks/requirements.txt --editable '.[pipeline]'; \
	else \
	  $(PYTHON3) -m venv $(PEERS) && \
	  $(PEERS)/bin/python -m pip install -qq --constraint constraints.txt \
	    --requirement benchmarks/requirements.txt --editable '.[pipeline]'; \
	fi
	@touch $@

benchmark: $(PEERS_READY)
	@$(PEERS)/bin/python benchmarks/records.py
	@$(PEERS)/bin/python benchmarks/pages.py
	@$(PEERS)/bin/python benchmarks/pdf_tables.py
	@$(PEERS)/bin/python benchmarks/loader.py

clean:
	rm -rf .venv $(PEERS) site .prefect .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
