"""One row as a case: the same strict checks as a case file, and every problem of the row at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from mmfinance.assistance.names_in_case import unknown_in_reference
from mmfinance.batch.columns.assemble import Assembly, header_of
from mmfinance.batch.columns.header_words import plain_words
from mmfinance.batch.columns.left_open import left_open
from mmfinance.batch.columns.plan import Column, ColumnPlan
from mmfinance.batch.columns.readings import READINGS, SINCE_1904
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.columns.yes_no import BLANK
from mmfinance.batch.rows import InvalidRow, RawRow, RowProblem
from mmfinance.case.consistency import contradictions
from mmfinance.case.model import Case
from mmfinance.case.pruning import without_blanks
from mmfinance.case.reading import problems_by_path
from mmfinance.documents import Document, KeyPath, dotted
from mmfinance.errors import OutsideMonths

LONGEST_CELL = 1_000
OUTSIDE = "lies outside the months counted, and nothing of its kind falls into them"


def case_of_row(row: RawRow, plan: ColumnPlan, as_of: date) -> Case:
    """Make a case of one row: of a table by the plan, of a case document as it is.

    `as_of` is the day the case was true where the row itself does not say. Raises InvalidRow with all problems, each
    with the column's header as the file has it (a path, in a case document); no value of the person is repeated.
    """
    if row.content is None:
        raise InvalidRow(row.problems)
    row = only_read(row, plan)
    if not plan.columns:
        said = row.content or {}
        return _checked(row, {**said, "as_of": said.get("as_of") or as_of}, dotted)
    assembly, problems = _assembled(row, plan)
    document, homeless = assembly.document()
    if not _coverage_is_wrong(plan, problems):
        problems += [RowProblem(row.number, header, why.what, why.expected) for header, why in homeless]
    document.setdefault("as_of", as_of)

    def column(path: KeyPath) -> str:
        return header_of(path, document, assembly.said)

    if not problems:
        return _checked(row, document, column)
    raise InvalidRow((*problems, *_problems_of_rest(row, document, column, {problem.column for problem in problems})))


def outside_months(row: RawRow, plan: ColumnPlan, why: OutsideMonths) -> RowProblem:
    """The problem of a row of which a case was made, and whose dates leave nothing to count."""
    if not plan.columns:
        return RowProblem(row.number, dotted(why.path), OUTSIDE, why.way_on)
    assembly, _ = _assembled(only_read(row, plan), plan)
    document, _ = assembly.document()
    return RowProblem(row.number, header_of(why.path, document, assembly.said), OUTSIDE, why.way_on)


def only_read(row: RawRow, plan: ColumnPlan) -> RawRow:
    """The row with the cells that the plan reads and their problems: what is dropped or not known goes no further."""
    if row.content is None or not plan.columns:
        return row
    content = {column.header: row.content.get(column.header, "") for column in plan.columns}
    problems = tuple(problem for problem in row.problems if problem.column in content or not problem.column)
    return replace(row, content=content, problems=problems)


def _coverage_is_wrong(plan: ColumnPlan, problems: list[RowProblem]) -> bool:
    """Whether a cell that names the coverage is wrong: then it is no wonder that what belongs to it has no place."""
    wrong = {problem.column for problem in problems}
    return any(column.header in wrong and column.path[0] == "coverage" for column in plan.columns)


Named = Callable[[KeyPath], str]


def _assembled(row: RawRow, plan: ColumnPlan) -> tuple[Assembly, list[RowProblem]]:
    assembly, problems = Assembly(), list(row.problems)
    content: Mapping[str, Any] = row.content or {}
    for column in plan.columns:
        text = content[column.header].strip()
        if not text or text.lower() in BLANK:
            assembly.leave_open(left_open(column.path, column.reading, text))
            continue
        try:
            assembly.put(column.path, _read(column, text, row.from_1904), column.header)
        except Unreadable as why:
            problems.append(RowProblem(row.number, column.header, why.what, why.expected))
    return assembly, problems


def _read(column: Column, text: str, from_1904: bool) -> Any:
    if len(text) > LONGEST_CELL:
        raise Unreadable(f"is {len(text):,} characters long", "a few words")
    if column.words:
        words = _words(column)
        meaning = words.get(text.lower()) or words.get(plain_words(text))
        if meaning is None and column.reading == "word":
            choices = dict.fromkeys(choice.replace("_", " ") for choice in words.values())
            raise Unreadable("is none of the words that are known here", f"one of {', '.join(choices)}")
        text = meaning or text
    if from_1904 and column.reading in SINCE_1904:
        return SINCE_1904[column.reading](text)
    return READINGS[column.reading].read(text)


@lru_cache(maxsize=1_000)
def _words(column: Column) -> dict[str, str]:
    return dict(column.words)


def _checked(row: RawRow, document: Mapping[str, Any], name: Named) -> Case:
    """Check a case as a case file is checked; words for mistakes are made only where there are some."""
    data = without_blanks(document)
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        raise InvalidRow(tuple(_mistakes(row, error, data, name))) from None
    if found := contradictions(case):
        raise InvalidRow(tuple(RowProblem(row.number, name(path), _hidden(words), "") for path, words in found))
    if unknown := tuple(unknown_in_reference(case)):
        raise InvalidRow(tuple(RowProblem(row.number, name(path), words, "") for path, words in unknown))
    return case


def _problems_of_rest(row: RawRow, document: Mapping[str, Any], name: Named, told: set[str]) -> Iterator[RowProblem]:
    """What else is wrong in a row whose unreadable cells are left out."""
    try:
        _checked(row, document, name)
    except InvalidRow as error:
        yield from (problem for problem in error.problems if problem.column not in told)


def _mistakes(row: RawRow, error: ValidationError, data: Any, name: Named) -> Iterator[RowProblem]:
    for path, problem in problems_by_path(error, Case, Document(row.file, data, {})).items():
        what, divided, expected = problem.message.partition("; expected ")
        yield RowProblem(row.number, name(path), _hidden(what), expected if divided else "")


def _hidden(what: str) -> str:
    """Say that a value was found, never which: a list of problems is passed around."""
    return "is not what is expected" if what.startswith("found ") else what
