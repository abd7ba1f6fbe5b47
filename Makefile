# make demo    install what is missing and write an action letter from examples/
# make test    install what is missing and pass every check
# make fix     let ruff mend format and lint
# make docs    write what the documents quote: the help of every command, the README's output
# make pictures draw the README's pictures
# make site    build the documentation as web pages into build/site
# make bench   print the speed ratios side by side
# make upgrade take the newest versions of all dependencies and pin them

PYTHON ?= python3
BIN := .venv/bin
DEMO_CASE := examples/employer-crossing-plan-year.yaml
DEMO_LETTER := action-letter.pdf
SETUP := scripts/setup.sh pyproject.toml constraints.txt

.PHONY: demo test fix docs pictures site bench upgrade clean

demo: .venv/ready-to-run
	$(BIN)/mmfinance letter $(DEMO_CASE) -o $(DEMO_LETTER)
	@echo "Your action letter is in $(CURDIR)/$(DEMO_LETTER)"

test: .venv/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mmfinance programs check
	$(BIN)/pytest -n auto --dist loadgroup

fix: .venv/ready-to-test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: .venv/ready-to-test
	$(BIN)/python -m scripts.write_docs

pictures: .venv/ready-to-test
	$(BIN)/python -m scripts.draw_pictures

site: .venv/ready-to-test
	$(BIN)/python -m zensical build --strict

bench: .venv/ready-to-test
	for script in startup letter exposure matching reading screen; do $(BIN)/python bench/$$script.py || exit 1; done

upgrade: .venv/ready-to-test
	$(BIN)/python -m pip install --quiet --upgrade --group dev --editable .
	$(BIN)/python -m pip freeze --all --exclude-editable >constraints.txt

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready-to-run: $(SETUP)
	PYTHON=$(PYTHON) scripts/setup.sh run

.venv/ready-to-test: $(SETUP)
	PYTHON=$(PYTHON) scripts/setup.sh test
