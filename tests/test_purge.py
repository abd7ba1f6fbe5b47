"""`purge` deletes what mmfinance wrote, by what a file says, and nothing else."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mmfinance.case.locked import lock
from mmfinance.cli.app import app
from mmfinance.errors import InputError
from mmfinance.purge import find_ours, recognise

EXAMPLE = Path(__file__).parents[1] / "examples" / "half-missing.yaml"


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    for name in ("letter.pdf", "letter.html"):
        CliRunner().invoke(app, ["letter", str(EXAMPLE), "-o", str(folder / name)], catch_exceptions=False)
    return folder


@pytest.fixture
def desk(tmp_path: Path, letters: Path) -> Path:
    desk = tmp_path / "desk"
    shutil.copytree(letters, desk / "patients")
    shutil.copy(EXAMPLE, desk / "patients" / "renamed.yml")
    (desk / "case.yaml.locked").write_bytes(lock("as_of: 2026-11-24\n", "case.yaml", "four plain words here").content)
    (desk / "thesis.pdf").write_bytes(b"%PDF-1.7\nnot really")
    (desk / "case.yaml").write_text("name: a playbook\nhosts: all\n")
    (desk / "notes.txt").write_text("as_of: 2026-11-24\n")
    (desk / ".case.yaml.intake.json").write_text('{"schema": "mmfinance/intake@1", "asked": ["zip"]}')
    (desk / "link.yaml").symlink_to(EXAMPLE)
    return desk


def test_what_is_ours_is_known_by_what_it_says(desk: Path) -> None:
    ours, others = find_ours([desk])
    assert {one.path.name: one.what for one in ours} == {
        "letter.pdf": "a letter",
        "letter.html": "a letter",
        "renamed.yml": "a case",
        "case.yaml.locked": "a locked case",
        ".case.yaml.intake.json": "the progress of an interview",
    }
    assert sorted(path.name for path in others) == ["case.yaml", "notes.txt", "thesis.pdf"]


def test_all_of_a_batch_runs_folder_is_ours(batch_output: Path) -> None:
    ours, others = find_ours([batch_output.parent])
    names = {one.path.name for one in ours if one.what == "part of a batch run"}
    assert {".state.sqlite", "manifest.jsonl", "problems.csv", "insurer-questions.txt"} <= names
    assert [path.name for path in others] == ["notes.txt"]


@pytest.fixture
def batch_output(tmp_path: Path) -> Path:
    (tmp_path / "notes.txt").write_text("as_of: 2026-11-24\n")
    shutil.copytree(EXAMPLE.parent, tmp_path / "cases")
    for path in (tmp_path / "cases").iterdir():
        if path.name != EXAMPLE.name:
            path.unlink()
    kind = ["--letters", "insurer-questions", "--format", "txt", "--workers", "1"]
    CliRunner().invoke(app, ["batch", "run", str(tmp_path / "cases"), "-o", str(tmp_path / "out"), *kind])
    return tmp_path / "out"


def test_a_program_file_is_no_case() -> None:
    assert recognise(next((EXAMPLE.parents[1] / "programs").rglob("*.yaml"))) is None


def test_nothing_goes_without_a_yes(desk: Path) -> None:
    before = sorted(desk.rglob("*"))
    with pytest.raises(InputError, match="nothing was deleted"):
        CliRunner().invoke(app, ["purge", str(desk)], input="n\n", catch_exceptions=False)
    assert sorted(desk.rglob("*")) == before


def test_what_is_ours_goes_and_the_rest_stays(desk: Path) -> None:
    ran = CliRunner().invoke(app, ["purge", str(desk), "--yes"], catch_exceptions=False)
    assert "deleted 5 files" in ran.output
    assert "Copies in backups" in ran.output
    left = sorted(path.name for path in desk.rglob("*") if not path.is_dir())
    assert left == ["case.yaml", "link.yaml", "notes.txt", "thesis.pdf"]
    assert EXAMPLE.exists()


@pytest.mark.parametrize("place", ["missing", "link.yaml"])
def test_a_place_that_is_none_is_refused(desk: Path, place: str) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        find_ours([desk / place])
