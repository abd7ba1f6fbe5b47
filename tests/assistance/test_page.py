"""The page of a program: its rules in words, and never a promise where a program has ended or takes nobody."""

from datetime import date

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.page import page_lines
from mmfinance.assistance.program import Status
from mmfinance.assistance.status_words import status_words

DIRECTORY = load_directory()
DAY = date(2026, 11, 25)


def page(name: str) -> str:
    return "\n".join(page_lines(DIRECTORY[name], DIRECTORY, DAY))


@pytest.mark.parametrize(
    ("program", "line"),
    [
        (
            "bcu-copay-assistance-myeloma",
            "- Your insurance: Medicare or Medicaid or TRICARE or private insurance (Insurance",
        ),
        (
            "bcu-copay-assistance-myeloma",
            "at most 600% of the current poverty guideline; more where living costs more, ask",
        ),
        ("msp-qmb", "at most 100% of the current poverty guideline; somewhat above it, ask (Twenty dollars"),
        ("ssi", "at most $994 for a single person, $1,491 for a couple (a month)"),
        ("undue-medical-debt", "- Your medical debt: at least 5% of yearly income"),
        ("bms-paf", "- Some people have to apply to Extra Help (Part D Low-Income Subsidy) first, and be refused."),
        ("spap-in-hoosierrx", "- You have to apply to Extra Help (Part D Low-Income Subsidy) first, but need not wait"),
        ("bmt-infonet-patient-assistance-fund", "- You have not had this help before"),
        ("karyforward-pap", "- Your household's yearly income: the limit is not published. Call and ask"),
        ("medicare-part-d-cap-2027", "- This holds since January 1, 2027"),
        ("medicaid-aged-blind-disabled", "at most a percent of the poverty guideline by state: AL 75%"),
        ("champva", "- Your insurance: all of these: Medicare Part A, Medicare Part B (From 65 on"),
        ("genentech-patient-foundation", "- Your household's yearly income: below $75,000 for 1, $100,000 for 2"),
        ("allyson-whitney-foundation", "Pays: not published - call"),
    ],
)
def test_a_rule_is_said_in_words_with_its_reason(program: str, line: str) -> None:
    assert line in page(program)


def test_no_page_shows_the_keys_of_the_files() -> None:
    for name in DIRECTORY.programs:
        words = page(name).split("Source: ")[0]
        assert [key for key in ("_any_of", "percent fpl", "award.", "{") if key in words] == [], name


def test_an_ended_program_offers_nothing_and_names_where_to_go() -> None:
    ended = page("lazarex-care")
    assert "Go to: nmdp-clinical-trial-travel: NMDP, " in ended
    assert "Status: ended on 2025-12-31" in ended
    assert not any(word in ended for word in ("Amount:", "Who:", "Phone:", "nobody is turned away"))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("undue-medical-debt", "cannot be applied for"),
        ("cancercare-door-to-door-mm", "no recent trace of it; do not count on it"),
        ("bcu-copay-assistance-myeloma", "not known, call first (last seen closed on 2025-10-09)"),
        ("allyson-whitney-foundation", "not known, call first; that it exists today was not confirmed"),
        ("bms-paf", "open (last seen on 2026-08-26)"),
        ("medicare-part-d-cap-2027", "new; its rules say from when it holds"),
        ("cobra", "open (it does not run out)"),
    ],
)
def test_a_status_is_never_more_than_what_was_seen(program: str, words: str) -> None:
    assert status_words(DIRECTORY[program], DIRECTORY[program].status, DAY) == words


def test_a_status_seen_today_is_said_with_its_day() -> None:
    seen = Status(state="waitlist", observed_on=DAY)
    assert status_words(DIRECTORY["taf-multiple-myeloma"], seen, DAY) == "waiting list (last seen on 2026-11-25)"
