"""JSON Lines: one case document a line, read like a case file: numbers keep the digits they are written with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.documents import MOST_BYTES, MOST_DEPTH, UNPRINTABLE
from mmfinance.errors import InputError

_DOCUMENT = "one case document on the line, as JSON"


def open_file(path: Path) -> "JsonLines":
    """Open a file of one JSON document a line. Raises InputError for a file whose first line is no such document."""
    try:
        return JsonLines(path)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror}") from None


class JsonLines:
    """Case documents, one a line, read line by line."""

    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            start = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start:
            raise InputError(f"{path.name}: is empty")
        if not start.startswith(b"{"):
            raise InputError(f"{path.name}: is no JSON Lines; {_DOCUMENT}, is expected")

    def __iter__(self) -> Iterator[RawRow]:
        """Read the lines; blank ones are counted and left out."""
        with self.path.open("rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                if line.strip():
                    yield self._row(number, line)

    def _row(self, number: int, line: bytes) -> RawRow:
        try:
            return RawRow(number, self.path.name, _document(line))
        except _NoDocument as error:
            return RawRow(number, self.path.name, None, (RowProblem(number, "", str(error), error.expected),))


class _NoDocument(Exception):
    def __init__(self, what: str, expected: str = _DOCUMENT) -> None:
        super().__init__(what)
        self.expected = expected


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Read lines of bounded length; of a longer one only so much is kept that it is seen to be too long."""
    while line := stream.readline(MOST_BYTES + 1):
        yield line
        while len(line) > MOST_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES + 1)


def _document(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise _NoDocument(f"is longer than {MOST_BYTES // 1000:,} kB", f"at most {MOST_BYTES // 1000:,} kB a line")
    try:
        text = line.decode("utf-8-sig")
        document = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_without_repeats
        )
    except UnicodeDecodeError:
        raise _NoDocument("holds bytes that are not UTF-8", "UTF-8 text") from None
    except RecursionError:
        raise _NoDocument(*_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise _NoDocument(f"is not valid JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:
        raise _NoDocument(str(error)) from None
    if not isinstance(document, dict):
        raise _NoDocument("is JSON but no document with keys")
    _refuse_depth_and_controls(document, "\\u" in text or not text.rstrip().isprintable())
    return document


_TOO_DEEP = (f"is nested deeper than {MOST_DEPTH} levels", f"at most {MOST_DEPTH} levels")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("has the same key twice in one place")
    return document


def _refuse_depth_and_controls(value: Any, look_at_text: bool, depth: int = 0) -> None:
    """Walk the document; its text is looked at only where the line can hide a control character."""
    if depth > MOST_DEPTH:
        raise _NoDocument(*_TOO_DEEP)
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_depth_and_controls(key, look_at_text, depth)
            _refuse_depth_and_controls(inner, look_at_text, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _refuse_depth_and_controls(inner, look_at_text, depth + 1)
    elif look_at_text and isinstance(value, str) and UNPRINTABLE.search(value):
        raise _NoDocument("holds control characters or marks that turn text round", "plain text")
