"""Each kind of cell by a hand table: what is read, and what is a problem rather than a guess."""

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.batch.columns.case_paths import choices_at
from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.known_headers import word_table
from mmfinance.batch.columns.readings import READINGS
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.columns.yes_no import BLANK
from mmfinance.money import cents_from_dollars

READ: list[tuple[str, str, Any]] = [
    ("text", "12 Main St", "12 Main St"),
    ("text", '="02139"', "02139"),
    ("text", "+1 617 555 0100", "+1 617 555 0100"),
    ("text", "-", "-"),
    ("text", "12 Main St\nApt 3", "12 Main St, Apt 3"),
    ("identifier", "A-17", "A-17"),
    ("yes_no", "Y", True), ("yes_no", "true", True), ("yes_no", "X", True), ("yes_no", "1", True), ("yes_no", "Sí", True),
    ("yes_no", "N", False), ("yes_no", "No", False), ("yes_no", "0", False), ("yes_no", "FALSE", False),
    ("money", "$1,234.50", "1,234.50"), ("money", "$ 80", "80"), ("money", "1250 USD", "1250"), ("money", ".50", ".50"),
    ("money_per_year", "52,000", "52,000"),
    ("money_per_month", "$2,500.50", "30006.00"), ("money_per_month", "0", "0"),
    ("percent", "20", "20"), ("percent", "20%", "20"), ("percent", "12.5 %", "12.5"), ("percent", "0", "0"),
    ("percent", "0.5%", "0.5"),
    ("number", "1,200.5", "1200.5"), ("whole_number", "3", "3"), ("whole_number", "3.0", "3"),
    ("pounds", "150", 68.0), ("inches", "70", 177.8), ("round_trip", "64", 32.0),
    ("date", "2026-12-08", date(2026, 12, 8)), ("date_day_first", "08/12/2026", date(2026, 12, 8)),
    ("zip", "2139", "02139"), ("zip", "02139", "02139"), ("zip", "501", "00501"), ("zip", "02139-1234", "02139"),
    ("zip", "021391234", "02139"), ("zip", "2139.0", "02139"), ("zip", "2139-1234", "02139"),
    ("state", "oh", "OH"), ("state", "Ohio", "OH"), ("state", "NEW  YORK", "NY"), ("state", "D.C.", "DC"),
    ("state", "Washington, DC", "DC"), ("state", "Washington", "WA"), ("state", "puerto rico", "PR"),
    ("city_state_zip", "Columbus, OH 43215", {"city": "Columbus", "state": "OH", "zip": "43215"}),
    ("city_state_zip", "Boston Massachusetts 02139-1234", {"city": "Boston", "state": "MA", "zip": "02139"}),
    ("name", "Doe, Jane A.", "Jane A. Doe"), ("name", "Jane Doe", "Jane Doe"), ("name", "Doe, John, Jr.", "John Doe, Jr."),
    ("name", "John Smith, MD", "John Smith, MD"), ("name", "O’Neil, Zoë", "Zoë O’Neil"),
    ("language", "Spanish", "es"), ("language", "Español", "es"), ("language", "vi", "vi"), ("language", "Mandarin", "zh"),
    ("language", "Haitian Creole", "ht"), ("language", "Tagalog", "tl"),
    ("network", "yes", "in"), ("network", "Out-of-network", "out"),
    ("product", "CARVYKTI", "ciltacabtagene autoleucel"), ("product", "ide-cel", "idecabtagene vicleucel"),
    ("product", "anito-cel", "anito-cel"),
    ("had_car_t", "yes", {}), ("had_car_t", "no", None), ("had_car_t", "Abecma", {"product": "idecabtagene vicleucel"}),
    ("care_path", "teclistamab", "teclistamab"), ("care_path", "Tecvayli", "teclistamab"),
    ("care_path", "Elranatamab (Elrexfio)", "elranatamab"), ("care_path", "DPd", "daratumumab_pomalidomide_dexamethasone"),
    ("care_path", "repeat car-t", "repeat_car_t"), ("care_path", "VTD-PACE", "vtd_pace"),
    ("center", "duke", {"center": "duke"}), ("center", "A small clinic", {"name": "A small clinic"}),
    ("present", "yes", {}), ("present", "no", None),
    ("medigap", "G", {"letter": "G"}), ("medigap", "Plan N", {"letter": "N"}), ("medigap", "yes", {}), ("medigap", "none", None),
    ("medicaid", "yes", {}), ("medicaid", "Full", {"level": "full"}), ("medicaid", "no", None),
    ("qmb", "yes", {"level": "qmb"}), ("qmb", "SLMB", {"level": "slmb"}), ("qmb", "no", None),
    ("extra_help", "yes", "yes"), ("extra_help", "no", "none"), ("extra_help", "Full dual", "full_dual"),
]  # fmt: skip

REFUSED = [
    ("text", "=HYPERLINK(1)"), ("text", "@SUM(1)"), ("text", "a\x00b"), ("text", "a\u202eb"), ("text", "is 123-45-6789"),
    ("text", "a\udc81b"),
    ("identifier", "123456789"), ("identifier", "123-45-6789"),
    ("yes_no", "maybe"), ("yes_no", "2"), ("yes_no", "yes, since May"),
    ("money", "52k"), ("money", "-5"), ("money", "40,000-50,000"), ("money", "1e999"), ("money", "12,3"), ("money", "$"),
    ("money", "1.999"), ("money", "2,000/month"), ("money", "none"), ("money", "1" * 200), ("money", "∞"), ("money", "(500)"),
    ("money_per_month", "a lot"),
    ("percent", "0.2"), ("percent", "a fifth"), ("percent", "Infinity%x"),
    ("number", "1e5"), ("number", "nan"), ("number", "ten"), ("number", "1,2"), ("whole_number", "3.5"),
    ("date", "someday"), ("month_day", "calendar"),
    ("zip", "12"), ("zip", "SW1A 1AA"), ("zip", "123456"),
    ("state", "Ontario"), ("state", "XX"), ("city_state_zip", "Cleveland"),
    ("name", "a, b, c"), ("name", "Doe,"), ("language", "Klingon"), ("language", "English, Spanish"),
    ("network", "perhaps"), ("had_car_t", "twice"), ("care_path", "Talvey"), ("care_path", "chemo"),
    ("medigap", "Z"), ("medicaid", "some"), ("qmb", "pending?"), ("extra_help", "partial"),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "text", "value"), READ)
def test_what_is_read(reading: str, text: str, value: Any) -> None:
    assert READINGS[reading].read(text) == value


@pytest.mark.parametrize(("reading", "text"), REFUSED)
def test_what_is_a_problem_and_is_not_repeated(reading: str, text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        READINGS[reading].read(text)
    assert caught.value.what
    assert caught.value.expected
    assert len(text) < 4 or text not in caught.value.what + caught.value.expected


def test_a_brand_of_several_care_paths_lists_them() -> None:
    with pytest.raises(Unreadable) as caught:
        READINGS["care_path"].read("Talvey")
    assert caught.value.expected == "one of talquetamab, talquetamab_every_2_weeks"


@pytest.mark.parametrize("reading", sorted(READINGS))
@given(text=st.text(min_size=1))
@settings(max_examples=30)
def test_any_text_is_read_or_is_a_problem_and_nothing_else_happens(reading: str, text: str) -> None:
    with contextlib.suppress(Unreadable):
        READINGS[reading].read(text.strip())


@given(st.integers(0, 99_999_999))
def test_an_amount_is_read_back_however_it_is_written(cents: int) -> None:
    for text in (f"{cents / 100:.2f}", f"${cents / 100:,.2f}", f"$ {cents / 100:,.2f} USD"):
        assert cents_from_dollars(READINGS["money"].read(text)) == cents


def test_words_that_say_nothing_are_never_an_answer() -> None:
    assert not BLANK & {"no", "none", "0", "false", "never", "yes"}


def test_other_words_belong_to_words_of_the_case_model() -> None:
    for path, table in read_data("words").items():
        assert set(table) <= set(choices_at(tuple(path.split("."))))
        assert len(word_table(tuple(path.split(".")))) >= sum(map(len, table.values()))
