"""A spreadsheet to start from: the columns most often asked for, what each means, and one made-up row."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from mmfinance.batch.sources.delimited import EXPLANATION
from mmfinance.errors import InputError

SHEET = "Cases"
SHEET_OF_EXPLANATIONS = "What goes where"

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("Case ID", "your own number for the case: no name, no Social Security or record number", "example-1"),
    ("Last name", "for the letters", "Sample"),
    ("First name", "for the letters", "Morgan"),
    ("Date of birth", "YYYY-MM-DD or MM/DD/YYYY", "1958-04-17"),
    ("Street", "for the letters", "12 Example Street"),
    ("City", "for the letters", "Columbus"),
    ("State", "two letters or the name", "OH"),
    ("ZIP", "five digits", "43215"),
    ("Phone", "for the letters", "614-555-0142"),
    ("Preferred language", "such as English or Spanish", "English"),
    ("Household size", "how many people live on the household's income, the patient included", "2"),
    ("Household income per year", "before tax, in dollars; a header that says per month is multiplied by 12", "41500"),
    ("Marital status", "single, married, partnered, divorced, widowed or separated", "married"),
    ("Diagnosis", "multiple myeloma, or the ICD-10-CM code", "multiple myeloma"),
    ("Diagnosis date", "the day of diagnosis", "2019-09-03"),
    ("Lines of therapy", "how many lines of treatment so far", "5"),
    ("Insurance", "the kind, several divided by +: employer, marketplace, COBRA, Medicare, Medicare Advantage, "
     "Medicaid, TRICARE, CHAMPVA, VA or uninsured", "Medicare"),
    ("Plan name", "as on the card, of the coverage named first", ""),
    ("Medigap letter", "the letter of a Medicare Supplement plan; no where there is none", "G"),
    ("Part D", "yes or no: a Medicare drug plan", "yes"),
    ("Extra Help", "yes or no: the low-income subsidy of Part D", "no"),
    ("QMB", "yes or no: Medicaid pays Medicare's cost sharing", "no"),
    ("Deductible", "of an employer, COBRA, marketplace or Medicare Advantage plan, in dollars", ""),
    ("Deductible met", "so far this plan year, in dollars", ""),
    ("Out-of-pocket maximum", "of the same plan, in dollars", ""),
    ("Out-of-pocket met", "so far this plan year, in dollars", ""),
    ("Plan year start", "the month and day on which the deductible starts again, such as 01-01", ""),
    ("CAR-T product", "generic or brand name", "ciltacabtagene autoleucel"),
    ("CAR-T date", "the day of infusion", "2025-02-11"),
    ("CAR-T failed", "yes or no: it did not work, or stopped working", "yes"),
    ("Planned treatment", "an id of `mmfinance carepaths`, or a common name", "teclistamab"),
    ("Start date", "the day the planned treatment begins", "2026-12-08"),
    ("Weight (kg)", "for drugs dosed by weight; Weight (lb) is read too", "74"),
    ("Hospital", "where it is given: a name, or an id of `mmfinance centers`", "Example Cancer Center"),
    ("Miles one way", "from home to the hospital", "18"),
)  # fmt: skip
"""Header, explanation, example; a test holds that every header is known and that the example is a case."""

_BLANK = "Leave blank what is not known: blank is not zero and not no."


def template(path: Path) -> bytes:
    """Write the template as the file's name asks, CSV or XLSX. Raises InputError for another ending."""
    writers = {".csv": _as_csv, ".xlsx": _as_xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"{path.name}: a template is written as .csv or .xlsx")
    return writer()


def _as_csv() -> bytes:
    """Headers, a row of explanations that is never read as a case, and the example; marked as UTF-8 for Excel."""
    headers, explanations, example = (list(cells) for cells in zip(*COLUMNS, strict=True))
    explanations[0] = f"{EXPLANATION}, not a case ({_BLANK}): {explanations[0]}"
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([headers, explanations, example])
    return text.getvalue().encode("utf-8-sig")


def _as_xlsx() -> bytes:
    """A sheet with the example, its columns text so that nothing becomes a number, and one that explains."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    cases: Any = book.active
    cases.title = SHEET
    explained = book.create_sheet(SHEET_OF_EXPLANATIONS)
    explained.append(["Column", "What goes there", "Made-up example"])
    for at, (header, explanation, example) in enumerate(COLUMNS, start=1):
        cases.cell(1, at, header).font = Font(bold=True)
        cases.cell(2, at, example or None).number_format = "@"
        column = cases.column_dimensions[cases.cell(1, at).column_letter]
        column.width, column.number_format = max(12, len(header) + 2), "@"
        explained.append([header, explanation, example])
    explained.append([_BLANK])
    cases.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
