# Everything needs only Python >= 3.11; the rest is fetched, pinned and hashed, into .venv.
PYTHON ?= python3
PORT ?= 8000
RUNS ?= 200
SEEDS ?= 40
SEASONS ?= 2000
KIND ?=
TESTS ?= tests
CHECKS ?= format lint types contracts docs test
BIN := .venv/bin
VENDOR := src/driveout/look/static/vendor
APP := src/driveout/field/static/field
APP_SOURCES := $(shell find src/driveout/field/app src/driveout/look/reading -type f -not -name '*.py*') src/driveout/__init__.py src/driveout/look/static/look/tokens.css
TOWN := $(or $(DRIVEOUT_DATA),var/demo)/driveout.sqlite3
TEMPLATES := $(wildcard src/driveout/*/templates)
# What needs no server and no browser: it answers while one still remembers the question, and it can be measured.
IN_PROCESS := not browser and not server and not storm and not bench
READY := $(VENDOR)/.ready $(APP)/.ready
TOOLS := .venv/.dev $(READY)
# Two things at a time: most wait for a network or use one core.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=2
endif
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Compiled once, not anew at each start of each of a server's five programs; `make clean` lets it go.
export PYTHONDONTWRITEBYTECODE =
PIN := $(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help demo test quick check coverage bench peers core format lint tidy types contracts docs browser gallery walk-season walk-office walk-cafe walk-bridge storm engines night findings warm pins clean
help: ## list every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Its first plan is kept: the planner is compiled beside it, while somebody looks round. What it says of that would push
# off the screen who one can sign in as.
demo: $(TOWN) $(READY) ## set everything up and serve the demo on PORT (8000)
	@nice $(MAKE) --no-print-directory warm > /dev/null & exec $(BIN)/driveout demo --port $(PORT)

# Three at a time on two cores: who walks through a screen waits for a server half of the time. Meanwhile PostgreSQL's
# part takes what is left, and is heard whatever SQLite's found.
test: $(TOOLS) browser warm ## set everything up, a browser too, and run the whole suite, on both databases
	@echo "On SQLite, here; beside it on PostgreSQL, which tells at the end what it found."; said=$$(mktemp); \
	DRIVEOUT_TEST_ON=postgresql nice $(BIN)/pytest -n 2 > $$said 2>&1 & beside=$$!; \
	trap 'kill $$beside 2>/dev/null; rm -f $$said' EXIT; trap 'exit 130' INT TERM; \
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder; sqlite=$$?; \
	wait $$beside; postgresql=$$?; echo "== On PostgreSQL"; cat $$said; \
	test $$sqlite -eq 0 || echo "On SQLite something failed: it stands before “== On PostgreSQL”."; \
	test $$postgresql -eq 0 || echo "On PostgreSQL something failed: it stands after “== On PostgreSQL”."; \
	exit $$((sqlite || postgresql))

quick: $(TOOLS) warm format lint types ## while you still remember the question: format, lint, types, and what needs no server or browser
	DRIVEOUT_PACE=quick $(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "$(IN_PROCESS)"

check: ## format, lint, types, contracts, docs and tests: all of them, whatever fails; the end counts
	@failed=; for check in $(CHECKS); do echo "== make $$check"; \
	$(MAKE) --no-print-directory $$check || failed="$$failed $$check"; done; set -- $$failed; \
	if test $$# -eq 0; then echo "Nothing failed of: $(CHECKS)"; \
	else echo "$$# of $(words $(CHECKS)) failed:$$failed"; exit 1; fi

coverage: $(TOOLS) warm ## which lines and branches the tests of make quick run (or TESTS=tests/core): core 97 %, the whole 92 % at least
	@$(BIN)/coverage erase
	@DRIVEOUT_PACE=quick $(BIN)/coverage run -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "$(IN_PROCESS)" $(TESTS); ended=$$?; \
	$(BIN)/coverage combine --quiet && $(BIN)/python -m tests.covered && exit $$ended

bench: $(TOOLS) warm ## measure times and memory on this machine
	$(BIN)/python -m bench

peers: .venv-peers/.ready warm ## plan the same season with other solvers and compare
	.venv-peers/bin/python -m bench.peers

core: .venv-core/.ready ## run the tests of core where Django is not installed
	! .venv-core/bin/python -c "import django" 2>/dev/null
	.venv-core/bin/pytest -n 2 tests/core

format: .venv/.dev ## is every file formatted?
	$(BIN)/ruff format --check . && $(BIN)/djlint --check --quiet $(TEMPLATES)

lint: .venv/.dev ## does ruff find a fault?
	$(BIN)/ruff check .

tidy: .venv/.dev ## format and mend what can be mended
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format . ; $(BIN)/djlint --reformat --quiet $(TEMPLATES)

types: .venv/.dev ## check types, strictly, everywhere; where tests may be less strict stands in pyproject.toml
	$(BIN)/mypy

contracts: .venv/.dev ## who may import whom
	$(BIN)/lint-imports

docs: $(TOOLS) ## is every word, target and decision documented?
	$(BIN)/pytest -q tests/shape

browser: .venv/.dev ## find a browser for the tests, or install one
	@$(BIN)/python tests/browser.py --install

gallery: $(TOOLS) browser warm ## look at every page in a browser; pictures in build/gallery
	DRIVEOUT_PICTURES=1 $(BIN)/pytest -n 0 tests/walks/test_gallery.py

walk-season: $(TOOLS) browser warm ## walk through the season page in a browser; pictures in build/walk-season
	DRIVEOUT_PICTURES=1 $(BIN)/pytest tests/walks/test_season_walk.py

walk-office: $(TOOLS) browser warm ## walk from a reason to a published timetable; pictures in build/walk-office
	DRIVEOUT_PICTURES=1 $(BIN)/pytest tests/walks --ignore tests/walks/test_season_walk.py --ignore tests/walks/test_gallery.py --ignore-glob '*/test_cafe_*.py' --ignore tests/walks/test_bridge_walk.py

walk-cafe: $(TOOLS) browser warm ## a café day on a phone without a network, and ten days that go wrong; pictures in build/walk-cafe
	DRIVEOUT_PICTURES=1 $(BIN)/pytest -s tests/walks/test_cafe_walk.py tests/walks/test_cafe_histories.py tests/walks/test_cafe_signing_in.py

walk-bridge: $(TOOLS) browser warm ## from a wish at a café to the person's own verdict, each party's screen; pictures in build/walk-bridge
	DRIVEOUT_PICTURES=1 $(BIN)/pytest -s tests/walks/test_bridge_walk.py

storm: .venv/.dev ## phones and a server in RUNS=200 invented histories, on both databases; the last line counts
	@$(BIN)/python -m tests.storm $(RUNS)

engines: $(TOOLS) browser warm ## a café with the network cut in Chromium, Firefox and WebKit, where they are installed
	DRIVEOUT_PACE=night $(BIN)/pytest -q -s -rs -n 0 tests/engines

night: $(TOOLS) warm ## planner against exact twin: SEEDS=40 seasons of every KIND; SEASONS=2000 against the slow one; all that is generated, for long
	@$(BIN)/python -m tests.core.exact $(SEEDS) $(KIND); exact=$$?; \
	DRIVEOUT_PACE=night DRIVEOUT_SEASONS=$(SEASONS) $(BIN)/pytest -q -n 2 -rs tests/core tests/outside tests/records tests/engines && exit $$exact

findings: ## what surprised us elsewhere, run again; needs a network
	@changed=0; for file in findings/*.sh; do echo "$$file"; bash "$$file" || changed=1; done; exit $$changed

warm: .venv/.warm ## compile the planner's kernels, once

pins: .venv/.ready ## renew the pinned versions in requirements/ and package-lock.json
	$(PIN) requirements/uv.in -o requirements/uv.txt
	$(PIN) pyproject.toml --extra dev -o requirements/dev.txt
	$(PIN) requirements/node.in -c requirements/dev.txt -o requirements/node.txt
	$(PIN) pyproject.toml --extra scale --extra web --extra build -c requirements/dev.txt -o requirements/run.txt
	$(PIN) pyproject.toml --extra test -c requirements/dev.txt -o requirements/core.txt
	$(PIN) pyproject.toml --extra bench -c requirements/dev.txt -o requirements/bench.txt
	$(BIN)/npm install --package-lock-only --no-audit --no-fund

clean: ## remove everything that was set up or built
	rm -rf .venv .venv-core .venv-peers node_modules $(VENDOR) $(APP) var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# What may be silent for long says every four seconds that it goes on; it ends with the command, and with make.
define telling
@echo "$(1) …"; (while sleep 4 && kill -0 $$$$ 2>/dev/null; do echo "$(1), still …"; done) & told=$$!; \
trap 'kill $$told 2>/dev/null' EXIT; trap 'exit 130' INT TERM; $(2)
endef

# What hashed pins name, into a virtual environment. What of it is used is compiled when it is first used.
define packages
$(call telling,Fetching $(3),$(1)/bin/uv pip install --quiet --python $(1)/bin/python --require-hashes -r requirements/$(2).txt)
endef

# A virtual environment with uv in it, and then what hashed pins name and this project.
define begun
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Drive Out needs Python 3.11 or newer. Try: make PYTHON=python3.12 ...")'
$(call telling,Making $(1),test -x $(1)/bin/pip || $(PYTHON) -m venv $(1))
$(call telling,Fetching uv,$(1)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt)
endef
define filled
$(call packages,$(1),$(2),packages)
$(call telling,Installing Drive Out,$(1)/bin/uv pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation -e .)
@touch $(1)/.ready
endef

# Node comes first: scripts are fetched beside the packages.
.venv/.node: requirements/uv.txt requirements/node.txt
	$(call begun,.venv)
	$(call packages,.venv,node,Node)
	@touch $@
# What runs it and builds its screens; what tests and checks need besides comes on top of it, where somebody asks.
.venv/.ready: .venv/.node pyproject.toml requirements/run.txt
	$(call filled,.venv,run)
.venv/.dev: .venv/.ready requirements/dev.txt
	$(call packages,.venv,dev,what tests and checks need)
	@touch $@
.venv-core/.ready: pyproject.toml requirements/uv.txt requirements/core.txt
	$(call begun,.venv-core)
	$(call filled,.venv-core,core)
.venv-peers/.ready: pyproject.toml requirements/uv.txt requirements/bench.txt
	$(call begun,.venv-peers)
	$(call filled,.venv-peers,bench)

node_modules/.ready: .venv/.node package-lock.json
	$(call telling,Fetching scripts and fonts,$(BIN)/npm ci --no-audit --no-fund --loglevel=error)
	@touch $@

$(VENDOR)/.ready: .venv/.ready node_modules/.ready src/driveout/jobs/assets.py src/driveout/look/icons.txt
	$(call telling,Laying them out,$(BIN)/python -m driveout.jobs.assets)
	@touch $@

# The demo's data need no scripts: they are made while those are fetched.
$(TOWN): | .venv/.ready
	@$(BIN)/driveout demo --only-data

$(APP)/.ready: $(VENDOR)/.ready $(APP_SOURCES)
	$(call telling,Building the crew's app,$(BIN)/npm run build --silent)
	@touch $@

.venv/.warm: .venv/.ready $(wildcard src/driveout/core/solve/*.py)
	$(call telling,Compiling the planner,$(BIN)/python -m driveout.core.solve.warm)
	@touch $@
