# Every command of the house; each first builds what it needs. `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/pip --quiet --disable-pip-version-check install --require-hashes -r
FLASK := $(BIN)/flask --app manage
NPM := $(or $(shell command -v npm),$(BIN)/npm)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard festival_ops/translations/*/LC_MESSAGES/*.po))
ARGS ?=
# Hundreds of processes read the program in a run of the tests: where the machine asks Python to write down no
# bytecode, each would translate all of it anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check fix docs translations demo bench setup tested clients lock
help:
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | while IFS='|' read -r name what; do printf '  make %-14s %s\n' "$$name" "$$what"; done

run: setup ## the office with its demo edition, on http://127.0.0.1:8000
	@$(FLASK) db upgrade
	@$(FLASK) demo --if-empty
	@FESTIVAL_TWO_FACTOR_REQUIRED=$${FESTIVAL_TWO_FACTOR_REQUIRED:-no} exec $(BIN)/gunicorn wsgi:app

test: tested ## every test, on SQLite and PostgreSQL; ARGS="tests/solver -k rest" narrows it
	@$(BIN)/pytest -n 3 --dist worksteal $(ARGS)

check: tested ## format, lint, types, imports, translations, documents, then every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --verbose
	@$(BIN)/python -m tools.translations check
	@$(BIN)/python -m tools.rulebook check
	@$(MAKE) --no-print-directory test

fix: tested ## let the machine put format and lint right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: tested ## write docs/rules.md from solver/rules
	@$(BIN)/python -m tools.rulebook write

translations: tested ## gather the sentences of the program into the catalogues
	@$(BIN)/python -m tools.translations update

demo: setup ## another edition: ARGS="--like hue-2014" or ARGS="--performances 520 --stages 30 --troupes 64" or ARGS="--roster 1500 --posts 140"
	@$(FLASK) db upgrade
	@$(FLASK) demo $(ARGS)

bench: tested ## the numbers the issues promise; ARGS names one
	@$(BIN)/python -m bench $(ARGS)

setup: .venv/installed static/vendor/made $(CATALOGUES)

tested: setup .venv/installed-dev

clients: .build/clients/installed ## khal and vdirsyncer, in an environment of their own

lock: .venv/installed ## exact, hashed versions of everything the requirements name
	@$(BIN)/python -m tools.lock

.venv/installed: requirements.lock
	@test -x $(BIN)/pip || { echo 'Making .venv …'; $(PYTHON) -m venv .venv; }
	@echo 'Installing the libraries …'
	@$(PIP) requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo 'Installing what checks the program …'
	@$(PIP) requirements-dev.lock
	@touch $@

$(BIN)/npm: tools/node.lock .venv/installed
	@echo 'No npm on this machine: bringing one into .venv …'
	@$(PIP) tools/node.lock
	@touch $@

node_modules/installed: package-lock.json | $(NPM)
	@echo 'Installing the front-end packages …'
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --loglevel=error
	@touch $@

static/vendor/made: node_modules/installed static/icons.txt tools/vendor.py .venv/installed
	@$(BIN)/python -m tools.vendor

%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.build/clients/installed: tools/clients.lock
	@echo 'Installing the calendar clients …'
	@$(PYTHON) -m venv .build/clients
	@.build/clients/bin/pip --quiet --disable-pip-version-check install --require-hashes -r tools/clients.lock
	@touch $@
