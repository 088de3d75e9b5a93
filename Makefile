# The commands of the README. Everything installs into .venv from wheels; `make run` and `make test` need nothing else.
PYTHON ?= python3
PY := .venv/bin/python
ARTICLES ?= 20000

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint format bench pictures messages clean

help: ## What can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.run ## Start the archive on this machine
	@$(PY) manage.py serve

demo: .venv/.run ## Add about thirty sample texts to try the archive with
	@$(PY) manage.py demo

test: .venv/.dev ## Every test: SQLite, the database part again on PostgreSQL, browser journeys where Chromium is
	$(PY) -m pytest -n auto --dist loadgroup
	$(PY) -m tests.postgres $(PY) -m pytest -n auto --dist loadgroup -m "not browser" tests/models tests/search tests/ingest tests/review tests/views tests/commands tests/test_jobs.py tests/test_filters.py tests/test_inbox.py

check: lint ## Format, lint, types, templates, and the tests that need neither browser nor second database
	$(PY) -m pytest -n auto --dist loadgroup -q -m "not browser"

lint: .venv/.dev ## Format, lint, types, templates
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy newsarchive articles
	.venv/bin/djade --check $$(git ls-files 'templates/*.html')
	$(PY) manage.py makemigrations --check --dry-run

format: .venv/.dev ## Put every file into the house's format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	.venv/bin/djade $$(git ls-files 'templates/*.html') || true

bench: .venv/.dev ## Figures over a synthetic archive: make bench ARTICLES=20000
	@$(PY) manage.py bench --articles $(ARTICLES)

pictures: .venv/.dev ## Take the pictures of the pages anew, for the README and to hold changes against
	TAKE_PICTURES=1 $(PY) -m pytest -q tests/browser/test_looks.py

messages: .venv/.dev ## Compile the German catalogue after editing its .po file
	$(PY) -m babel.messages.frontend compile -d articles/locale -D django

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("newsarchive needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv || (echo "Python cannot make a virtual environment here. On Debian: apt-get install python3-venv" >&2; rm -rf .venv; exit 1)

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what the archive runs on …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing what the tests need …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-dev.txt
	@touch $@ .venv/.run

clean: ## Take away the environment and caches, never the archive's data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
