from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.case.writing import case_text
from mmfinance.documents import parse_document, read_document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
WORDS = st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"]), max_size=40)
DATA = st.dictionaries(
    st.from_regex(r"[a-z_]{1,12}", fullmatch=True),
    st.recursive(st.none() | WORDS.filter(bool), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=6),
    min_size=1,
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_back_as_it_was(path: Path) -> None:
    data = read_document(path).data
    assert parse_document(case_text(data), "case.yaml").data == data


@given(DATA)
def test_any_data_is_read_back_as_it_was(data: dict[str, Any]) -> None:
    assert parse_document(case_text(data), "case.yaml").data == data


@pytest.mark.parametrize("word", ["null", "~", "02134", "1e5", "yes", "- x", "a: b", "# c", "'", "{", "&a", "*a", "!t"])
def test_a_word_with_a_meaning_of_its_own_stays_a_word(word: str) -> None:
    assert parse_document(case_text({"name": word}), "case.yaml").data == {"name": word}


def test_numbers_and_dates_need_no_quotes() -> None:
    assert case_text({"zip": "43081", "as_of": "2026-11-24"}) == "zip: 43081\nas_of: 2026-11-24\n"
