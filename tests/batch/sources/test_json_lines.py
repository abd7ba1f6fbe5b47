"""JSON Lines: one case document a line, each line on its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from mmfinance.batch.sources.source import Source, open_source
from mmfinance.errors import InputError

GOOD = b'{"as_of": "2026-11-28"}\n'


def opened(tmp_path: Path, content: bytes) -> Source:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(content)
    return open_source(path)


def test_lines_are_documents_and_numbers_keep_their_digits(tmp_path: Path) -> None:
    line = b'{"as_of": "2026-11-28", "household": {"annual_income": 1250.50, "size": 2}, "patient": {"us_citizen": true}}\n'
    source = opened(tmp_path, b"\xef\xbb\xbf" + line + b"\n" + GOOD)
    assert source.columns == ()
    assert [(row.number, row.content) for row in source] == [
        (
            1,
            {
                "as_of": "2026-11-28",
                "household": {"annual_income": "1250.50", "size": "2"},
                "patient": {"us_citizen": True},
            },
        ),
        (3, {"as_of": "2026-11-28"}),
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"as_of": ', "is not valid JSON"),
        (b"[1, 2]", "is JSON but no document with keys"),
        (b'{"a": 1, "a": 2}', "has the same key twice in one place"),
        (b'{"a": {"b": 1, "b": 2}}', "has the same key twice in one place"),
        (b'{"a": NaN}', "NaN is no number of JSON"),
        (b'{"a": "\xff"}', "holds bytes that are not UTF-8"),
        (b'{"a": "x\\u0000y"}', "holds control characters"),
        (b'{"a": "x\\u202ey"}', "holds control characters"),
        ('{"a": "x\u202ey"}'.encode(), "holds control characters"),
        (b'{"a": "\\ud800"}', "holds control characters"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "is nested deeper than 30 levels"),
        (b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "is nested deeper than 30 levels"),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', "is longer than 1,000 kB"),
    ],
)
def test_a_bad_line_spoils_only_itself(line: bytes, what: str, tmp_path: Path) -> None:
    rows = list(opened(tmp_path, GOOD + line + b"\n" + GOOD))
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[0].content == rows[2].content == {"as_of": "2026-11-28"}
    assert rows[1].content is None
    assert rows[1].problems[0].what.startswith(what)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"a,b\n1,2\n", b"[]\n"])
def test_what_is_no_json_lines_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        opened(tmp_path, content)


def test_ordinary_letters_of_every_script_are_kept(tmp_path: Path) -> None:
    names: list[Any] = ["Zoë", "Nguyễn", "محمد", "王", "😀"]
    lines = "".join(json.dumps({"name": name}, ensure_ascii=at % 2 == 0) + "\n" for at, name in enumerate(names))
    assert [row.content["name"] for row in opened(tmp_path, lines.encode()) if row.content] == names
