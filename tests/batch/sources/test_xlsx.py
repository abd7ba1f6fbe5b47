"""Workbooks: real ones made by openpyxl, and archives built by hand to do harm."""

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.rows import RawRow
from mmfinance.batch.sources.source import open_source
from mmfinance.errors import InputError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:B2"/><sheetData>{{}}</sheetData></worksheet>'
HEADERS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>DOB</t></is></c><c r="B1" t="inlineStr"><is><t>ZIP</t></is></c></row>'
)


def saved(tmp_path: Path, fill: Callable[[Any, Any], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book, book.active)
    book.save(tmp_path / "cases.xlsx")
    return tmp_path / "cases.xlsx"


def rows_of(path: Path) -> list[RawRow]:
    return list(open_source(path))


def with_sheet(tmp_path: Path, rows: str | bytes, whole: bool = False) -> Path:
    """A workbook whose first sheet is replaced by XML written by hand."""
    made = saved(tmp_path, lambda book, sheet: sheet.append(["DOB", "ZIP"]))
    path = tmp_path / "by-hand.xlsx"
    text = rows if isinstance(rows, bytes) else (rows if whole else SHEET.format(HEADERS + rows)).encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, text if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return path


def test_cells_are_the_text_that_a_person_reads_in_them(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.append(["DOB", "ZIP", "Income", "Coinsurance", "Working", "Name", "Start date", "Miles one way", "Notes"])
        sheet.append([date(1956, 3, 4), 2139, 52000.5, 0.2, True, "Zoë", datetime(2026, 12, 8, 9, 30), 12.0, None])
        sheet["D2"].number_format = "0.0%"

    (row,) = rows_of(saved(tmp_path, fill))
    assert row == RawRow(
        2,
        "cases.xlsx",
        {
            "DOB": "1956-03-04", "ZIP": "2139", "Income": "52000.5", "Coinsurance": "20%", "Working": "yes", "Name": "Zoë",
            "Start date": "2026-12-08", "Miles one way": "12", "Notes": "",
        },
    )  # fmt: skip


@pytest.mark.parametrize(("epoch_1904", "number"), [(False, 20518), (True, 19056)])
def test_bare_day_numbers_follow_the_workbooks_own_epoch(epoch_1904: bool, number: int, tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.epoch = CALENDAR_MAC_1904 if epoch_1904 else book.epoch
        sheet.append(["DOB", "Start date"])
        sheet.append([number, date(2026, 12, 8)])

    (row,) = rows_of(saved(tmp_path, fill))
    case = case_of_row(row, plan_columns(("DOB", "Start date")), date(2026, 11, 28))
    assert row.from_1904 == epoch_1904
    assert (case.patient.birth_date, case.treatment.start_date) == (date(1956, 3, 4), date(2026, 12, 8))


def test_error_cells_and_formulas_without_a_result_are_problems_of_their_row(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.append(["DOB", "ZIP"])
        sheet.append([date(1956, 3, 4), "#N/A"])
        sheet.append(["=TODAY()", "02139"])
        sheet.append([date(1957, 3, 4), "02139"])

    rows = rows_of(saved(tmp_path, fill))
    assert [[(one.column, one.what) for one in row.problems] for row in rows] == [
        [("ZIP", "holds the error #N/A")],
        [("DOB", "holds a formula without a saved result")],
        [],
    ]


def test_the_saved_result_of_a_formula_is_read(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path, '<row r="2"><c r="A2" t="str"><f>1+1</f><v>1956-03-04</v></c><c r="B2"><v>2139</v></c></row>'
    )
    (row,) = rows_of(path)
    assert row.content == {"DOB": "1956-03-04", "ZIP": "2139"}
    assert row.problems == ()


def test_the_first_visible_sheet_is_read_and_the_others_are_named_by_number(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.append(["hidden"])
        sheet.sheet_state = "hidden"
        book.create_sheet("b").append(["DOB"])
        book.create_sheet("c")

    source = open_source(saved(tmp_path, fill))
    assert source.columns == ("DOB",)
    assert source.notes == ("the first visible sheet is read; 2 other sheets are not",)


def test_a_value_without_a_header_is_a_problem_of_its_row(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.append(["DOB"])
        sheet.append([date(1956, 3, 4), None, "stray"])

    (row,) = rows_of(saved(tmp_path, fill))
    assert [(one.column, one.what) for one in row.problems] == [("", "holds a value in column C, which has no header")]


def with_far_cell(tmp_path: Path, cell: str) -> Path:
    def fill(book: Any, sheet: Any) -> None:
        sheet.append(["DOB", "ZIP"])
        sheet.append(["1956-03-04", "02139"])
        sheet[cell] = "far"

    return saved(tmp_path, fill)


def test_the_farthest_cell_there_can_be_is_noted_and_not_walked_to(tmp_path: Path) -> None:
    source = open_source(with_far_cell(tmp_path, "XFD1048576"))
    assert [row.number for row in source] == [2]
    assert source.notes == ("there are cells beyond column ZZ, which are not read",)


def test_a_far_away_cell_takes_no_memory(tmp_path: Path) -> None:
    path = with_far_cell(tmp_path, "XFD20000")
    tracemalloc.start()
    try:
        assert [row.number for row in open_source(path)] == [2]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_a_sheet_that_is_cut_off_keeps_its_rows_and_its_end_is_a_problem(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 5_000))
    *good, broken = rows_of(with_sheet(tmp_path, rows + '<row r="5000"><c'))
    assert len(good) > 3_000
    assert all(row.content for row in good)
    assert broken.problems[0].what == "is broken, and nothing after it can be read"
    assert [row.number for row in rows_of(with_sheet(tmp_path, '<row r="2"><c'))] == [2]


def test_a_row_number_beyond_any_sheet_ends_the_reading(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, '<row r="2"><c r="A2"><v>1</v></c></row><row r="99999999999"><c><v>1</v></c></row>')
    assert [row.number for row in rows_of(path)] == [2]


def test_a_sheet_that_claims_a_wrong_size_is_read_as_it_is(tmp_path: Path) -> None:
    text = SHEET.format(HEADERS + '<row r="2"><c r="A2"><v>20518</v></c></row>')
    path = with_sheet(tmp_path, text.replace("A1:B2", "A1:A1"), whole=True)
    assert [row.content for row in rows_of(path)] == [{"DOB": "20518", "ZIP": ""}]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>999</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>abc</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="?!"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_breaks_in_the_middle_keeps_its_good_rows_and_says_where_it_ends(
    rows: str, tmp_path: Path
) -> None:
    good, broken = rows_of(with_sheet(tmp_path, rows))
    assert good.content == {"DOB": "1", "ZIP": ""}
    assert broken.content is None
    assert (broken.number, broken.problems[0].what) == (3, "is broken, and nothing after it can be read")


def test_an_entity_bomb_is_never_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + SHEET.format(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    )
    with pytest.raises(InputError, match="damaged"):
        open_source(with_sheet(tmp_path, bomb, whole=True))


def test_a_part_that_grows_a_thousandfold_is_not_opened(tmp_path: Path) -> None:
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "x" * 60_000_000 + "</t></is></c></row>"
    with pytest.raises(InputError, match="shrunk more than any table"):
        open_source(with_sheet(tmp_path, cell))


def test_one_cell_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "x" * 5_000_000 + "</t></is></c></row>"
    with pytest.raises(InputError, match="too long for a table"):
        open_source(with_sheet(tmp_path, cell))


def test_one_row_of_a_million_cells_is_not_read(tmp_path: Path) -> None:
    row = '<row r="2">' + "<c><v>1</v></c>" * 1_000_000 + "</row>"
    with pytest.raises(InputError, match="too long for a table"):
        open_source(with_sheet(tmp_path, row))


def test_a_part_that_declares_less_than_it_holds_gives_no_more_than_it_declares(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 5_000)))
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"xl/worksheets/sheet1.xml"))
    raw[entry + 24 : entry + 28] = struct.pack("<I", 500)
    path.write_bytes(raw)
    with pytest.raises(InputError, match="damaged"):
        open_source(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"DOB,ZIP\n1,2\n"])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"is no \.xlsx workbook"):
        open_source(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(InputError, match="damaged"):
        open_source(path)


def test_an_empty_sheet_has_no_headers(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no row of column headers"):
        open_source(saved(tmp_path, lambda book, sheet: None))
