# What each command does: README.md. All of them work on a fresh clone with Python 3.11+ and make.
PYTHON ?= $(shell for p in python3.11 python3.12 python3 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
ENVIRONMENT = $(if $(PYTHON),$(PYTHON),$(error Brandcraft Desktop needs Python 3.11 or newer)) packaging/environment.py
VENV = .venv/bin/

.PHONY: setup run test check bench soak fuzz package-test lock

setup:
	@$(ENVIRONMENT)

run:
	@$(ENVIRONMENT) window
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec $(VENV)brandcraft; \
	else exec $(VENV)brandcraft demo --headless; fi

test:
	@$(ENVIRONMENT) window servers
	@$(VENV)python packaging/checks.py all

check:
	@$(ENVIRONMENT) window
	@$(VENV)python packaging/checks.py fast

# By hand: the full figures. `make test` runs fixed samples of each.
bench:
	@$(ENVIRONMENT) window servers
	@BRANDCRAFT_MEASURE=1 $(VENV)python packaging/checks.py bench

soak:
	@$(ENVIRONMENT) window servers
	@BRANDCRAFT_SEEDS=$${BRANDCRAFT_SEEDS:-10000} $(VENV)python packaging/checks.py soak

fuzz:
	@$(ENVIRONMENT) window
	@HYPOTHESIS_PROFILE=fuzz $(VENV)python packaging/checks.py fuzz

package-test:
	@$(ENVIRONMENT)
	@$(VENV)python packaging/package_test.py

# The one place that changes versions. No registry address and no local path stand in the result.
lock:
	@$(ENVIRONMENT)
	@$(VENV)uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--extra postgres --group dev pyproject.toml --output-file requirements.lock
