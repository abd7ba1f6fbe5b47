"""The cost of reading a file of many cases: each format, as checked cases, beside its bare reader.

Run: python bench/reading.py [ROWS]
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.sources.source import open_source
from mmfinance.batch.template import COLUMNS
from side_by_side import cpu_seconds_of, medians, peak_mebibytes, show

ROUNDS = 5
ROWS = 3_000
AS_OF = date(2026, 11, 28)


def main() -> None:
    """Write the same cases in each format, read them in turn, and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with TemporaryDirectory() as folder:
        files = {ending: Path(folder) / f"cases.{ending}" for ending in ("csv", "jsonl", "xlsx")}
        _write(files, rows)
        runs: dict[str, Callable[[], object]] = {
            f"{ending}, bare": partial(BARE[ending], files[ending]) for ending in files
        }
        runs |= {f"{ending}, cases": partial(_cases, files[ending]) for ending in files}
        taken = medians(runs, ROUNDS, cpu_seconds_of)
    each = {name: seconds / rows * 1e6 for name, seconds in taken.items()}
    most = {"csv": 300.0, "jsonl": 300.0, "xlsx": None}
    show(
        f"reading ({rows:,} rows of {len(COLUMNS)} columns)",
        [
            *((f"{ending}: a row as a checked case", each[f"{ending}, cases"], "µs", most[ending]) for ending in files),
            *((f"{ending}: a row in the bare reader", each[f"{ending}, bare"], "µs", None) for ending in files),
            *((f"{ending}: times the bare reader", each[f"{ending}, cases"] / each[f"{ending}, bare"], "", None)
              for ending in files),
            ("most memory held", peak_mebibytes(), "MiB", None),
        ],
    )  # fmt: skip


def _cases(path: Path) -> None:
    source = open_source(path)
    plan = plan_columns(source.columns)
    for row in source:
        case_of_row(row, plan, AS_OF)


def _bare_csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.DictReader(stream):
            pass


def _bare_json_lines(path: Path) -> None:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            json.loads(line)


def _bare_xlsx(path: Path) -> None:
    from openpyxl import load_workbook

    for _ in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True):
        pass


BARE: dict[str, Callable[[Path], None]] = {"csv": _bare_csv, "jsonl": _bare_json_lines, "xlsx": _bare_xlsx}


def _write(files: dict[str, Path], rows: int) -> None:
    from openpyxl import Workbook

    headers = [header for header, _, _ in COLUMNS]
    with files["csv"].open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headers, *_rows(rows)])
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in (headers, *_rows(rows)):
        sheet.append([cell or None for cell in cells])
    book.save(files["xlsx"])
    with files["jsonl"].open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(_document(f"c-{number}")) + "\n" for number in range(rows))


def _rows(count: int) -> Iterator[Sequence[str]]:
    """The template's example, its id and income changing from row to row."""
    example = {header: cell for header, _, cell in COLUMNS}
    for number in range(count):
        yield list({**example, "Case ID": f"c-{number}", "Household income per year": str(20_000 + number)}.values())


def _document(case_id: str) -> dict[str, object]:
    """About what the example says, as a case document."""
    return {
        "case_id": case_id,
        "as_of": AS_OF.isoformat(),
        "patient": {"name": "Morgan Sample", "birth_date": "1958-04-17", "address": {"state": "OH", "zip": "43215"}},
        "household": {"size": 2, "annual_income": 41_500, "marital_status": "married"},
        "diagnosis": {"disease": "multiple_myeloma", "diagnosed_on": "2019-09-03", "lines_of_therapy": 5},
        "coverage": [{"kind": "medicare"}, {"kind": "medigap", "letter": "G"}, {"kind": "part_d"}],
        "treatment": {
            "history": [
                {"kind": "car_t", "product": "ciltacabtagene autoleucel", "date": "2025-02-11", "failed": True}
            ],
            "care_path": "teclistamab",
            "start_date": "2026-12-08",
            "site": {"name": "Example Cancer Center"},
        },
        "travel": {"miles_one_way": 18},
    }


if __name__ == "__main__":
    main()
