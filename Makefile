# Two commands do everything on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
RUN := .venv/bin/python
DATA ?=
TRAIN_UNTIL ?= 2007Q4
TEST_FROM ?= 2009Q1
HOUSEHOLDS ?= 2000
SEED ?= 1
OUT ?= out/demo
WEEK ?=
INBOX ?=
SOURCE ?=

.PHONY: bench-week bench-peers bench-service journeys source intake quality help setup demo serve test test-all check docs bench bench-check bench-contributions bench-scale setup-spark eph lock format clean week monitor retrain

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/installed ## make .venv from requirements.lock (Python 3.11+ and a package registry are enough)

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.11 …") if not (3, 11) <= sys.version_info < (3, 14) else None'
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps -e .
	@$(RUN) -c "from models.kernel.explainer import description; print('Contributions 贡献度:', description())"
	touch .venv/installed

demo: setup ## the main job: an invented county of 2,000 households, from records to this week's list (out/demo)
	$(RUN) -m training demo --households $(HOUSEHOLDS) --seed $(SEED)

eph: setup ## the same on the survey panel: make eph DATA=folder TRAIN_UNTIL=2007Q4 TEST_FROM=2009Q1 (out/eph)
	$(RUN) -m training eph --folder "$(DATA)" --train-until $(TRAIN_UNTIL) --test-from $(TEST_FROM)

serve: setup ## open what make demo left: pages and interface on http://127.0.0.1:3000, accounts printed
	$(RUN) -m serving start

week: setup ## make and publish this week's list and check it: make week [WEEK=2026-W47] [INBOX=folder SOURCE=name]
	$(RUN) -m serving week --out $(OUT) $(if $(WEEK),--week $(WEEK)) $(if $(INBOX),--inbox "$(INBOX)" --source "$(SOURCE)")

monitor: setup ## check the last week again: records, drift, list, outcomes (out/demo/monitoring)
	$(RUN) -m monitoring check --out $(OUT)

retrain: setup ## train a challenger on all that is settled and compare it with the champion (nothing is promoted)
	$(RUN) -m training retrain --out $(OUT)

source: setup ## propose a mapping from sample files: make source NAME=qinghe FILES="a.xlsx b.xlsx"
	$(RUN) -m features source --name "$(NAME)" $(if $(INTO),--into "$(INTO)") $(FILES)

intake: setup ## take received files in: make intake SOURCE=qinghe FOLDER=received STORE=out/qinghe
	$(RUN) -m features intake --source "$(SOURCE)" --folder "$(FOLDER)" --store "$(STORE)" --out "$(STORE)-report"

quality: setup ## check, compare and look for duplicates: make quality STORE=out/qinghe
	$(RUN) -m features quality --store "$(STORE)" --out "$(STORE)-report"
	$(RUN) -m features compare --store "$(STORE)" --out "$(STORE)-report"

setup-spark: .venv/installed-spark ## add Spark, for what outgrows one machine (Java 17 must be there)

.venv/installed-spark: .venv/installed requirements-spark.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	@$(RUN) -c "from features.spark.engine import missing; print(missing() or 'Spark is ready')"
	touch .venv/installed-spark

test: setup ## all fast tests
	$(RUN) -m pytest -n 2 -m "not slow"

test-all: setup-spark ## the slow proofs as well
	POVERTY_RISK_ALL_TESTS=1 $(RUN) -m pytest -n 2

journeys: setup ## every role's day in a real browser, with pictures of the pages in out/journeys
	mkdir -p out/journeys
	JOURNEY_SHOTS=$(CURDIR)/out/journeys $(RUN) -m pytest tests/serving/journeys

check: setup ## lint, format, types, layout, stale pages
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest tests/test_layout.py
	$(RUN) docs/generate.py --check

docs: setup ## write the generated pages of docs/reference
	$(RUN) docs/generate.py

bench-service: setup ## sixty people on the service, and a list of 50,000 exported (some minutes; needs make demo)
	$(RUN) -m benchmarks.service --run $(OUT)
	$(RUN) -m benchmarks.export --run $(OUT)

bench: setup ## judge five invented counties of 20,000, write benchmarks/county.md (more than an hour)
	$(RUN) -m benchmarks.county

bench-scale: setup ## what one machine does: contributions, reasons, learning, workbooks, requests (each writes its page)
	$(RUN) -m benchmarks.contributions --peers out/bench/peers
	$(RUN) -m benchmarks.reasons --run $(OUT)
	$(RUN) -m benchmarks.training --work out/bench/training
	$(RUN) -m benchmarks.excel
	$(RUN) -m benchmarks.on_request

bench-check: setup ## fail where a ratio of the committed pages fell by more than a third
	$(RUN) -m benchmarks.check

bench-week: setup ## the week of an invented county of 200,000 and vectors beside SQL by hand (a quarter of an hour, 4 GB of disk)
	$(RUN) -m benchmarks.week --households 200000 --work out/bench/week
	$(RUN) -m benchmarks.vectors --county out/bench/week/model/records

bench-peers: setup ## vectors beside pandas and Polars, drift beside Evidently (ten minutes; needs make bench-week)
	$(RUN) -m benchmarks.vectors_peers --county out/bench/week/week-200000/records --peers out/bench/peers
	$(RUN) -m benchmarks.drift_peers --vectors out/bench/week/week-200000/vectors

bench-contributions: setup ## contributions beside LightGBM and shap, write benchmarks/contributions.md (some minutes)
	$(RUN) -m benchmarks.contributions

format: setup ## mend what ruff can mend
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

lock: ## compile requirements.lock again (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group dev pyproject.toml -o requirements.lock
	$(RUN) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"])' | \
		uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 - -o requirements-spark.lock

clean: ## remove what the commands leave
	rm -rf out mlruns mlflow.db
