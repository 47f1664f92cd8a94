# The commands of Safer Kingston Guide. `make run` serves the pages, `make test` runs every check.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
BIN := .venv/bin
STAMP := .venv/.installed
STAMP_DEV := .venv/.installed-dev
STAMP_NODE := .venv/node/.installed
GIFT_PARSER := gift-pegjs@1.0.2
# Two workers of the tests share two cores: more threads than that wait for one another. Numba, which comes with ranx
# alone, would compile for a minute what is asked for 40 questions.
FOR_TESTS := OMP_NUM_THREADS=1 NUMBA_DISABLE_JIT=1
OFFLINE := HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 ANONYMIZED_TELEMETRY=False DO_NOT_TRACK=1

.PHONY: run test soak bench check help

help:
	@echo "make run    serve the pages on http://$(HOST):$(PORT)"
	@echo "make test   run every check"
	@echo "make soak   run the long counts and write their table"
	@echo "make bench  measure speed and quality beside the peers"

$(STAMP): requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@cp requirements.txt $(STAMP)

$(STAMP_DEV): requirements-dev.txt $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@cp requirements-dev.txt $(STAMP_DEV)

$(STAMP_NODE): $(STAMP_DEV)
	$(BIN)/npm install --no-audit --no-fund --silent --prefix .venv/node $(GIFT_PARSER)
	@touch $(STAMP_NODE)

run: $(STAMP)
	@$(OFFLINE) $(BIN)/python -m ui.serving --host $(HOST) --port $(PORT)

check: $(STAMP_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check $(STAMP_NODE)
	@$(OFFLINE) $(FOR_TESTS) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

soak: $(STAMP_DEV)
	@$(OFFLINE) $(BIN)/python -m tests.soak.run

bench: $(STAMP_DEV)
	@$(OFFLINE) $(BIN)/python -m benchmarks.run
