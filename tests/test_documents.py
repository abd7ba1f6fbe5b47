"""Hostile and broken files: each refused with its file and line, none read halfway."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.documents import MOST_DEPTH, dotted, parse_document, read_document
from mmfinance.errors import InvalidDocument


def problems(text: str, file: str = "case.yaml") -> str:
    with pytest.raises(InvalidDocument) as error:
        parse_document(text, file)
    return str(error.value)


def unreadable(path: Path) -> str:
    with pytest.raises(InvalidDocument) as error:
        read_document(path)
    return str(error.value)


def test_scalars_stay_text() -> None:
    read = parse_document(
        "zip: 02134\nflag: yes\nday: 2026-11-24\nhex: 0x1F\namount: 1e3\nempty:\ntilde: ~\nword: 'null'\n", "a"
    )
    assert read.data == {
        "zip": "02134",
        "flag": "yes",
        "day": "2026-11-24",
        "hex": "0x1F",
        "amount": "1e3",
        "empty": None,
        "tilde": None,
        "word": "null",
    }


def test_every_key_and_item_knows_its_line() -> None:
    read = parse_document("a:\n  - b: 1\n    c: 2\n  - d\n", "x")
    assert read.lines[("a",)] == 1
    assert read.lines[("a", 0, "c")] == 3
    assert read.lines[("a", 1)] == 4
    assert read.line(("a", 1, "absent", "deeper")) == 4
    assert read.line(("absent",)) == 1


def test_a_path_is_written_as_a_person_reads_it() -> None:
    assert dotted(("coverage", 0, "deductible", "individual")) == "coverage[0].deductible.individual"


def test_a_missing_file(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "absent.yaml") == "absent.yaml: there is no such file"


def test_a_directory(tmp_path: Path) -> None:
    assert unreadable(tmp_path) == f"{tmp_path.name}: this is a directory; a file is expected"
    assert unreadable(Path(".")) == ".: this is a directory; a file is expected"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "case.yaml"
    os.mkfifo(pipe)
    assert unreadable(pipe) == "case.yaml: is a pipe, a device or a socket; a file is expected"


def test_a_device_is_refused() -> None:
    if not Path("/dev/zero").is_char_device():
        pytest.skip("this system has no /dev/zero")
    assert unreadable(Path("/dev/zero")) == "zero: is a pipe, a device or a socket; a file is expected"


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_marks_that_turn_text_round_are_refused(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"name: Maria {mark}elpmaxE\n", encoding="utf-8")
    assert unreadable(path) == "case.yaml:1: holds control characters; a text file is expected"
    assert "name: holds control characters" in problems(f'name: "Maria \\u{ord(mark):04x}elpmaxE"\n')
    assert "a key holds control characters" in problems(f'"na\\u{ord(mark):04x}me": Maria\n')


@pytest.mark.parametrize("text", ["", "   \n", "# only a comment\n"])
def test_an_empty_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert unreadable(path) == "case.yaml: is empty"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (bytes(range(256)) * 8, "is not a text file (UTF-8 is expected)"),
        (b"\xff\xfea\x00s\x00", "is not a text file (UTF-8 is expected)"),
        (b"as_of: 2026-11-24\nname: a\x00b\n", "holds control characters; a text file is expected"),
        (b"\x1b[31mred\n", "holds control characters; a text file is expected"),
    ],
    ids=["garbage", "utf-16", "null byte", "escape"],
)
def test_binary_content(raw: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)
    assert message in unreadable(path)


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert unreadable(path) == "case.yaml: is larger than 1,000 kB, the most that is read"


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbfas_of: 2026-11-24\n")
    assert read_document(path).data == {"as_of": "2026-11-24"}


def test_an_alias_bomb_is_refused_at_once() -> None:
    layers = ["l0: &l0 [x, x]"] + [f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]" for n in range(1, 30)]
    assert "YAML aliases (*name) are not allowed" in problems("\n".join(layers))


def test_an_alias_to_itself_is_refused() -> None:
    assert "aliases" in problems("a: &a\n  b: *a\n")


def test_a_key_that_stands_twice_is_named_with_its_line() -> None:
    assert problems("a: 1\nb:\n  c: 1\n  c: 2\n") == "case.yaml:4: b.c: this key stands here twice"


def test_a_key_must_be_plain_text() -> None:
    assert "a key must be plain text" in problems("? [a, b]\n: 1\n")


@pytest.mark.parametrize("bracket", ["[", "{a: "])
@pytest.mark.parametrize("levels", [MOST_DEPTH + 5, 40_000])
def test_deep_nesting_is_refused(bracket: str, levels: int) -> None:
    closing = "]" if bracket == "[" else "}"
    assert "nest" in problems(bracket * levels + "x" + closing * levels)


def test_deep_indentation_is_refused() -> None:
    assert "nested deeper" in problems("\n".join("  " * n + "a:" for n in range(200)))


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [1, 2\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 'open\n", 2), ("a: b: c\n", 1), ("a: &\n", 1)],
)
def test_bad_syntax_names_the_line(text: str, line: int) -> None:
    assert problems(text).startswith(f"case.yaml:{line}: is not valid YAML")


def test_tags_build_no_objects() -> None:
    assert parse_document("a: !!python/object/apply:os.system ['true']\n", "x").data == {"a": ["true"]}


def test_escaped_control_characters_are_refused() -> None:
    assert "name: holds control characters" in problems('name: "a\\0b"\n')


def test_json_escapes_mean_what_json_says() -> None:
    text = '{"name": "Ren\\u00e9 \\ud83d\\ude00 \\/ \\"x\\"",\n\t"zip": "02134",\n\t"n": 1250.50, "no": null}'
    read = parse_document(text, "case.json")
    assert read.data == {"name": 'René \U0001f600 / "x"', "zip": "02134", "n": "1250.50", "no": None}
    assert read.lines[("zip",)] == 2
    assert read.lines[("n",)] == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "case.json:1: a: this key stands here twice"),
        ('{"a": 1,\n "b": }', "case.json:2: is not valid JSON"),
        ("a: 1", "case.json:1: is not valid JSON"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": "\\ud83d"}', "case.json"),
        ("[" * 100_000, "is nested deeper"),
        ("[" * 40 + "]" * 40, "is nested deeper"),
        (" ", "case.json: is empty"),
    ],
)
def test_bad_json(text: str, message: str) -> None:
    assert message in problems(text, "case.json")


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)


@given(
    st.dictionaries(PRINTABLE, PRINTABLE | st.lists(PRINTABLE, max_size=3), max_size=5),
    st.booleans(),
    st.sampled_from([None, 1, "\t"]),
)
def test_every_json_text_survives(data: dict[str, object], ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert parse_document(text, "case.json").data == data


@given(st.text(max_size=200), st.sampled_from(["x.yaml", "x.json"]))
def test_any_text_is_read_or_refused_with_a_problem(text: str, file: str) -> None:
    try:
        read = parse_document(text, file)
    except InvalidDocument as error:
        refused = error
    else:
        assert () in read.lines
        return
    assert refused.problems
