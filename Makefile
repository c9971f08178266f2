# `make` sets everything up and builds the book; `make help` says what else there is.
# Only relative paths stand here, so that the folder's own path may hold spaces.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.installed-test
READERS := $(VENV)/readers
READABLE := $(READERS)/.installed
COMMONMARK := $(VENV)/commonmark
EXAMPLES := $(COMMONMARK)/.installed
SPEC := $(COMMONMARK)/node_modules/commonmark-spec/spec.txt
CONVERTIBLE := $(VENV)/.installed-conversions
BENCHABLE := $(VENV)/.installed-bench
export PYTHON VENV

.DEFAULT_GOAL := all
.PHONY: all test check lint watch golden bench bench-epub bench-pagelist bench-pairing bench-press bench-printers bench-typography specimen preflight-tables profile check-readers check-a11y check-commonmark check-conversions clean help

all: $(INSTALLED) ## set up what is missing, then build every edition into dist/
	@$(RUN) bookbuild build

check: $(INSTALLED) ## report the book's problems without writing anything
	@$(RUN) bookbuild check

watch: $(INSTALLED) ## build again on every saved change
	@$(RUN) bookbuild watch

test: $(TESTABLE) lint ## lint, type-check and test bookbuild itself
	$(RUN) pytest -n auto --dist loadfile

lint: $(TESTABLE) ## style and types only
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

golden: $(TESTABLE) ## write the expected outputs anew (then read the difference)
	$(RUN) pytest --update-golden

bench: $(BENCHABLE) ## measure against pandoc and plain WeasyPrint (CORPORA=folder)
	$(VENV)/bin/python benchmarks/bench.py "$(CORPORA)"

bench-pairing: $(INSTALLED) ## measure how well texts of known pairs are paired (CORPORA=folder)
	$(VENV)/bin/python benchmarks/pairing.py "$(CORPORA)"

bench-epub: $(BENCHABLE) $(READABLE) $(EXAMPLES) ## open the EPUBs of whole books in EPUBCheck, Ace and four engines (CORPORA=folder, TABLES=names)
	$(VENV)/bin/python benchmarks/epub.py $(READERS) $(SPEC) "$(CORPORA)" $(TABLES)

bench-press: $(BENCHABLE) ## measure pages: facing, columns, notes in every layout, and what each costs (CORPORA=folder)
	$(VENV)/bin/python benchmarks/press.py "$(CORPORA)"

bench-pagelist: $(BENCHABLE) ## look up marks of printed pages of EPUBs in finished PDFs (CORPORA=folder)
	$(VENV)/bin/python benchmarks/pagelist.py "$(CORPORA)"

bench-typography: $(BENCHABLE) ## measure how Chinese is set in real books (CORPORA=folder)
	$(VENV)/bin/python benchmarks/typography.py "$(CORPORA)"

check-readers: all $(TESTABLE) $(READABLE) ## open the EPUBs in dist/ in mupdf, foliate-js, epub.js and Readium, at three sizes
	$(VENV)/bin/python scripts/check_readers.py $(READERS)/node_modules $(READERS)/shots dist/*.epub

check-a11y: all $(READABLE) ## ask DAISY Ace about the accessibility of the EPUBs in dist/
	sh scripts/check_a11y.sh $(READERS)/node_modules $(READERS)/ace dist/*.epub

check-commonmark: $(TESTABLE) $(EXAMPLES) ## make a chapter of every example of CommonMark and ask EPUBCheck about them
	$(VENV)/bin/python benchmarks/commonmark.py $(SPEC)

check-conversions: all $(CONVERTIBLE) ## turn the EPUBs in dist/ into AZW3 and KEPUB and look whether all is there (KEPUB=no: AZW3 alone)
	$(VENV)/bin/python scripts/check_conversions.py $(if $(filter no,$(KEPUB)),--no-kepub) $(VENV)/conversions dist/*.epub

bench-printers: $(BENCHABLE) ## make whole books for screen and printers and have them judged (CORPORA=folder)
	$(VENV)/bin/python benchmarks/printers.py "$(CORPORA)"

specimen: $(INSTALLED) ## two pages a trim that show every typographic rule, right and wrong, into dist/
	@$(VENV)/bin/python scripts/specimen.py

preflight-tables: $(INSTALLED) ## the book for every printer, inside and cover, and docs/printers.md with what the preflight finds
	@$(VENV)/bin/python scripts/preflight_tables.py

profile: ## make the profile of printing inks anew (needs Argyll)
	@sh scripts/profile.sh

clean: ## remove what was built; the virtual environment stays
	rm -rf dist .cache

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf 'make %-16s %s\n' "$$name" "$$what"; done

$(INSTALLED): pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh build

$(TESTABLE): pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh test

$(BENCHABLE): pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh bench

$(EXAMPLES): scripts/setup.sh
	@mkdir -p $(COMMONMARK)
	@sh scripts/setup.sh commonmark

$(CONVERTIBLE): scripts/setup.sh
	@sh scripts/setup.sh conversions

$(READABLE): scripts/readers/package.json scripts/setup.sh $(INSTALLED)
	@sh scripts/setup.sh readers
