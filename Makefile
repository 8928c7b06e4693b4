# The two commands of the README are `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test setup lint quality weights clean

run: $(VENV)/installed
	@$(BIN)/python -m bot

test: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest

setup: $(VENV)/installed

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/mypy

# Measures answers and writes docs/quality.md; SETS=FOLDER adds question sets in the form of bench/sets.
quality: $(VENV)/installed
	$(BIN)/python -m bench.quality $(SETS)

# Learns the weights in bot/answering/data from the development sets.
weights: $(VENV)/installed
	$(BIN)/python -m bench.train_spans --write
	$(BIN)/python -m bench.train_ranker --write

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Derek needs Python 3.11 or newer; install it and run make again."; exit 2; }
	@"$(PYTHON)" -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Could not make $(VENV); on Debian run: apt-get install python3-venv"; exit 2; }

$(VENV)/installed: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing what Derek needs into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@
