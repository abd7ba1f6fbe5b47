"""What the letters to others say, from facts given only."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.samples import sample_matches, sample_situation


def words(situation: Situation, kind: str, language: str = "en") -> str:
    return " ".join(letter_of(situation, kind, Style(language, "txt")).decode().split())


def changed(**changes: Any) -> Situation:
    situation = sample_situation()
    return replace(situation, case=situation.case.model_copy(update=changes))


def test_a_referral_says_to_whom_it_goes_and_counts_the_rules_met() -> None:
    matches = sample_matches()
    yes = matches.programs[0].reasons[0]
    unknown, no = replace(yes, met=None, sentence="Your age is not known."), replace(yes, met=False)
    first = replace(matches.programs[0], reasons=(yes, yes, unknown, no))
    text = words(replace(sample_situation(), matches=replace(matches, programs=(first,))), "referral")
    assert "To: Sample Fund 1, Sample Foundation, 800-555-0100, example.org/apply" in text
    assert "Met: 2. To be confirmed: 1. Not met: 1." in text
    assert "Your age is not known. | To be confirmed" in text
    assert "[ ] Proof of income" in text
    assert "photo ID" not in text, "asked for after approval only"


def test_a_referral_carries_the_patients_authorization() -> None:
    text = words(sample_situation(), "referral")
    assert "I allow the sender to give this letter and its papers to Sample Fund 1" in text
    assert "This ends when the program has decided. I can take it back in writing at any time." in text
    assert text.index("Signature of the patient") < text.index("Sent by")


def test_a_referral_to_a_program_without_published_rules_says_so() -> None:
    matches = sample_matches()
    first = replace(matches.programs[0], reasons=())
    text = words(replace(sample_situation(), matches=replace(matches, programs=(first,))), "referral")
    assert "We know of no rule that you publish." in text
    assert "Met:" not in text


def test_the_hospital_letter_says_the_dates_before_which_no_period_ends() -> None:
    """26 CFR 1.501(r)-1(b)(3): 240 days from the first bill after the care; 1.501(r)-6(c)(3): 120 days."""
    text = words(sample_situation(), "hospital-aid")
    assert "240 days from the first bill" in text
    assert "For care from December 7, 2026 on, that time ends on August 4, 2027 or later." in text
    assert "120 days from that bill" in text
    assert "that time ends on April 6, 2027 or later." in text
    assert "you tell me in writing 30 days ahead" in text


def test_the_hospital_letter_names_no_date_where_none_is_known() -> None:
    treatment = sample_situation().case.treatment.model_copy(update={"start_date": None})
    text = words(changed(treatment=treatment), "hospital-aid")
    assert "240 days from the first bill" in text
    assert "For care from" not in text


def test_an_appeal_says_only_what_was_given() -> None:
    denial = sample_situation().case.denial
    assert denial is not None
    bare = denial.model_copy(update={"reason": None, "network_gap": None, "denied_on": None})
    text = words(changed(denial=bare), "appeal")
    assert "Care that was asked for | Sample treatment" in text
    assert "Reason you gave" not in text
    assert "network" not in text
    assert "Date of your decision |" in text or "Date of your decision I" in text


@pytest.mark.parametrize(
    ("language", "asked"), [("en", "someone outside your company"), ("es", "fuera de su compañía")]
)
def test_after_a_denied_appeal_the_letter_asks_for_the_outside_review(language: str, asked: str) -> None:
    denial = sample_situation().case.denial
    assert denial is not None
    again = denial.model_copy(update={"internal_appeal_denied_on": date(2026, 11, 20)})
    text = words(changed(denial=again), "appeal", language)
    assert asked in text
    assert "I appeal this decision" not in text
