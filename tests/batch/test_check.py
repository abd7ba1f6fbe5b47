"""What `batch check` finds in a file before anything runs."""

from datetime import date
from pathlib import Path

from mmfinance.batch.check import MOST_PROBLEMS, Check, check_document, check_file

AS_OF = date(2026, 11, 28)


def checked(tmp_path: Path, text: str, name: str = "cases.csv") -> Check:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return check_file(path, None, AS_OF)


def test_good_and_bad_rows_are_counted_and_the_first_problems_listed(tmp_path: Path) -> None:
    bad = "soon,x\n" * 30
    found = checked(tmp_path, f"DOB,Income\n1956-03-04,100\n{bad}1957-03-04,\n1,2,3\n")
    assert (found.good, found.bad) == (2, 31)
    assert len(found.problems) == MOST_PROBLEMS
    assert found.problems_by_column == {"": 1, "DOB": 30, "Income": 30}
    assert found.problems[0].row == 3


def test_a_case_id_that_comes_twice_is_a_problem_of_the_later_row(tmp_path: Path) -> None:
    found = checked(tmp_path, "Our ref,DOB\na,1956-03-04\nb,1957-03-04\nA,1958-03-04\n")
    assert [(one.row, one.column, one.what) for one in found.problems] == [
        (4, "Our ref", "is the case id of row 2 too")
    ]


def test_dates_whose_order_is_not_certain_are_said_aloud(tmp_path: Path) -> None:
    found = checked(tmp_path, "DOB,Start date\n3/4/1956,12/25/2026\n25/4/1956,12/26/2026\n5/6/1957,\n")
    assert len(found.notes) == 1
    assert found.notes[0].startswith("DOB: 1 date read day first")
    assert "2 dates could be either and read month first" in found.notes[0]


def test_dates_that_are_all_month_first_or_all_plain_need_no_note(tmp_path: Path) -> None:
    assert checked(tmp_path, "DOB\n12/25/1956\n1956-03-04\n4/4/1956\n").notes == ()


def test_a_column_of_social_security_numbers_under_another_name_is_dropped_by_its_look(tmp_path: Path) -> None:
    found = checked(tmp_path, "DOB,Tax,Other\n1956-03-04,123-45-6789,1\n1957-03-04,987654321,2\n")
    assert [(one.header, one.why) for one in found.plan.dropped] == [
        ("Tax", "its values look like Social Security numbers, which are never read or kept")
    ]
    assert [one.header for one in found.plan.unknown] == ["Other"]
    assert "6789" not in str(check_document(found))


def test_no_value_of_a_person_is_in_the_document(tmp_path: Path) -> None:
    found = checked(tmp_path, "Name,DOB,Income,SSN\nJane Secretname,soon-ish,52thousand,123-45-6789\n")
    text = str(check_document(found))
    assert not any(value in text for value in ("Secretname", "soon-ish", "52thousand", "6789"))


def test_case_documents_are_checked_by_their_paths(tmp_path: Path) -> None:
    found = checked(tmp_path, '{"as_of": "2026-11-28", "case_id": "a"}\n{"case_id": "a"}\n{"x": 1}\n', "cases.jsonl")
    assert (found.good, found.bad) == (1, 2)
    assert [(one.row, one.column) for one in found.problems] == [(2, "case_id"), (3, "x")]
    assert found.plan.columns == ()
