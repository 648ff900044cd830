# make demo, make test, make lint, make bench; each sets up .venv first. Needs git, make and Python >= 3.11.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := .demo/demo.duckdb

# Nothing outside the checkout is read or touched: Prefect's database and profiles are here, and its telemetry is off.
export PREFECT_HOME := $(CURDIR)/.prefect
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1
unexport PREFECT_API_URL PREFECT_PROFILE PREFECT_PROFILES_PATH THIDUA_WAREHOUSE PYTHONPATH

# One more than there are cores: many tests wait, for servers, for locks and for the next minute.
WORKERS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

# The first of these that is Python >= 3.11 and can make virtual environments; `make PYTHON=...` chooses another.
PYTHONS := $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11 python)
SUITABLE := import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))

.PHONY: help demo test kills lint format bench lexicons lock clean

help:
	@echo "make demo      load the sample documents and answer two questions"
	@echo "make test      run the tests"
	@echo "make kills     kill twenty loads at random moments and compare what the next load makes of it"
	@echo "make lint      ruff, mypy, import-linter"
	@echo "make format    format the code and sort its imports"
	@echo "make bench     measure speed"
	@echo "make lexicons  build the gazetteer of models/data again"
	@echo "make lock      resolve requirements.lock again"
	@echo "make clean     remove what the other targets made, .venv included"

$(READY): requirements.lock pyproject.toml
	@found=; for python in $(PYTHONS); do \
	    if $$python -c '$(SUITABLE)' >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "make: no Python >= 3.11 with venv and ensurepip found (tried: $(PYTHONS))." >&2; \
	    echo "make: name one with 'make PYTHON=/path/to/python3'; on Debian also: apt-get install python3-venv" >&2; \
	    exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$($$found --version); this takes some minutes the first time."; \
	$$found -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO).wal
	@echo '$$ thidua load corpus/samples --warehouse $(DEMO) --prefect'
	@$(BIN)/thidua load corpus/samples --warehouse $(DEMO) --prefect
	@for question in docs/questions/*.sql; do \
	    echo; cat $$question; echo; \
	    COLUMNS=$${COLUMNS:-110} $(BIN)/thidua query "$$(cat $$question)" --warehouse $(DEMO) || exit; \
	done

test: $(READY)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --maxprocesses 8 --dist loadfile --no-loadscope-reorder

kills: $(READY)
	@$(BIN)/python -m tools.kills --kills 20

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache

format: $(READY)
	@$(BIN)/ruff check --quiet --select I --fix .
	@$(BIN)/ruff format --quiet .

bench: $(READY)
	@$(BIN)/python -m benchmarks

lexicons: $(READY)
	@$(BIN)/python -m tools.build_lexicons

# Complete: it is installed without a look at what its packages ask for.
# For every platform and Python >= 3.11 at once, with hashes and without the address of any index.
lock: $(READY)
	@$(BIN)/python -m venv .lock
	@.lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@.lock/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
	    $(LOCK_OPTIONS) --output-file requirements.lock pyproject.toml
	@if grep -n '://' requirements.lock; then echo "make: an address in requirements.lock" >&2; exit 1; fi
	@rm -rf .lock

clean:
	@rm -rf $(VENV) .lock .demo .prefect .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
