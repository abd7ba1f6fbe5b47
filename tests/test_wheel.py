"""The wheel carries everything: built, installed into a clean environment, and run from another directory."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
CONSTRAINTS = CHECKOUT / "constraints.txt"
EXAMPLES = CHECKOUT / "examples"
MANUAL = "docs/reference/mmfinance.1"

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, directory: Path, **environment: str) -> str:
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=directory,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert ran.returncode == 0, f"{command} ended with {ran.returncode}:\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def pip(*arguments: str | Path, python: str | Path = sys.executable, directory: Path) -> None:
    run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments, directory=directory)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the checkout, so that nothing is written beside the sources."""
    directory = tmp_path_factory.mktemp("build")
    source = directory / "source"
    source.mkdir()
    for name in ("src", "examples", "programs", "templates"):
        shutil.copytree(CHECKOUT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    (source / MANUAL).parent.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", MANUAL):
        shutil.copy(CHECKOUT / name, source / name)
    pip("wheel", "--no-deps", "--build-constraint", CONSTRAINTS, "--wheel-dir", directory, source, directory=directory)
    return next(directory.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `mmfinance` program of a clean environment that has the wheel and what it asks for, nothing else."""
    directory = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "virtualenv", "--quiet", directory / "env", directory=directory)
    programs = directory / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip("install", "--constraint", CONSTRAINTS, wheel, python=programs / "python", directory=directory)
    return programs / "mmfinance"


def data_files(name: str) -> set[str]:
    return {
        str(path.relative_to(CHECKOUT))
        for path in (CHECKOUT / name).rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".pyc"
    }


def test_wheel_carries_examples_programs_templates_fonts_and_figures(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        f"mmfinance/{file}" for file in data_files("examples") | data_files("programs") | data_files("templates")
    } <= names
    inside = data_files("src/mmfinance/reference/data") | data_files("src/mmfinance/letters/fonts")
    assert {file.removeprefix("src/") for file in inside} <= names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "examples/"))]


def test_installed_program_does_the_whole_road_from_anywhere(installed: Path, tmp_path: Path) -> None:
    case = min(EXAMPLES.glob("*.yaml"))

    def mmfinance(*arguments: str | Path) -> str:
        return run(installed, *arguments, directory=tmp_path, HOME=str(tmp_path))

    assert "letter" in mmfinance("--help")
    assert "part_b" in mmfinance("figures")
    assert len(mmfinance("programs", "list").splitlines()) >= 30
    assert json.loads(mmfinance("estimate", case, "--json"))["total"]
    assert json.loads(mmfinance("match", case, "--json"))["programs"]
    mmfinance("templates", "copy", "own")
    mmfinance("letter", case, "-o", "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF-")


def test_the_manual_page_lies_where_man_looks(installed: Path) -> None:
    page = installed.parents[1] / "share" / "man" / "man1" / "mmfinance.1"
    assert page.read_text(encoding="utf-8").startswith(".TH MMFINANCE 1")


def test_the_wheel_runs_as_a_module(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name("python")
    assert run(python, "-m", "mmfinance", "--version", directory=tmp_path).startswith("mmfinance ")
