"""What the README and docs/ say holds: every command is described, every example runs, every link leads somewhere."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from scripts import write_docs
from scripts.json_page import EXAMPLES
from scripts.man_page import man_page
from tests.in_process import Run

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
GROUPS = 5
"""Names that only hold commands: case, programs, templates, batch, config."""
PAGES = [*sorted(CHECKOUT.glob("*.md")), *sorted((CHECKOUT / "docs").rglob("*.md"))]


def page_name(page: Path) -> str:
    return str(page.relative_to(CHECKOUT))


def test_the_manual_page_is_current() -> None:
    written = write_docs.MANUAL.read_text(encoding="utf-8")
    assert written == man_page(), "run: make docs"
    assert written.count(".SS mmfinance ") == len({path for path in write_docs.command_paths() if path}) - GROUPS


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


def test_the_json_page_has_every_command_that_prints_json() -> None:
    printing = {" ".join(path) for path in write_docs.command_paths() if "\n  --json " in write_docs.help_of(path)}
    missing = {words for words in printing if not any(f"{one.run} ".startswith(f"{words} ") for one in EXAMPLES)}
    assert printing
    assert not missing, "give each an example in scripts/json_page.py"


def test_the_readme_quotes_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    assert write_docs.QUOTED.search(README)
    assert write_docs.with_real_output(README) == README, "run: make docs"


SHELL_BLOCK = re.compile(r"^ *```(console|sh)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
A_COMMAND = re.compile(r"^ *(\$ )?(mmfinance (?!is\b|does\b|handles\b)|pip install|make )", re.MULTILINE)
NOT_RUN_HERE = {
    "docs/how-to/cluster.md": "ports, hosts and /shared: tests/batch/engines/test_cluster.py and test_cluster_page.py "
    "run its commands on one machine; what only a Slurm can start is compiled there",
    "docs/reference/commands.md": "what --help prints",
}


def commands_of(page: Path) -> list[str]:
    """Every command of a page's shell blocks: after a `$` in a console, each line of a script."""
    found: list[str] = []
    for kind, block in SHELL_BLOCK.findall(page.read_text(encoding="utf-8")):
        lines = textwrap.dedent(block).splitlines()
        found += [line[2:] for line in lines if line.startswith("$ ")] if kind == "console" else lines
    return [line.split("  #")[0].strip() for line in found if line.strip() and not line.startswith("#")]


WITH_COMMANDS = [page for page in PAGES if commands_of(page)]
LEFT_EARLY = 2
"""An interview to which nobody answers: it begins, keeps what there is, and says how to go on."""
FETCHED = re.compile(r"""(src|href)=["']https?://[^"']*\.(js|css|woff2?)["']""")
"""Something that a page would load from elsewhere."""
TARGETS = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
FOR_A_SHELL = re.compile(r"[|<>&;$`*?~#]")
INSTALLS = re.compile(r"pip install (\.|'mmfinance\[\w+\]')")


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_no_command_stands_where_it_is_not_run(page: Path) -> None:
    elsewhere = SHELL_BLOCK.sub("", page.read_text(encoding="utf-8"))
    assert page_name(page) in NOT_RUN_HERE or A_COMMAND.findall(elsewhere) == []


def test_the_pages_have_commands() -> None:
    assert len(WITH_COMMANDS) >= 8
    assert len(commands_of(CHECKOUT / "README.md")) >= 5


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=page_name)
def test_every_command_of_a_page_runs_in_order(
    page: Path, tmp_path: Path, mmfinance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set-up commands are run by the set-up itself; here they only have to name a target or a package that exists."""
    for name in ("examples", "programs", "templates", "bench", "src", "docs"):
        (tmp_path / name).symlink_to(CHECKOUT / name)
    bin = Path(sys.executable).parent
    monkeypatch.chdir(tmp_path)
    homes = {"HOME": tmp_path, "XDG_DATA_HOME": tmp_path / "data"}
    for name, value in {"COLUMNS": "100", "MMFINANCE_PASSPHRASE": "four plain words here", **homes}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setenv("PATH", f"{bin}{os.pathsep}{os.environ['PATH']}")
    for command in commands_of(page):
        first, *rest = command.split()
        if first == "make":
            assert set(rest) <= TARGETS, command
        elif "templates check" in command:
            assert rest[:2] == ["templates", "check"]  # half a minute of rendering: tests/letters/test_check.py runs it
        elif first in ("pip", "cd"):
            assert INSTALLS.fullmatch(command) or first == "cd", command
        elif first == "mmfinance" and not FOR_A_SHELL.search(command):
            code, shown, problems = mmfinance(*shlex.split(command)[1:])
            expected = LEFT_EARLY if rest[0] == "intake" else 0
            assert code == expected, f"{command}\n{shown[-500:]}{problems}"
        else:
            ran = subprocess.run(["bash", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
            assert ran.returncode == 0, f"{command}\n{ran.stdout[-500:]}{ran.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=page_name)
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


def test_the_site_has_every_page_and_builds_without_a_warning(tmp_path: Path) -> None:
    settings = CHECKOUT / "mkdocs.yml"
    named = settings.read_text(encoding="utf-8")
    pages = [page.relative_to(CHECKOUT / "docs").as_posix() for page in PAGES if "docs" in page.parts]
    assert [page for page in pages if page not in named] == []
    shutil.copy(settings, tmp_path)
    shutil.copytree(CHECKOUT / "docs", tmp_path / "docs")
    build = [sys.executable, "-m", "zensical", "build", "--strict"]
    ran = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    site = tmp_path / "build" / "site"
    assert len(list(site.rglob("*.html"))) >= len(pages)
    assert [page for page in site.rglob("*.html") if FETCHED.search(page.read_text(encoding="utf-8"))] == []


def test_the_readme_stays_readable() -> None:
    assert len(README.splitlines()) <= 140
