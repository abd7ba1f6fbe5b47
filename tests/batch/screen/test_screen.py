import csv
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.match import match
from mmfinance.batch.columns.plan import ColumnPlan, plan_columns
from mmfinance.batch.rows import RawRow
from mmfinance.batch.screen import screen as screening
from mmfinance.batch.screen import screened
from mmfinance.batch.screen.screen import problems_file, screen
from mmfinance.batch.screen.screened import Question
from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document
from mmfinance.case.vocabulary import CostGroup
from mmfinance.documents import Document, read_document
from mmfinance.errors import InputError
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.many import Totals, estimate_totals
from tests.batch.runs import FROZEN_PROGRAMS, document, rows_of

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
QUESTION = Question(ColumnPlan(), date(2026, 11, 24), programs=FROZEN_PROGRAMS)


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def example_rows() -> list[RawRow]:
    return rows_of(*(read_document(path).data for path in EXAMPLES))


def test_a_case_among_many_is_told_what_it_is_told_alone(tmp_path: Path) -> None:
    out, directory = tmp_path / "screened.csv", load_directory(FROZEN_PROGRAMS)
    assert screen(example_rows(), QUESTION, out).screened == len(EXAMPLES)
    for row, line in zip(example_rows(), lines_of(out), strict=True):
        case = case_from_document(Document("row", row.content, {}))
        alone = estimate(case, draws=1)
        for group in CostGroup:
            unknown = group in alone.not_counted
            assert line[group.value] == ("" if unknown else f"{Decimal(alone.by_group[group].expected) / 100:.2f}")
        if not alone.not_counted:
            assert line["expected_total"] == f"{Decimal(alone.total.expected) / 100:.2f}"
        for found in match(case, directory).programs:
            assert line[found.program_id] == found.verdict.value, found.program_id
        assert int(line["eligible"]) == [line[program] for program in directory.programs].count("eligible")


def test_a_program_that_ends_between_two_cases_is_open_to_the_first(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    text = next(FROZEN_PROGRAMS.rglob("bcu-patient-aid.yaml")).read_text(encoding="utf-8")
    ended = text.replace("operation: active", "operation: closed\nended_on: 2026-11-01")
    (programs / "bcu-patient-aid.yaml").write_text(ended, encoding="utf-8")
    before, after = document("a", as_of="2026-10-31"), document("b", as_of="2026-11-01")
    screen(rows_of(before, after), replace(QUESTION, programs=programs), tmp_path / "out.csv")
    told = [line["bcu-patient-aid"] for line in lines_of(tmp_path / "out.csv")]
    assert told[0] != "ineligible"
    assert told[1] == "ineligible"


def test_bad_rows_stop_no_other(tmp_path: Path) -> None:
    out = tmp_path / "screened.csv"
    unknown_path = document("b", treatment={"care_path": "no-such-path", "start_date": "2026-12-01"})
    rows = rows_of(document("a"), unknown_path, None, {**document("c"), "as_of": "soon"}, document("d"))
    counts = screen(rows, QUESTION, out)
    assert (counts.screened, counts.failed) == (2, 3)
    assert [line["case_id"] for line in lines_of(out)] == ["a", "d"]
    assert [line["row"] for line in lines_of(problems_file(out))] == ["2", "3", "4"]


def test_a_row_whose_coverage_has_ended_fails_at_its_column_and_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = ("case_id", "insurance", "Last day", "care path", "start date")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns: {Last day: coverage.employer.ends_on}\n", encoding="utf-8")
    cells = [("a", "employer", "2027-10-31"), ("b", "employer", "2026-10-31"), ("c", "Medicare", "")]
    content = [dict(zip(header, (*one, "teclistamab", "2026-12-01"), strict=True)) for one in cells]
    rows = [RawRow(number, "cases.csv", one) for number, one in enumerate(content, start=2)]
    asked: list[int] = []

    def counted(cases: Sequence[Case], months: int) -> Iterator[Totals]:
        asked.append(len(cases))
        return estimate_totals(cases, months)

    monkeypatch.setattr(screened, "estimate_totals", counted)
    out = tmp_path / "screened.csv"
    counts = screen(rows, replace(QUESTION, columns=plan_columns(header, mapping)), out)
    assert (counts.screened, counts.failed) == (2, 1)
    assert asked == [2], "the others are still worked out side by side"
    (problem,) = lines_of(problems_file(out))
    assert (problem["row"], problem["column"]) == ("3", "Last day")
    assert "uninsured" in problem["expected"]
    assert "2026" not in "".join(problem.values())


def test_what_is_not_known_is_blank_and_never_zero(tmp_path: Path) -> None:
    out = tmp_path / "screened.csv"
    screen(rows_of({"as_of": "2026-11-24"}), QUESTION, out)
    assert lines_of(out)[0]["expected_total"] == ""


def test_slices_and_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen(example_rows(), QUESTION, tmp_path / "one.csv")
    monkeypatch.setattr(screening, "SLICE", 5)
    screen(example_rows(), QUESTION, tmp_path / "two.csv", workers=2)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_parquet_says_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    screen(example_rows(), QUESTION, tmp_path / "screened.csv")
    screen(example_rows(), QUESTION, tmp_path / "screened.parquet")
    table = parquet.read_table(tmp_path / "screened.parquet").to_pylist()
    as_text = [{name: "" if value is None else str(value) for name, value in line.items()} for line in table]
    assert as_text == lines_of(tmp_path / "screened.csv")


def test_only_the_owner_can_read_it_and_another_format_is_refused(tmp_path: Path) -> None:
    screen(rows_of(document("a")), QUESTION, tmp_path / "screened.csv")
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    with pytest.raises(InputError, match="ends with neither"):
        screen([], QUESTION, tmp_path / "screened.xls")
    assert {path.name for path in tmp_path.iterdir()} == {"screened.csv", "screened-problems.csv"}
