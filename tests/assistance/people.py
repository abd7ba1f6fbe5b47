"""Made-up people for properties: cases with many facts, and the same case with one fact taken away."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import strategies as st

STATES = ["OH", "NY", "TX", "AK", "HI", "PR", "CA", "NJ", "PA", "MO"]
_COVERAGE = st.sampled_from(
    [
        [{"kind": "uninsured"}],
        [{"kind": "employer", "self_funded": True, "copay_help": "accumulator"}],
        [{"kind": "employer"}, {"kind": "medicare", "part_a": True}],
        [{"kind": "marketplace", "metal": "silver"}],
        [{"kind": "medicare", "part_a": True, "part_b": True}],
        [{"kind": "medicare", "part_a": True, "part_b": True}, {"kind": "part_d", "extra_help": "none"}],
        [{"kind": "medicare", "part_a": True, "part_b": True}, {"kind": "medigap", "letter": "G"}, {"kind": "part_d"}],
        [{"kind": "medicare_advantage", "includes_part_d": True}],
        [{"kind": "medicare", "part_a": True}, {"kind": "medicaid", "level": "qmb", "state": "OH"}],
        [{"kind": "medicaid", "level": "full", "state": "OH"}],
        [{"kind": "tricare", "plan": "for_life"}],
        [{"kind": "va", "treated_at_va": True}],
        [{"kind": "employer"}, {"kind": "va", "treated_at_va": False}],
        [{"kind": "cobra"}],
    ]
)
_NOT_SURE = st.sampled_from([[], ["medigap"], ["part_d", "medicaid"], ["medicare", "va"], ["employer", "tricare"]])
_YES_NO = st.booleans()
_DAYS = st.dates(min_value=date(2022, 1, 1), max_value=date(2026, 11, 1))
_HISTORY = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["car_t", "autologous_transplant", "allogeneic_transplant", "drug"]),
            "date": _DAYS.map(str),
            "failed": _YES_NO,
        }
    ),
    max_size=3,
)

_PLANNED = st.sampled_from(
    [
        {"care_path": "teclistamab", "kind": "bispecific"},
        {"care_path": "selinexor_dexamethasone", "kind": "oral"},
        {"care_path": "follow_up"},
        {"care_path": "isatuximab_pomalidomide_dexamethasone", "kind": "antibody"},
    ]
)
"""With the kind beside it, a care path that is taken away leaves the kind."""


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case file's data with nearly everything told."""
    return {
        "as_of": "2026-11-25",
        "patient": {
            "birth_date": str(draw(st.integers(1935, 2006))) + "-06-15",
            "address": {"state": draw(st.sampled_from(STATES)), "county": "Kings"},
            "us_citizen": draw(_YES_NO),
            "permanent_resident": draw(_YES_NO),
            "has_ssn": draw(_YES_NO),
            "receives_ssdi": draw(_YES_NO),
            "receives_ssi": draw(_YES_NO),
            "military": {key: draw(_YES_NO) for key in ("veteran", "active_duty", "agent_orange", "burn_pits")},
            "exposure": {key: draw(_YES_NO) for key in ("radiation_downwinder", "world_trade_center")},
        },
        "household": {
            "size": draw(st.integers(1, 8)),
            "annual_income": draw(st.integers(0, 250_000)),
            "countable_resources": draw(st.integers(0, 60_000)),
            "marital_status": draw(st.sampled_from(["single", "married", "widowed"])),
            "minor_children": draw(st.integers(0, 3)),
            "medical_debt": draw(st.integers(0, 20_000)),
            "drug_spending_this_year": draw(st.integers(0, 5_000)),
        },
        "diagnosis": {
            "disease": draw(st.sampled_from(["multiple_myeloma", "al_amyloidosis"])),
            "also": [],
            "relapsed": draw(_YES_NO),
            "lines_of_therapy": draw(st.integers(0, 8)),
        },
        "coverage": deepcopy(draw(_COVERAGE)),
        "coverage_not_sure": draw(_NOT_SURE),
        "treatment": {
            "history": draw(_HISTORY),
            **draw(_PLANNED),
            "start_date": "2026-12-20",
            "in_active_treatment": draw(_YES_NO),
            "off_label": False,
            "covered_by_plan": draw(_YES_NO),
            "site": {"state": draw(st.sampled_from(STATES)), "nonprofit": draw(_YES_NO), "setting": "office"},
        },
        "travel": {"miles_one_way": draw(st.integers(0, 400))},
        "work": {
            "patient": {"working": draw(_YES_NO), "hours_per_week": 30, "employees": 80, "state": "NY"},
            "caregiver": {"working": draw(_YES_NO), "months_with_employer": 14},
        },
        "help_already_held": draw(
            st.sampled_from([[], [{"program": "medicare-extra-help-lis", "state": "denied", "on": "2026-10-01"}]])
        ),
    }


def without_one_fact(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same data with one key taken away, for every key of every section (but not the kind of an entry)."""
    for path in _paths(data, ()):
        changed = deepcopy(data)
        parent: Any = changed
        for part in path[:-1]:
            parent = parent[part]
        del parent[path[-1]]
        yield ".".join(str(part) for part in path), changed


def with_one_coverage_not_sure(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same data with one listed coverage moved to those that are not sure, for every entry."""
    for place, entry in enumerate(data.get("coverage") or ()):
        if entry["kind"] != "uninsured":
            rest = [one for at, one in enumerate(data["coverage"]) if at != place]
            not_sure = [*data.get("coverage_not_sure", ()), entry["kind"]]
            yield f"coverage.{place} for sure", {**data, "coverage": rest, "coverage_not_sure": not_sure}


def _paths(data: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict):
        for key, value in data.items():
            # What is not sure is no fact: without it a list of coverage is complete.
            if key not in ("as_of", "kind", "schema", "date_of", "category", "name", "coverage_not_sure"):
                yield (*path, key)
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _paths(value, (*path, place))
