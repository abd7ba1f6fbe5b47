"""Answers about insurance lead to the coverage entries that the estimate and the matcher expect."""

from typing import Any

import pytest

from mmfinance.assistance.facts import fact
from mmfinance.assistance.match import match
from mmfinance.assistance.result import Verdict
from mmfinance.exposure.estimate import estimate
from mmfinance.intake.checking import Unfit
from mmfinance.intake.interview import Interview, Progress
from mmfinance.intake.question import Answer, told_in_words
from mmfinance.intake.questions import QUESTIONS

START = {"as_of": "2026-11-28"}


def told(**answers: Answer) -> Interview:
    """Answer what is asked, in its order, then the rest; what is not told is not known."""
    interview = Interview(START)
    asked = []
    while question := interview.question():
        interview.answer(answers.get(question.id))
        asked.append(question.id)
    for name in set(answers) - set(asked):
        assert QUESTIONS[name].applies(interview.case), name
        interview.ask_again(name)
        interview.answer(answers[name])
    return interview


def asked_of(interview: Interview, **answers: Answer) -> set[str]:
    asked = set()
    while question := interview.question():
        asked.add(question.id)
        interview.answer(answers.get(question.id))
    return asked


def coverage(**answers: Answer) -> Any:
    return told(**answers).data.get("coverage")


BOTH = {"kind": "medicare", "part_a": True, "part_b": True}

TABLE: list[tuple[dict[str, Answer], Any]] = [
    ({"insurance": ("employer",)}, [{"kind": "employer"}]),
    ({"insurance": ("cobra",)}, [{"kind": "cobra"}]),
    ({"insurance": ("marketplace",)}, [{"kind": "marketplace"}]),
    ({"insurance": ("medicare",)}, [{"kind": "medicare"}]),
    ({"insurance": ("medicare",), "medicare_type": "both", "medigap": "none", "part_d": "no"}, [BOTH]),
    (
        {"insurance": ("medicare",), "medicare_type": "both", "medigap": "G"},
        [BOTH, {"kind": "medigap", "letter": "G"}],
    ),
    ({"insurance": ("medicare",), "medicare_type": "both", "medigap": "unsure"}, [BOTH, {"kind": "medigap"}]),
    (
        {"insurance": ("medicare",), "medicare_type": "both", "medigap": "N", "part_d": "yes"},
        [BOTH, {"kind": "medigap", "letter": "N"}, {"kind": "part_d"}],
    ),
    ({"insurance": ("medicare",), "medicare_type": "part_a"}, [{"kind": "medicare", "part_a": True, "part_b": False}]),
    ({"insurance": ("medicare",), "medicare_type": "advantage"}, [{"kind": "medicare_advantage"}]),
    (
        {"insurance": ("medicare",), "medicare_type": "advantage", "advantage_drugs": "yes", "plan_maximum": "6,700"},
        [{"kind": "medicare_advantage", "includes_part_d": True, "out_of_pocket_maximum": {"individual": 6700}}],
    ),
    ({"insurance": ("medicaid",), "medicaid_level": "full"}, [{"kind": "medicaid", "level": "full"}]),
    (
        {"insurance": ("medicare", "medicaid"), "medicare_type": "both", "medicaid_with_medicare": "qmb"},
        [BOTH, {"kind": "medicaid", "level": "qmb"}],
    ),
    (
        {"insurance": ("medicare", "medicaid"), "medicare_type": "advantage", "medicaid_with_medicare": "qmb_plus"},
        [{"kind": "medicare_advantage"}, {"kind": "medicaid", "level": "qmb_plus"}],
    ),
    ({"insurance": ("tricare",), "tricare_plan": "prime"}, [{"kind": "tricare", "plan": "prime"}]),
    ({"insurance": ("champva",)}, [{"kind": "champva"}]),
    ({"insurance": ("va",), "va_treats": "yes"}, [{"kind": "va", "treated_at_va": True}]),
    ({"insurance": ("uninsured",)}, [{"kind": "uninsured"}]),
    ({"insurance": None}, None),
    (
        {"insurance": ("employer", "medicare"), "medicare_type": "both"},
        [{"kind": "employer"}, BOTH],
    ),
    (
        {"insurance": ("employer",), "deductible": "$1,500", "plan_maximum": "5000", "plan_maximum_met": "4380.50"},
        [
            {
                "kind": "employer",
                "out_of_pocket_maximum": {"individual": 5000, "met": 4380.5},
                "deductible": {"individual": 1500},
            }
        ],
    ),
]


@pytest.mark.parametrize(("answers", "entries"), TABLE, ids=lambda value: "" if isinstance(value, list) else None)
def test_answers_become_coverage(answers: dict[str, Answer], entries: Any) -> None:
    assert coverage(**answers) == entries


ALL_OF_MEDICARE = ["medicare_advantage", "medigap", "part_d"]

NOT_SURE: list[tuple[dict[str, Answer], Any]] = [
    ({"insurance": ("medicare",)}, ALL_OF_MEDICARE),
    ({"insurance": ("medicare",), "medicare_type": "both"}, ["medigap", "part_d"]),
    ({"insurance": ("medicare",), "medicare_type": "both", "medigap": "none"}, ["part_d"]),
    ({"insurance": ("medicare",), "medicare_type": "both", "part_d": "yes"}, ["medigap"]),
    ({"insurance": ("medicare",), "medigap": "G", "part_d": "no"}, None),
    ({"insurance": ("medicare",), "medigap": "none", "part_d": "no"}, ["medicare_advantage"]),
    ({"insurance": ("medicare",), "medicare_type": "both", "medigap": "unsure", "part_d": "no"}, None),
    ({"insurance": ("medicare",), "medicare_type": "advantage"}, None),
    ({"insurance": ("employer",)}, None),
    ({"insurance": None}, None),
]


@pytest.mark.parametrize(("answers", "kinds"), NOT_SURE)
def test_what_is_not_known_is_never_a_no(answers: dict[str, Answer], kinds: Any) -> None:
    assert told(**answers).data.get("coverage_not_sure") == kinds


def test_an_interview_that_stops_half_way_has_said_no_to_nothing() -> None:
    interview = Interview(START)
    interview.ask_again("insurance")
    interview.answer(("medicare", "va"))
    assert interview.data["coverage_not_sure"] == ALL_OF_MEDICARE
    assert {"medigap", "medicare_advantage", "medicare_part_d"} <= fact("insurance").derive(interview.case).maybe


def test_what_was_not_known_is_asked_again_and_then_settled() -> None:
    """`intake CASE` asks what a file is not sure of; the answer, yes or no, takes it out."""
    interview = Interview(told(insurance=("medicare",), medicare_type="both").data)
    assert asked_of(interview, medigap="none", part_d="yes") >= {"medigap", "part_d"}
    assert "coverage_not_sure" not in interview.data
    assert interview.data["coverage"] == [BOTH, {"kind": "part_d"}]
    for name, shown in (("medigap", "I have no Medigap plan"), ("part_d", "Yes")):
        assert told_in_words(QUESTIONS[name], interview.case, str) == shown


ANY = ["employer", "cobra", "marketplace", "medicare", "tricare", "champva", "va", "medicaid"]


@pytest.mark.parametrize(
    ("insurance", "may_be", "kinds"),
    [
        (("employer", "not_sure"), ("medicaid", "va"), ["va", "medicaid"]),
        (("employer", "not_sure"), ("none",), None),
        (("employer", "not_sure"), None, ANY[1:]),
        (("tricare", "not_sure"), None, [kind for kind in ANY if kind not in ("tricare", "champva")]),
        (("not_sure",), None, ANY),
        (("not_sure",), ("medicaid",), ["medicaid"]),
    ],
)
def test_one_more_that_is_not_sure_can_be_any_until_it_is_said_which(
    insurance: Answer, may_be: Answer, kinds: list[str] | None
) -> None:
    interview = told(insurance=insurance, insurance_not_sure=may_be)
    assert sorted(interview.data.get("coverage_not_sure", ())) == sorted(kinds or ())
    assert "insurance_found" not in interview.progress.asked, "nobody is asked twice in one conversation"


def test_a_file_that_is_not_sure_is_asked_which_one_it_turned_out_to_be() -> None:
    start = {**START, "coverage": [{"kind": "employer"}], "coverage_not_sure": ["medicaid", "va", "medicare"]}
    assert "insurance" not in asked_of(Interview(start))
    for answer, kinds, not_sure in [
        (("va",), ["employer", "va"], None),
        (("none",), ["employer"], None),
        (("medicare",), ["employer", "medicare"], ALL_OF_MEDICARE),
        (None, ["employer"], ["medicaid", "va", "medicare"]),
    ]:
        interview = Interview(start)
        assert "insurance_found" in asked_of(interview, insurance_found=answer)
        assert [entry["kind"] for entry in interview.data["coverage"]] == kinds
        assert interview.data.get("coverage_not_sure") == not_sure


def test_insurance_and_none_at_all_cannot_both_be_marked_not_even_as_not_sure() -> None:
    interview = Interview(START, Progress(again="insurance"))
    with pytest.raises(Unfit, match="You marked an insurance and also none"):
        interview.answer(("uninsured", "not_sure"))


def test_changing_what_was_told_changes_what_is_not_sure() -> None:
    interview = told(insurance=("medicare",), medicare_type="advantage")
    for question, answer, not_sure in [
        ("medicare_type", "both", ["medigap", "part_d"]),
        ("medigap", "G", ["part_d"]),
        ("medigap", None, ["part_d", "medigap"]),
        ("medicare_type", None, ["part_d", "medigap", "medicare_advantage"]),
        ("insurance", ("employer",), None),
    ]:
        interview.ask_again(question)
        interview.answer(answer)
        assert interview.data.get("coverage_not_sure") == not_sure


def test_estimate_and_programs_wait_for_what_is_not_sure() -> None:
    """A program for people without Medigap, and one for people with a drug plan: neither is decided by not knowing."""
    about: dict[str, Answer] = {"treatment": "isatuximab_pomalidomide_dexamethasone", "zip": "43081", "income": "30000"}
    about |= {"insurance": ("medicare",), "medicare_type": "both", "disease": "multiple_myeloma"}
    sure, unsure = told(**about, medigap="none", part_d="no").case, told(**about).case
    programs = ("sanofi-careassist-pap", "medicare-part-d-cap-2026")
    before, after = ({one.program_id: one.verdict for one in match(case).programs} for case in (sure, unsure))
    assert [before[name] for name in programs] == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]
    assert [after[name] for name in programs] == [Verdict.NEED_INFO, Verdict.NEED_INFO]
    assumed = {one.name: one.question for one in estimate(unsure, draws=1).assumptions}
    for name in ("medigap", "part_d"):
        assert assumed[f"coverage_not_sure.{name}"]
        assert f"coverage_not_sure.{name}" in QUESTIONS[name].assumptions


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (("employer", "uninsured"), "You marked an insurance and also none."),
        (("champva", "tricare"), "No one can have CHAMPVA and TRICARE."),
    ],
)
def test_insurances_that_exclude_each_other_are_refused_in_plain_words(chosen: Answer, sentence: str) -> None:
    interview = Interview(START)
    interview.ask_again("insurance")
    with pytest.raises(Unfit, match=sentence):
        interview.answer(chosen)
    assert "coverage" not in interview.data


def test_a_changed_mind_keeps_what_still_holds() -> None:
    interview = told(insurance=("va", "employer"), va_treats="no", plan_maximum="5000")
    interview.ask_again("insurance")
    interview.answer(("employer",))
    assert interview.data["coverage"] == [{"kind": "employer", "out_of_pocket_maximum": {"individual": 5000}}]


def test_medicare_advantage_takes_the_place_of_medigap_and_drug_plan() -> None:
    interview = told(insurance=("medicare",), medicare_type="both", medigap="G", part_d="yes")
    interview.ask_again("medicare_type")
    interview.answer("advantage")
    assert interview.data["coverage"] == [{"kind": "medicare_advantage"}]


def test_a_case_on_file_has_said_by_silence_that_there_is_no_medigap() -> None:
    interview = Interview({**START, "coverage": [{"kind": "medicare", "part_a": "true", "part_b": "true"}]})
    asked = []
    while question := interview.question():
        asked.append(question.id)
        interview.answer(None)
    assert not {"insurance", "medicare_type", "medigap", "part_d"} & set(asked)
