# yjstats: every command a contributor needs. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed
ARTICLES ?= ../shared/articles

.DEFAULT_GOAL := help
.PHONY: help setup report test docs browser eval bench stress wheel lint types format constraints clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(READY)  ## make the virtual environment .venv from constraints.txt

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	  || { echo "yjstats needs Python 3.11 to 3.13; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "this Python has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@test ! -L $(VENV) || { echo "$(VENV) is a link: what it leads to would be emptied" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables setuptools
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[notebooks,readers,cluster,fast,docs,dev]'
	@touch $@

report: $(READY)  ## rebuild frames, charts, notebooks and the workbook from data/raw
	$(BIN)/yjstats build
	$(BIN)/yjstats figures --lang en

test: $(READY)  ## run the tests, notebooks included, in two processes
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/test_corpus_cluster.py
	$(BIN)/python -m pytest tests/test_corpus_cluster.py  # many processes of its own

docs: $(READY)  ## build the documentation into site/; warnings are errors
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

browser: $(READY)  ## drive a real Chromium through JupyterLab and the page
	$(BIN)/python -m pytest tests/browser

eval: $(READY)  ## score extraction on the full articles (ARTICLES=folder)
	$(BIN)/python -m tests.evaluate $(ARTICLES)

bench: $(READY)  ## measure speed, beside others on the same texts (ARTICLES=folder)
	@for module in tests/bench/*.py; do YJSTATS_ARTICLES=$(ARTICLES) $(BIN)/python $$module || exit 1; done

stress: $(READY)  ## spoil 80000 documents, kill commands at 600 random points
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && \
	  for form in txt html docx pdf; do \
	    $(BIN)/python -W ignore -m tests.fuzzing $$form 20000 1 || exit 1; done && \
	  $(BIN)/python -W ignore -m tests.killing "$$work" 200 1 | tee "$$work/told" && \
	  grep -q ' 0 faults' "$$work/told"

wheel: $(READY)  ## install the wheel alone and go from init to the workbook with it, offline
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && \
	  $(BIN)/python -m hatchling build -t wheel -d "$$work" && \
	  $(PYTHON) -m venv "$$work/venv" && \
	  "$$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt \
	    "$$(echo "$$work"/*.whl)[notebooks,readers]" && \
	  mkdir "$$work/empty" && \
	  $(BIN)/python -W ignore -m tests.wheel "$$work/venv/bin/python" "$$work/empty"

lint: $(READY)  ## check style and docstrings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## check type hints
	$(BIN)/mypy

format: $(READY)  ## mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints:  ## resolve constraints.txt anew (needs uv)
	uv pip compile --universal --python-version 3.11 --no-annotate --no-header \
	  --all-extras --upgrade pyproject.toml -o constraints.txt

clean:  ## remove the environment and caches, never data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
