"""What has to be known of a row before it is read as a case: its id, and whether it says its day."""

import re

from mmfinance.batch.columns.plain import identifier
from mmfinance.batch.columns.plan import ColumnPlan
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.rows import RawRow

CASE_ID, AS_OF = ("case_id",), ("as_of",)
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def id_of_row(row: RawRow, columns: ColumnPlan) -> str | None:
    """Give the row's case id; None where it has none, or one that is no id: a name, a person's number, a path."""
    if row.content is None:
        return None
    said = row.content.get(id_column(columns))
    try:
        text = identifier(said.strip()) if isinstance(said, str) else ""
    except Unreadable:
        return None
    return text if _IDENTIFIER.fullmatch(text) else None


def says_day(row: RawRow, columns: ColumnPlan) -> bool:
    """Whether the row says itself on which day it was true."""
    header = _column(columns, AS_OF)
    return bool(row.content and str(row.content.get(header) or "").strip())


def id_column(columns: ColumnPlan) -> str:
    """Name the column, or the field of a case document, that holds the case's id."""
    return _column(columns, CASE_ID)


def _column(columns: ColumnPlan, path: tuple[str, ...]) -> str:
    return next((column.header for column in columns.columns if column.path == path), ".".join(path))
