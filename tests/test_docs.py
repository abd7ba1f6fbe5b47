"""What the README and docs/ say holds: every command is described, every example runs, every link leads somewhere."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import write_docs

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", write_docs.command_paths(), ids=" ".join)
def test_every_command_says_what_it_does(path: tuple[str, ...]) -> None:
    usage, *rest = write_docs.help_of(path).split("\n\n")
    assert usage.startswith("Usage: mmfinance")
    assert rest
    assert not rest[0].lstrip().startswith(("Options", "Arguments")), "the command has no docstring"


@pytest.mark.parametrize("name", write_docs.PAGES)
def test_a_reference_page_is_current(name: str) -> None:
    written = (CHECKOUT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert written == write_docs.PAGES[name](), "run: make docs"


def test_the_readme_quotes_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    assert write_docs.QUOTED.search(README)
    assert write_docs.with_real_output(README) == README, "run: make docs"


def shell_examples() -> list[str]:
    """Every `$ mmfinance ...` line in the README's shell blocks."""
    blocks = re.findall(r"```(?:console|sh)\n(.*?)```", README, flags=re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ mmfinance")]


def test_the_readme_has_examples() -> None:
    assert len(shell_examples()) >= 3


@pytest.mark.parametrize("example", shell_examples())
def test_readme_examples_run(example: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    words = shlex.split(example.split(" | ")[0], comments=True)
    ran = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_python_page_runs_from_top_to_bottom(tmp_path: Path) -> None:
    blocks = re.findall(
        r"```python\n(.*?)```", (CHECKOUT / "docs" / "reference" / "python.md").read_text("utf-8"), flags=re.DOTALL
    )
    assert len(blocks) >= 5
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-"], input="\n".join(blocks), cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert "expected: $" in ran.stdout
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_the_readme_stays_readable() -> None:
    assert len(README.splitlines()) <= 140
