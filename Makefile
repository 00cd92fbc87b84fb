# Sets everything up in .venv and runs it from there. Needs Python 3.11 or newer, git and make.
#
#   make run     the dashboard with the sample articles, on http://127.0.0.1:8501
#   make test    every test
#   make help    the rest

PYTHON ?= python3
PORT ?= 8501
TABLES ?= data/tables
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PLAYWRIGHT_BROWSERS_PATH ?= $(abspath $(VENV)/browsers)

.DEFAULT_GOAL := help
.PHONY: help run test bench bench-dashboard bench-load fuzz lint lock release browser clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

run: $(READY) ## build the tables of the sample articles and serve the dashboard
	$(BIN)/timeline build data/articles --out $(TABLES) --replace
	$(BIN)/timeline serve --tables $(TABLES) --port $(PORT)

test: $(READY) browser ## run every test
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(READY) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY) ## measure accuracy and speed
	$(BIN)/python -m benchmarks

bench-dashboard: $(READY) browser ## measure the dashboard in a real browser
	$(BIN)/python -m benchmarks.dashboard

bench-load: $(READY) ## measure the dashboard under fifty analysts at once
	$(BIN)/python -m benchmarks.load

fuzz: $(READY) ## look for inputs that break a reader or a rule
	$(BIN)/python -m benchmarks.fuzz

lock: $(READY) ## pin the dependencies of pyproject.toml with hashes
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --upgrade -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --upgrade -o requirements/dev.lock

# The same commit gives the same bytes. A check against known weaknesses needs a database, so it runs where pip-audit is.
release: $(READY) ## a wheel, a source archive, their bill of materials and checksums, in dist/
	@git diff --quiet HEAD || { echo "there are changes that are not committed: a release is made of a commit"; exit 1; }
	rm -rf dist build
	$(BIN)/python tools/licences.py --check
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --wheel --no-isolation --outdir dist >dist.log 2>&1 || \
	  { cat dist.log; exit 1; }
	rm -rf dist.log build
	git archive --prefix=timeline/ -o dist/timeline-$$(git describe --always).tar.gz HEAD
	$(BIN)/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml --output-reproducible --of JSON \
	  -o dist/timeline.cdx.json 2>/dev/null
	@if command -v pip-audit >/dev/null; then pip-audit --disable-pip --require-hashes -r requirements/run.lock; \
	  else echo "pip-audit is not here: known weaknesses were not looked up"; fi
	cd dist && sha256sum timeline* >SHA256SUMS && cat SHA256SUMS

# Browser tests use a Chromium of the system, else one that the browser tool can fetch; without either they are skipped.
browser: $(READY)
	@command -v chromium chromium-browser google-chrome >/dev/null || [ -d "$(PLAYWRIGHT_BROWSERS_PATH)" ] || \
	  $(BIN)/playwright install chromium >$(VENV)/browser.log 2>&1 || { rm -rf "$(VENV)/browsers"; \
	  echo "no Chromium found or fetched: browser tests will be skipped (Debian: apt-get install chromium)"; }

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.12"; exit 1; }
	@[ -x $(BIN)/pip ] || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } || \
	  { rm -rf $(VENV); echo "no virtual environment could be made (Debian: apt-get install python3-venv)"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist *.egg-info $(TABLES)
