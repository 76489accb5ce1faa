# The commands of this project; `make help` lists them. `make run` needs only make and Python 3.11 or newer.
.DEFAULT_GOAL := help
.PHONY: help run user dev check test browser bench lock clean
SHELL := /bin/sh

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

IN := .venv/bin/python
# The tests choose their own settings, whatever the shell says.
ALONE := env -u CACHE_URL -u HOLD_LISTS -u DATABASE_URL -u DATABASE_POOL -u PREPARED_STATEMENTS -u SECRET_KEY -u DEBUG -u ALLOWED_HOSTS -u CSRF_TRUSTED_ORIGINS -u HTTPS -u TRUSTED_PROXIES -u REPORTS_PER_SENDER -u REPORTS_PER_DAY \
  -u SECURITY_CONTACT -u SESSION_IDLE_HOURS -u SESSION_DAYS
PYTEST := $(ALONE) $(IN) -m pytest
COMPILE := uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --no-header --quiet

define need_python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "This needs Python 3.11 or \
	newer, and '$(PYTHON)' is not: install one, or name it, as in 'make $@ PYTHON=python3.12'." >&2; exit 1; }
endef

# Makes .venv anew unless it works and was made from these lock files ($(1); the last one is installed). The copies of
# the lock files in it are the stamp: they are written last, so an interrupted installation is not taken for a whole one.
define environment
	@(for lock in $(1); do cmp -s $$lock .venv/$$lock || exit 1; done; $(IN) -c 'import gunicorn') 2>/dev/null || { \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: install it (on Debian \
	and Ubuntu: apt install python3-venv), then run 'make $@' again." >&2; exit 1; }; \
	echo "Making the Python environment in .venv (only this time; about half a minute) ..."; \
	$(PYTHON) -m venv --clear .venv && $(IN) -m pip install --quiet --require-hashes -r $(lastword $(1)) && \
	cp $(1) .venv/; } || { echo "The packages were not installed: check the network, then run 'make $@' again." >&2; exit 1; }
endef

help: ## List these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: ## Serve the site (settings: HOST, PORT, DATABASE_URL, SECRET_KEY, DEBUG, ALLOWED_HOSTS)
	$(need_python)
	@$(PYTHON) gunicorn.conf.py
	$(call environment,requirements.txt)
	@$(IN) manage.py prepare
	@exec $(IN) -m gunicorn timeline.wsgi --config gunicorn.conf.py

user: ## Create an administrator, who then signs in at /admin/
	$(need_python)
	$(call environment,requirements.txt)
	@$(IN) manage.py prepare
	@$(IN) manage.py createsuperuser

dev: ## Install what development needs into .venv
	$(need_python)
	$(call environment,requirements.txt requirements-dev.txt)

check: dev ## Lint, types, import directions, missing migrations
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(ALONE) $(IN) -m mypy
	$(ALONE) .venv/bin/lint-imports --no-logo
	$(ALONE) $(IN) manage.py makemigrations --check --dry-run

test: check ## The checks, the whole suite on SQLite, and all of it that needs a database on PostgreSQL
	$(PYTEST) --numprocesses 2
	@$(ALONE) $(IN) -m tests.postgres -- $(IN) -m pytest --numprocesses 2 -m django_db

browser: dev ## The tests in a real browser (Debian's chromium)
	$(PYTEST) tests/browser

bench: dev ## What pages cost beside floors and Datasette, into bench/RESULTS.md (settings: SIZE, DATASETTE, DATABASE_URL)
	@$(IN) -m bench
	@$(ALONE) $(IN) -m bench.browser

lock: ## Pin the newest allowed versions in requirements*.txt (needs uv)
	$(COMPILE) --upgrade --output-file requirements.txt
	$(COMPILE) --upgrade --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## Remove the environment and the collected static files; the database and the key stay
	rm -rf .venv staticfiles
