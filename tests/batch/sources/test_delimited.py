"""Tables of text: what divides them, how they are encoded, and rows that must not harm the others."""

import csv
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmfinance.batch.rows import RawRow
from mmfinance.batch.sources.source import Source, open_source
from mmfinance.errors import InputError


def opened(tmp_path: Path, content: str | bytes, name: str = "cases.csv") -> Source:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_source(path)


def cells(source: Source) -> list[tuple[str, ...]]:
    return [tuple(row.content.values()) for row in source if row.content is not None]


def bad(source: Source) -> list[tuple[int, str]]:
    return [(row.number, row.problems[0].what) for row in source if row.content is None]


@pytest.mark.parametrize(("mark", "note"), [(",", None), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_what_divides_the_cells_is_found_and_said(mark: str, note: str | None, tmp_path: Path) -> None:
    source = opened(tmp_path, f'"Last, First"{mark}DOB{mark}Income\n"Doe, Jane"{mark}1956-03-04{mark}"1,200"\n')
    assert source.columns == ("Last, First", "DOB", "Income")
    assert cells(source) == [("Doe, Jane", "1956-03-04", "1,200")]
    assert source.notes == ((f"cells are divided by {note}",) if note else ())


def test_semicolons_win_over_commas_inside_cells(tmp_path: Path) -> None:
    source = opened(tmp_path, "Name (Last, First);DOB\nDoe, Jane;1956-03-04\nRoe, Jo;1957-03-04\n")
    assert source.columns == ("Name (Last, First)", "DOB")
    assert cells(source)[0] == ("Doe, Jane", "1956-03-04")


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, "DOB\n1956-03-04\n")) == [("1956-03-04",)]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_the_encoding_is_found_and_said_unless_it_is_utf_8(encoding: str, note: str, tmp_path: Path) -> None:
    source = opened(tmp_path, "Name,City\nZoë Muñoz,“Cañon” City\n".encode(encoding))
    assert source.columns == ("Name", "City")
    assert cells(source) == [("Zoë Muñoz", "“Cañon” City")]
    assert note in "".join(source.notes)


def test_a_row_with_foreign_bytes_in_a_file_of_utf_8_spoils_only_itself(tmp_path: Path) -> None:
    source = opened(tmp_path, "Name,City\nZoë,Ñ\nJosé,Ávila\n".encode() + "René,X\n".encode("cp1252"))
    assert cells(source)[:2] == [("Zoë", "Ñ"), ("José", "Ávila")]
    assert cells(source)[2][0] == "Ren\udce9"
    assert "not UTF-8" in source.notes[0]


def test_line_breaks_inside_quotes_belong_to_the_cell_and_count_as_one_row(tmp_path: Path) -> None:
    source = opened(tmp_path, 'Address,City\r\n"1 Main St\r\nApt 3",Boston\r\n2 Elm,Salem\r\n')
    assert [(row.number, row.content) for row in source] == [
        (2, {"Address": "1 Main St\r\nApt 3", "City": "Boston"}),
        (3, {"Address": "2 Elm", "City": "Salem"}),
    ]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them_blank_ones_too(tmp_path: Path) -> None:
    source = opened(tmp_path, "\n,,\nName,City\n\nA,B\n,\nC,D\n")
    assert [row.number for row in source] == [5, 7]


def test_too_many_or_too_few_cells_are_a_problem_of_that_row_and_blank_ones_at_the_end_are_none(tmp_path: Path) -> None:
    source = opened(tmp_path, "A,B,C\n1,2,3\n1,2\n1,2,3,4,5,6,7,8\n1,2,3,,\n4,5,6\n")
    assert cells(source) == [("1", "2", "3"), ("1", "2", "3"), ("4", "5", "6")]
    assert bad(source) == [(3, "has 2 cells"), (4, "has 8 cells")]


@pytest.mark.parametrize("broken", ['"never closed,2', '"a"b,2', '"' + "x" * 140_000 + '",2'])
def test_a_quotation_mark_that_is_wrong_spoils_its_own_row_only(broken: str, tmp_path: Path) -> None:
    rows = "".join(f"{number},good\n" for number in range(500))
    source = opened(tmp_path, f"A,B\nfirst,good\n{broken}\n{rows}")
    assert cells(source) == [("first", "good"), *((str(number), "good") for number in range(500))]
    assert [number for number, _ in bad(source)] == [3]


def test_a_quotation_mark_that_is_never_closed_in_the_last_row(tmp_path: Path) -> None:
    source = opened(tmp_path, 'A,B\n1,2\n3,"4\n')
    assert cells(source) == [("1", "2")]
    assert bad(source)[0][0] == 3


def test_nul_bytes_stay_in_their_cell(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, b"A,B\n1,x\x00y\n2,z\n")) == [("1", "x\x00y"), ("2", "z")]


def test_a_cell_of_a_hundred_thousand_characters_is_read_as_one(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, f"A,B\n1,{'x' * 100_000}\n2,3\n"))[1] == ("2", "3")


def test_headers_that_come_twice_or_are_blank_get_names_of_their_own(tmp_path: Path) -> None:
    assert opened(tmp_path, "Income,Income,,Income\n1,2,3,4\n").columns == (
        "Income", "Income (2)", "column C", "Income (3)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n\n", "is empty"),
        (b"%PDF-1.7\n", "no table of text"),
        (b"PK\x03\x04zip", "no table of text"),
        (b",,,\n,,\n", "no row of column headers"),
        (b"a\x07b,c\n1,2\n", "no column headers"),
        (("x" * 300 + ",b\n1,2\n").encode(), "no column headers"),
        ((",".join(f"c{n}" for n in range(800)) + "\n").encode(), "has 800 columns"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        opened(tmp_path, content)


def test_a_missing_file_a_strange_ending_and_a_device_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.csv: No such file"):
        open_source(tmp_path / "nothing.csv")
    (tmp_path / "cases.ods").write_text("x")
    with pytest.raises(InputError, match="ends with none of"):
        open_source(tmp_path / "cases.ods")
    (tmp_path / "cases.xls").write_text("x")
    with pytest.raises(InputError, match=r"save it as \.xlsx"):
        open_source(tmp_path / "cases.xls")
    with pytest.raises(InputError, match="a device"):
        open_source(Path("/dev/zero"))


def test_reading_again_starts_again(tmp_path: Path) -> None:
    source = opened(tmp_path, "A,B\n1,2\n3,4\n")
    assert list(source) == list(source)
    assert next(iter(source)) == RawRow(2, "cases.csv", {"A": "1", "B": "2"})


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    source = opened(tmp_path, "A,B\n" + "some words,some other words\n" * 50_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in source) == 50_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    text = StringIO()
    csv.writer(text).writerows([("A", "B", "C"), *rows])
    written = [row for row in rows if any(row) and not row[0].startswith("# explanation")]
    assert cells(opened(tmp_path, text.getvalue())) == written
