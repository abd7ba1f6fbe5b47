from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from mmfinance.assistance.plan.order import MOST_IN_ALL, Tier, in_order
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
from mmfinance.assistance.vocabulary import Kind

Make = Callable[..., Any]


def _ids(matches: list[Any]) -> list[str]:
    return [match.program_id for match in matches]


def test_coverage_then_hospital_aid_then_funds_then_travel_and_stipends(program: Make, matched: Make) -> None:
    kinds = {"stipend": "cash", "ride": "travel", "fund": "copay", "aid": "hospital_aid", "medicaid": "insurance"}
    programs = {name: program(name, kinds=[kind]) for name, kind in kinds.items()}
    ordered = in_order([matched(name) for name in kinds], programs, {}, {})
    assert _ids(ordered) == ["medicaid", "aid", "fund", "ride", "stipend"]


def test_a_prerequisite_comes_first_even_from_a_later_tier(program: Make, matched: Make) -> None:
    programs = {"fund": program("fund"), "denial": program("denial", kinds=["cash"])}
    ordered = in_order([matched("fund"), matched("denial")], programs, {}, {"fund": frozenset({"denial"})})
    assert _ids(ordered) == ["denial", "fund"]


def test_the_larger_open_fund_comes_first(program: Make, matched: Make) -> None:
    programs = {name: program(name) for name in ("a", "b", "c")}
    matches = [matched("a", availability=Availability.UNKNOWN), matched("b"), matched("c")]
    assert _ids(in_order(matches, programs, {"c": 5_000}, {})) == ["c", "b", "a"]


def test_the_first_week_holds_travel_and_a_helper_beside_many_funds(program: Make, matched: Make) -> None:
    programs = {f"fund-{n}": program(f"fund-{n}") for n in range(9)}
    programs |= {"ride": program("ride", kinds=["travel"]), "navigator": program("navigator", kinds=["navigation"])}
    ordered = _ids(in_order([matched(name) for name in programs], programs, {}, {}))
    assert ordered[:4] == ["fund-0", "fund-1", "ride", "navigator"]


def test_a_helpline_for_myeloma_comes_before_one_for_anybody(program: Make, matched: Make) -> None:
    programs = {
        "anybody": program("anybody", kinds=["navigation"]),
        "cancer": program("cancer", kinds=["navigation"], eligible_when={"diagnosis_any_of": ["cancer"]}),
        "myeloma": program("myeloma", kinds=["navigation"], eligible_when={"diagnosis_any_of": ["multiple_myeloma"]}),
    }
    ordered = in_order([matched(name) for name in programs], programs, {}, {})
    assert _ids(ordered) == ["myeloma", "cancer", "anybody"]


def test_what_still_needs_a_fact_comes_after_what_fits(program: Make, matched: Make) -> None:
    programs = {"asks": program("asks", kinds=["insurance"]), "fits": program("fits", kinds=["travel"])}
    assert _ids(in_order([matched("asks", Verdict.NEED_INFO), matched("fits")], programs, {}, {})) == ["fits", "asks"]


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5))
def test_every_match_appears_once_and_no_one_before_its_prerequisite(
    program_names: list[str], edges: set[tuple[int, int]]
) -> None:
    names = ["a", "b", "c", "d"]
    before: dict[str, frozenset[str]] = {}
    for later, earlier in edges:
        if later > earlier:
            before[names[later]] = before.get(names[later], frozenset()) | {names[earlier]}
    matches = [ProgramMatch(name, Verdict.ELIGIBLE, Availability.OPEN, None, (), (), ()) for name in program_names]
    programs = {
        name: cast(
            Program,
            SimpleNamespace(id=name, kinds=(Kind.COPAY,), eligible_when=None, operation="active", organisation=name),
        )
        for name in names
    }
    ordered = _ids(in_order(matches, programs, {}, before))
    assert sorted(ordered) == names
    assert all(ordered.index(first) < ordered.index(name) for name, firsts in before.items() for first in firsts)


def test_a_first_week_asks_two_questions_at_most(program: Make, matched: Make) -> None:
    programs = {f"medicaid-{n}": program(f"medicaid-{n}", kinds=["insurance"]) for n in range(2)}
    programs |= {f"aid-{n}": program(f"aid-{n}", kinds=["hospital_aid"]) for n in range(2)}
    programs |= {"fund": program("fund"), "ride": program("ride", kinds=["travel"])}
    matches = [matched(name, Verdict.NEED_INFO) for name in programs if name not in ("fund", "ride")]
    ordered = _ids(in_order([*matches, matched("fund"), matched("ride")], programs, {}, {}))
    assert ordered[:4] == ["fund", "ride", "medicaid-0", "medicaid-1"]


def test_a_program_that_may_no_longer_exist_waits_behind_one_that_does(program: Make, matched: Make) -> None:
    programs = {"doubtful": program("doubtful", operation="unverified"), "sure": program("sure")}
    matches = [matched("doubtful"), matched("sure", Verdict.POSSIBLE)]
    assert _ids(in_order(matches, programs, {}, {})) == ["sure", "doubtful"]


def test_what_hangs_on_an_event_that_has_not_happened_comes_last(program: Make, matched: Make) -> None:
    programs = {"cobra": program("cobra", kinds=["insurance"]), "gift": program("gift", kinds=["cash"])}
    matches = [matched("cobra", Verdict.POSSIBLE), matched("gift")]
    assert _ids(in_order(matches, programs, {}, {}, frozenset({"cobra"}))) == ["gift", "cobra"]


def test_one_application_for_all_groups_of_one_agency(program: Make, matched: Make) -> None:
    same = {"kinds": ["insurance"], "organisation": "Agency", "apply": {"url": "https://example.org"}}
    programs = {name: program(name, **same) for name in ("group-a", "group-b", "group-c")}
    matches = [matched(name) for name in programs]
    assert _ids(in_order(matches, programs, {}, {})) == ["group-a"]
    assert _ids(in_order(matches, programs, {"group-c": 5}, {})) == ["group-c"]


def test_a_plan_stays_short_but_keeps_what_pays_and_what_must_come_first(program: Make, matched: Make) -> None:
    programs = {f"grant-{n:02}": program(f"grant-{n:02}", kinds=["cash"]) for n in range(20)}
    before = {"grant-00": frozenset({"grant-19"})}
    ordered = _ids(in_order([matched(name) for name in programs], programs, {"grant-18": 100}, before))
    assert len(ordered) == MOST_IN_ALL[Tier.STIPENDS] + 1
    assert {"grant-18", "grant-19"} <= set(ordered)


def test_a_first_week_calls_an_office_once(program: Make, matched: Make) -> None:
    programs = {f"level-{n}": program(f"level-{n}", kinds=["insurance"], organisation="One office") for n in range(2)}
    programs |= {"other": program("other", kinds=["insurance"]), "ride": program("ride", kinds=["travel"])}
    ordered = _ids(in_order([matched(name) for name in programs], programs, {}, {}))
    assert ordered == ["level-0", "other", "ride", "level-1"]
