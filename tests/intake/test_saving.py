"""What stands on disk while an interview goes on."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from mmfinance.case.reading import read_case
from mmfinance.errors import InvalidDocument, UnwritableOutput
from mmfinance.intake.interview import Beginning, Interview, Progress
from mmfinance.intake.saving import beginning_of, forget_progress, progress_file, save, start_or_resume

TODAY = date(2026, 11, 28)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.yaml"


def test_a_new_case_is_valid_from_the_start_and_readable_by_its_owner_only(path: Path) -> None:
    assert beginning_of(path) is Beginning.NEW
    save(path, start_or_resume(path, TODAY))
    assert read_case(path).as_of == TODAY
    assert beginning_of(path) is Beginning.INTERRUPTED
    for written in (path, progress_file(path)):
        assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_the_file_beside_holds_no_answer_and_goes_at_the_end(path: Path) -> None:
    interview = start_or_resume(path, TODAY)
    interview.ask_again("name")
    interview.answer("Avery Example")
    save(path, interview)
    assert "Avery" not in progress_file(path).read_text()
    forget_progress(path)
    assert sorted(path.parent.iterdir()) == [path]
    assert beginning_of(path) is Beginning.ON_FILE


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[1]",
        "{}",
        '{"schema": "mmfinance/intake@1", "asked": "zip", "again": 5}',
        "[" * 5000,
        '{"asked": {"a": 1}}',
    ],
)
def test_a_broken_file_beside_asks_again_and_loses_nothing(path: Path, content: str) -> None:
    path.write_text("as_of: 2026-11-28\nhousehold: {size: 2}\n")
    progress_file(path).write_text(content)
    interview = start_or_resume(path, TODAY)
    assert interview.progress == Progress()
    assert interview.case.household.size == 2


def test_names_of_no_question_are_passed_over(path: Path) -> None:
    path.write_text("as_of: 2026-11-28\n")
    names = ["zip", "zip", "../../etc", 7]
    progress_file(path).write_text(json.dumps({"schema": "mmfinance/intake@1", "asked": names, "again": "nothing"}))
    assert start_or_resume(path, TODAY).progress == Progress(asked=("zip",))


def test_a_file_that_is_no_valid_case_is_not_touched(path: Path) -> None:
    path.write_text("as_of: 2026-11-28\nhousehold: {size: none}\n")
    with pytest.raises(InvalidDocument, match=r"household\.size"):
        start_or_resume(path, TODAY)
    assert path.read_text() == "as_of: 2026-11-28\nhousehold: {size: none}\n"


def test_names_that_lead_nowhere_are_told_before_the_first_question(path: Path) -> None:
    path.write_text("as_of: 2026-11-28\npatient: {address: {zip: '99999'}}\ntreatment: {care_path: teclistamb}\n")
    with pytest.raises(InvalidDocument, match="did you mean teclistamab") as refused:
        start_or_resume(path, TODAY)
    assert [problem.path for problem in refused.value.problems] == ["patient.address.zip", "treatment.care_path"]
    assert "99999" not in str(refused.value)


def test_a_folder_that_is_missing_is_an_error_before_the_first_question(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput):
        save(tmp_path / "none" / "case.yaml", Interview({"as_of": TODAY}))
