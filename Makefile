# Everything a newcomer or CI needs; each target sets up what it needs itself.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
SHARED ?= ../shared/eval

# No library of ours reports home.
export DAGSTER_TELEMETRY_ENABLED := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help setup demo test lint format lock ui evaluate bench browser clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.ready  ## make .venv with the locked versions

$(VENV)/.ready: requirements.lock requirements-setup.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "Sijill needs Python 3.11 to 3.13, this is %d.%d: make PYTHON=/path/to/python3.11" % v)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.lock
	# uv is several times faster; pip is there for machines whose package index only pip is told of.
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## run the whole pipeline on samples/ and show the events
	$(BIN)/sijill --data $(DATA) run --allow-rejects

test: setup browser  ## run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=12

lint: setup  ## style, types, SQL, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar dbt_project

format: setup  ## put Python and SQL into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --disable-progress-bar dbt_project

browser:  ## Chromium for the browser tests, where apt can install it; without it they skip and say so
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && { apt-get install -y -qq chromium >/dev/null 2>&1 \
	            || { apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq chromium >/dev/null 2>&1; }; }; } \
	  || echo "no Chromium: the browser tests will skip"

ui: setup  ## open the Dagster UI on 127.0.0.1:3000
	$(BIN)/sijill --data $(DATA) ui

evaluate: setup  ## code the gold articles beside the repository and print how right the coder is
	for gold in $(SHARED)/seeds.jsonl $(SHARED)/dev/en.jsonl $(SHARED)/dev/ar.jsonl; do $(BIN)/sijill evaluate $$gold || exit 1; done

bench: setup  ## time reading, coding and building
	$(BIN)/python -m benchmarks

lock:  ## write the lock files anew (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:  ## remove what the targets made, data included
	rm -rf $(VENV) $(DATA) dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
