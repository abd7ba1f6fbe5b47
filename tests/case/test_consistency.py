"""Contradictions inside a well-formed case, each at the path of the value to look at; what is missing never contradicts."""

import pytest

from mmfinance.case.consistency import contradictions
from mmfinance.case.model import Case
from mmfinance.documents import dotted, parse_document


def found(text: str) -> list[str]:
    case = Case.model_validate(parse_document("as_of: 2026-11-24\n" + text, "c.yaml").data)
    return [f"{dotted(path)} {message}" for path, message in contradictions(case)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("patient: {birth_date: 1901-01-01}", "patient.birth_date is more than 120 years before as_of"),
        ("patient: {us_citizen: true, permanent_resident: true}", "patient.permanent_resident a citizen is not"),
        ("patient: {birth_date: 1970-01-01, disability_began_on: 1969-01-01}", "patient.disability_began_on is before the birth date"),
        ("patient: {disability_began_on: 2027-01-01}", "patient.disability_began_on is after as_of"),
        ("patient: {address: {zip: '02134', state: OH}}", "patient.address.zip is a ZIP code of another state"),
        ("treatment: {site: {zip: '43210', state: MA}}", "treatment.site.zip is a ZIP code of another state"),
        ("household: {size: 1, members: [{relation: self}, {relation: spouse}]}", "household.members lists 2 people; size says 1"),
        ("household: {size: 2, minor_children: 2}", "household.minor_children leaves no adult"),
        ("household: {annual_income: 100, members: [{annual_income: 60}, {annual_income: 60}]}", "household.annual_income is less than"),
        ("patient: {birth_date: 1970-01-01}\ndiagnosis: {diagnosed_on: 1960-01-01}", "diagnosis.diagnosed_on is before the birth date"),
        ("diagnosis: {diagnosed_on: 2027-01-01}", "diagnosis.diagnosed_on is after as_of"),
        ("patient: {birth_date: 1970-01-01}\ntreatment: {start_date: 1960-01-01}", "treatment.start_date is before the birth date"),
        ("treatment: {start_date: 2040-01-01}", "treatment.start_date is more than 5 years after as_of; no plan year is known then"),
        ("patient: {birth_date: 1970-01-01}\ntreatment: {history: [{kind: drug, date: 1960-01-01}]}", "treatment.history[0].date is before the birth date"),
        ("treatment: {history: [{kind: drug}, {kind: drug, date: 2026-12-01}]}", "treatment.history[1].date is after as_of"),
        ("treatment: {history: [{kind: drug, date: 2025-12-01, ended_on: 2025-11-01}]}", "treatment.history[0].ended_on is before the treatment's date"),
        ("help_already_held: [{program: x, state: granted, on: 2026-06-01, ends_on: 2026-05-01}]", "help_already_held[0].ends_on is before"),
        ("help_already_held: [{program: x, state: granted, amount: 5, remaining: 6}]", "help_already_held[0].remaining is above the whole amount: found 6.00, expected at most 5.00"),
        ("denial: {denied_on: 2026-12-01}", "denial.denied_on is after as_of"),
        ("denial: {denied_on: 2026-10-01, internal_appeal_denied_on: 2026-09-01}", "denial.internal_appeal_denied_on is before"),
        ("coverage: [{kind: marketplace, metal: gold, csr_variant: '87'}]", "coverage[0].csr_variant a cost-sharing reduction variant"),
        ("coverage: [{kind: medicare_advantage, includes_part_d: false, part_d: {kind: part_d}}]", "coverage[0].part_d states a drug side"),
        ("coverage: [{kind: medigap, letter: N, high_deductible: true}]", "coverage[0].high_deductible only plans F and G"),
        ("coverage: [{kind: part_d, deductible: 5, deductible_met: 6}]", "coverage[0].deductible_met is above the plan's deductible: found 6.00, expected at most 5.00"),
        ("coverage: [{kind: cobra, deductible: {individual: 5, family: 4}}]", "coverage[0].deductible.individual is above the family amount"),
        ("coverage: [{kind: cobra, deductible: {individual: 5, met: 6}}]", "coverage[0].deductible.met is above the individual amount"),
        ("coverage: [{kind: cobra, out_of_network: {out_of_pocket_maximum: {family: 5, family_met: 6}}}]", "coverage[0].out_of_network.out_of_pocket_maximum.family_met is above"),
        ("coverage: [{kind: cobra, pharmacy: {deductible: {individual: 5, met: 6}}}]", "coverage[0].pharmacy.deductible.met is above"),
        ("coverage: [{kind: medicare}, {kind: medigap}]\ncoverage_not_sure: [part_d, medigap]", "coverage_not_sure[1] medigap cannot be had beside coverage[1] (medigap): only one of them"),
        ("coverage: [{kind: medicare_advantage}]\ncoverage_not_sure: [medigap]", "coverage_not_sure[0] medigap cannot be had beside coverage[0] (medicare_advantage): a Medigap policy pays nothing"),
        ("coverage: [{kind: medicare_advantage, includes_part_d: true}]\ncoverage_not_sure: [part_d]", "coverage_not_sure[0] part_d cannot be had"),
        ("coverage: [{kind: uninsured}]\ncoverage_not_sure: [medicaid]", "coverage_not_sure[0] medicaid cannot be had beside coverage[0] (uninsured): a person with coverage is not uninsured"),
    ],
)  # fmt: skip
def test_each_contradiction_is_found_at_its_path(text: str, start: str) -> None:
    (only,) = found(text)
    assert only.startswith(start)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "patient: {birth_date: 1926-11-25, address: {zip: '79936', state: TX}}",
        "patient: {address: {zip: '88510', state: TX}}",
        "patient: {address: {zip: '06390', state: NY}}",
        "patient: {us_citizen: false, permanent_resident: true}",
        "household: {size: 2, annual_income: 100, members: [{annual_income: 60}, {annual_income: 40}]}",
        "treatment: {start_date: 2027-03-01, history: [{kind: drug, date: 2026-11-24}]}",
        "coverage: [{kind: marketplace, csr_variant: '87'}, {kind: medicaid}]",
        "coverage: [{kind: employer, deductible: {individual: 5, met: 5, family: 5}}]",
        "coverage_not_sure: [medicare, medicaid]",
        "coverage: [{kind: medicare}]\ncoverage_not_sure: [medigap, part_d, medicare_advantage]",
        "coverage: [{kind: employer}]\ncoverage_not_sure: [employer]",
        "coverage: [{kind: part_d, ends_on: 2026-12-31}]\ncoverage_not_sure: [part_d]",
    ],
)
def test_what_can_be_true_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_all_contradictions_come_together() -> None:
    text = "patient: {birth_date: 1970-01-01, disability_began_on: 1960-01-01}\ncoverage: [{kind: va}, {kind: va}]\n"
    assert len(found(text)) == 2
