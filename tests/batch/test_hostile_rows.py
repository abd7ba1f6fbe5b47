"""One hostile file of 60 rows: each bad row is reported once, and each good row is a case."""

from datetime import date
from pathlib import Path

from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.check import check_file
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.rows import InvalidRow
from mmfinance.batch.sources.source import open_source

AS_OF = date(2026, 11, 28)
HEADER = b"Case ID,Name,DOB,Insurance,Income,SSN,Note\n"


def row(
    identifier: str, name: bytes = b"Jane Doe", born: str = "1956-03-04", income: str = "100", rest: bytes = b""
) -> bytes:
    cells = b",".join(
        (identifier.encode(), name, born.encode(), b"Medicare", income.encode(), b"123-45-6789", b"free text")
    )
    return cells + rest + b"\n"


BAD = {
    "formula": row("f1", b'"=HYPERLINK(""http://x"",""y"")"'),
    "at": row("f2", b"@SUM(1+1)*cmd|' /C calc'!A0"),
    "right to left": row("r1", "Jane \u202eeoD".encode()),
    "long name": row("l1", b"x" * 100_000),
    "very long cell": row("l2", b'"' + b"x" * 200_000 + b'"'),
    "nul": row("n1", b"Jane\x00Doe"),
    "foreign bytes": row("w1", "René".encode("cp1252")),
    "path": row("../../etc/passwd"),
    "windows path": row("..\\\\x"),
    "infinite": row("i1", income="1e999"),
    "not a number": row("i2", income="NaN€"),
    "negative": row("i3", income="-5"),
    "five more cells": row("m1", rest=b",1,2,3,4,5"),
    "fewer cells": b"m2,Jane\n",
    "open quote": b'"q1,Jane Doe,1956-03-04\n',
    "stray quote": b'"q"2,Jane,1956-03-04,Medicare,100,,\n',
    "no date": row("d1", born="13/13/1956"),
    "year only": row("d2", born="1956"),
    "future birth": row("d3", born="2056-03-04"),
    "social security number as id": row("123-45-6789"),
    "twice": row("good-1"),
}
GOOD = {
    f"good-{number}": row(f"good-{number}", name)
    for number, name in enumerate(
        (
            b"Jane Doe", "Zoë Ñandú".encode(), "محمد علي".encode(), "王小明".encode(), b'"Doe, Jane"', b"<b>Jane</b>",
            b"{{ 7*7 }}", b"{% raw %}", b'"Jane\nDoe"', b"-Jane", b"+Jane", b"O'Neil; DROP TABLE", b"a" * 120,
        )
    )
}  # fmt: skip


def hostile_file(tmp_path: Path) -> Path:
    """Good and bad rows in turn, and good ones after each kind of harm, 60 in all."""
    rows = [*list(GOOD.values())[:2]]
    plain = iter(row(f"plain-{number}") for number in range(60))
    for bad in BAD.values():
        rows += [bad, next(plain)]
    rows += list(GOOD.values())[2:]
    rows += [next(plain) for _ in range(60 - len(rows))]
    path = tmp_path / "hostile.csv"
    path.write_bytes(HEADER + b"".join(rows))
    return path


def test_each_bad_row_is_reported_and_each_good_row_is_a_case(tmp_path: Path) -> None:
    path = hostile_file(tmp_path)
    source = open_source(path)
    plan = plan_columns(source.columns)
    good, bad, seen = [], [], set[str]()
    for raw in source:
        try:
            case = case_of_row(raw, plan, AS_OF)
        except InvalidRow:
            bad.append(raw.number)
        else:
            good.append(case.case_id)
    assert len(good) + len(bad) == 60
    assert [one for one in good if one in seen or seen.add(str(one))] == ["good-1"]  # type: ignore[func-returns-value]
    assert bad == [4 + 2 * at for at in range(len(BAD) - 1)]
    assert set(GOOD) <= set(good)


def test_the_check_says_the_same_and_repeats_nothing_of_a_person(tmp_path: Path) -> None:
    found = check_file(hostile_file(tmp_path), None, AS_OF)
    assert (found.good, found.bad) == (60 - len(BAD), len(BAD))
    assert [one.header for one in found.plan.dropped] == ["SSN"]
    assert [one.header for one in found.plan.unknown] == ["Note"]
    said = repr(found)
    assert not any(value in said for value in ("Jane", "6789", "passwd", "calc", "1e999"))
