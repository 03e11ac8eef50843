# make site: the archive in seeds/ becomes a site in site/.   make test: everything that can fail.
# Needs python3 (3.11 or newer) with venv and pip; PYTHON=... chooses another interpreter.

PY = .venv/bin/python

.PHONY: site test lint clean

site:
	@sh tools/environment.sh site
	@.venv/bin/sitegen build
	@echo
	@echo "The site is in site/: open site/index.html, or see it with live reload:"
	@echo "    .venv/bin/sitegen serve --open"

test: lint
	@sh tools/chromium.sh >/dev/null
	$(PY) -m pytest -n 2

lint:
	@sh tools/environment.sh test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

clean:
	rm -rf .venv .sitegen .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist
	find site -mindepth 1 ! -name .gitignore -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
