# `make help` lists what there is. PYTHON names the interpreter, which must be a Python 3.11.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-test
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11

export DEMO ?= 1
SIZE ?= imrf

.PHONY: bench help run reset test check format messages lock screenshots

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY) ## serve the demonstration at http://localhost:8000 (HOST, PORT, DATA_DIR, DEMO=0)
	@$(BIN)/python manage.py serve

reset: $(RUN_READY) ## make the rehearsal anew
	$(BIN)/python manage.py demo --reset

test: $(DEV_READY) ## all tests, on SQLite and on PostgreSQL
	@$(BIN)/python tests/run.py

bench: $(RUN_READY) ## build a forum of a named size and measure its pages (SIZE, DATABASE_URL, REDIS_URL)
	@DATA_DIR=$${DATA_DIR:-var/bench} $(BIN)/python manage.py bench --size $(SIZE)

check: $(DEV_READY) ## lint, format, types, missing migrations, messages, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check
	git ls-files -z -- 'templates/*.html' | xargs -0 --no-run-if-empty $(BIN)/djade --check --target-version 5.2

format: $(DEV_READY) ## write the code in the agreed format
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	git ls-files -z -- 'templates/*.html' | xargs -0 --no-run-if-empty $(BIN)/djade --target-version 5.2 || true

messages: $(DEV_READY) ## bring the message catalogues up to date with the sources
	$(BIN)/python manage.py messages

screenshots: $(DEV_READY) ## the pictures of the README, drawn anew
	$(BIN)/python tests/browser/screenshots.py

lock: $(DEV_READY) ## resolve the dependencies of pyproject.toml again
	$(PIP) uv
	$(LOCK) pyproject.toml --extra solver --output-file requirements.lock
	$(LOCK) pyproject.toml --extra dev --extra solver --constraint requirements.lock --output-file requirements-dev.lock

$(RUN_READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "Common Space needs Python 3.11: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info[:2] == (3, 11) or sys.exit("Common Space needs Python 3.11: PYTHON=/path/to/python3.11 make run")'
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || { echo "Python has no venv here: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing what the site needs ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
