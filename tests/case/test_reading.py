"""Every mistake in a case file is named with line, path, what was found and what is expected, all at once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field

from mmfinance.case.fields import Model
from mmfinance.case.reading import case_from_document, read_case, validate
from mmfinance.documents import parse_document
from mmfinance.errors import InvalidDocument

AS_OF = "as_of: 2026-11-24\n"


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidDocument) as error:
        case_from_document(parse_document(text, "c.yaml"))
    return [str(problem) for problem in error.value.problems]


def only(text: str) -> str:
    (problem,) = problems(AS_OF + text)
    return problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # keys
        ("case_idd: x", "c.yaml:2: case_idd: there is no key 'case_idd' here; did you mean 'case_id'?"),
        ("travel: {by: car}", "c.yaml:2: travel.by: there is no key 'by' here; the keys here are miles_one_way, "),
        ("coverage:\n- kind: employer\n  deductible: {individul: 5}", "c.yaml:4: coverage[0].deductible.individul: there is no key 'individul' here; did you mean 'individual'?"),
        ("coverage:\n- kind: employer\n  csr_variant: x", "c.yaml:4: coverage[0].csr_variant: there is no key 'csr_variant' here; it belongs to kind marketplace"),
        ("coverage:\n- kind: medicar", "c.yaml:3: coverage[0].kind: found 'medicar'; expected one of employer, cobra, marketplace, medicare, "),
        ("coverage:\n- name: x", "c.yaml:3: coverage[0].kind: this key is missing; it names the kind of the entry"),
        ("treatment:\n  history:\n  - name: x", "c.yaml:4: treatment.history[0].kind: this key is missing; expected what kind of treatment it was"),
        ("coverage:\n- kind: cobra\n  terms:\n    surgery: {copay: 5}", "c.yaml:5: coverage[0].terms.surgery: found 'surgery'; expected one of office_visit, "),
        ("annual_income: 5", "c.yaml:2: annual_income: there is no key 'annual_income' here; it belongs to the section household"),
        ("patient: {zip: '43081'}", "c.yaml:2: patient.zip: there is no key 'zip' here; it belongs to the section address"),
        # structure
        ("household: 3", "c.yaml:2: household: found plain text; expected keys with values, such as size: ..."),
        ("coverage: {kind: employer}", "c.yaml:2: coverage: found keys with values; expected a list (each entry on its own line, after a dash)"),
        ("coverage: [{kind: cobra, deductible: 1500}]", "c.yaml:2: coverage[0].deductible: found plain text; expected keys with values, such as individual: ..."),
        ("coverage: [x]", "c.yaml:2: coverage[0]: found plain text; expected keys with values (key: value)"),
        ("coverage:\n-\n- kind: va", "c.yaml:3: coverage[0]: found nothing; expected keys with values (key: value)"),
        ("travel:\n  mode:\n  - car", "c.yaml:3: travel.mode: found a list; expected one of car, air, bus, train, ride"),
        ("household:\n  size: {a: 1}", "c.yaml:3: household.size: found keys with values; expected a whole number"),
        # amounts, numbers, percents
        ("household: {annual_income: -5}", "c.yaml:2: household.annual_income: found '-5'; an amount cannot be negative"),
        ("household: {annual_income: a lot}", "c.yaml:2: household.annual_income: found 'a lot'; expected an amount in dollars, such as 1250 or 1250.50"),
        ("household: {annual_income: [1]}", "c.yaml:2: household.annual_income: found a list; expected an amount in dollars"),
        ("household: {size: two}", "c.yaml:2: household.size: found 'two'; expected a whole number"),
        ("household: {size: 1.5}", "c.yaml:2: household.size: found '1.5'; expected a whole number"),
        ("household: {size: 0}", "c.yaml:2: household.size: found '0'; expected a number of 1 or more"),
        ("travel: {companions: 9}", "c.yaml:2: travel.companions: found '9'; expected a number of 6 or less"),
        ("travel: {miles_one_way: far}", "c.yaml:2: travel.miles_one_way: found 'far'; expected a number"),
        ("travel: {miles_one_way: nan}", "c.yaml:2: travel.miles_one_way: found 'nan'; expected a number of 6,000 or less"),
        ("coverage: [{kind: employer, coinsurance: 120}]", "c.yaml:2: coverage[0].coinsurance: found '120'; expected a percent from 0 to 100"),
        # choices, yes and no, dates, text
        ("travel: {mode: cars}", "c.yaml:2: travel.mode: found 'cars'; expected one of car, air, bus, train, ride; did you mean 'car'?"),
        ("schema: mmfinance/case@2", "c.yaml:2: schema: found 'mmfinance/case@2'; expected mmfinance/case@1"),
        ("travel: {has_car: perhaps}", "c.yaml:2: travel.has_car: found 'perhaps'; expected yes or no (true or false)"),
        ("treatment: {start_date: 12/7/2026}", "c.yaml:2: treatment.start_date: found '12/7/2026'; expected a date, written YYYY-MM-DD"),
        ("treatment: {start_date: 2026-02-30}", "c.yaml:2: treatment.start_date: found '2026-02-30'; expected a date, written YYYY-MM-DD"),
        ("treatment: {start_date: 2026}", "c.yaml:2: treatment.start_date: found '2026'; expected a date, written YYYY-MM-DD"),
        ("treatment: {start_date: 1026-12-07}", "c.yaml:2: treatment.start_date: found '1026-12-07'; expected a date between 1900 and 2100"),
        ("treatment: {care_path: Teclistamab!}", "c.yaml:2: treatment.care_path: found 'Teclistamab!'; expected an id of lower-case letters"),
        ("coverage: [{kind: cobra, plan_year_start: 13-01}]", "c.yaml:2: coverage[0].plan_year_start: found '13-01'; expected a month and day, written MM-DD"),
        ("treatment: {site: {state: ZZ}}", "c.yaml:2: treatment.site.state: found 'ZZ'; expected a state or territory in two letters"),
        ("treatment: {trial: {nct_number: NCT1}}", "c.yaml:2: treatment.trial.nct_number: found 'NCT1'; expected the number at ClinicalTrials.gov"),
        ("treatment: {site: {name: ''}}", "c.yaml:2: treatment.site.name: found ''; expected at least 1 character"),
        (f"treatment: {{site: {{name: {'y' * 130}}}}}", f"c.yaml:2: treatment.site.name: found '{'y' * 59}…'; expected at most 120 characters"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_has_its_own_words(text: str, problem: str) -> None:
    found = only(text)
    assert found.startswith(problem)
    assert "pydantic" not in found.lower()
    assert "http" not in found


@pytest.mark.parametrize("text", ["treatment:\n", "as_of:\n", "as_of: tomorrow\n", "- a\n", "text\n"])
def test_a_file_that_is_no_case_at_all_is_refused(text: str) -> None:
    assert len(problems(text)) == 1


def test_as_of_is_the_only_required_key() -> None:
    assert problems("patient:\n  language: es\n") == [
        "c.yaml:1: as_of: this key is missing; expected the day this case was true"
    ]
    assert case_from_document(parse_document(AS_OF, "c.yaml")).coverage is None


def test_all_mistakes_are_reported_at_once_and_in_order() -> None:
    text = (
        "as_of: 2026-11-24\npatient:\n  birth_date: 2027-01-01\n  adress: {}\nhousehold: {size: x, annual_income: -1}\n"
        "coverage:\n- kind: uninsured\n- kind: employer\n  deductible: {individual: 9}\n"
        "  out_of_pocket_maximum: {individual: 5}\n- kind: nothing\n"
    )
    assert [problem.split(" ")[0] + " " + problem.split(" ")[1] for problem in problems(text)] == [
        "c.yaml:3: patient.birth_date:",
        "c.yaml:4: patient.adress:",
        "c.yaml:5: household.annual_income:",
        "c.yaml:5: household.size:",
        "c.yaml:9: coverage[1].deductible.individual:",
        "c.yaml:11: coverage[2].kind:",
    ]


def test_contradictions_are_found_beside_mistakes() -> None:
    text = AS_OF + "household: {size: x}\ncoverage:\n- kind: uninsured\n- kind: va\n"
    assert [problem.split(": ")[1] for problem in problems(text)] == ["household.size", "coverage[1]"]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("patient: {birth_date: 13/4/1960}", "13/4/1960"),
        ("patient: {address: {zip: 4308A}}", "4308A"),
        ("patient: {address: {street: [12 Sample Street]}}", "Sample"),
        (f"patient: {{name: {'Avery' * 40}}}", "Avery"),
        ("patient: {contact: {phone: {a: 614-555-0134}}}", "0134"),
        ("diagnosis: {disease: myeloma multiple}", "myeloma multiple"),
        ("patient: Avery Example", "Avery"),
        ("patient: [Avery Example]", "Avery"),
        ("patient: {us_citizen: not Avery}", "Avery"),
        ("diagnosis: {also: [kidney trouble]}", "kidney trouble"),
        ("patient: {address: {state: Ohio}}", "Ohio"),
    ],
)
def test_personal_data_is_never_repeated(text: str, secret: str) -> None:
    found = only(text)
    assert secret not in found
    assert "expected" in found


def test_a_section_with_nothing_under_it_says_nothing() -> None:
    blank = "patient:\nhousehold:\ndiagnosis:\ntreatment:\n  trial:\n    nct_number:\ncoverage:\ntravel:\nwork:\ndenial:\n  reason:\n"
    assert case_from_document(parse_document(AS_OF + blank, "c.yaml")) == case_from_document(
        parse_document(AS_OF, "c.yaml")
    )


def test_a_blank_member_still_counts_as_a_member() -> None:
    read = case_from_document(
        parse_document(AS_OF + "household:\n  members:\n  - relation:\n  - relation: child\n", "c.yaml")
    )
    assert len(read.household.members or ()) == 2


def test_blank_terms_say_nothing() -> None:
    read = case_from_document(
        parse_document(AS_OF + "coverage:\n- kind: cobra\n  terms:\n- kind: medicaid\n  terms: {other: }\n", "c.yaml")
    )
    assert read.coverage is not None
    assert [entry.model_dump(exclude_none=True)["terms"] for entry in read.coverage] == [{}, {}]


@pytest.mark.parametrize("word", ["true", "yes", "on", "1", "True", "YES"])
def test_yes_can_be_said_in_many_ways(word: str) -> None:
    assert case_from_document(parse_document(AS_OF + f"travel: {{has_car: {word}}}", "c.yaml")).travel.has_car is True


def test_a_json_case_is_the_same_case(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(
        '{"as_of": "2026-11-24", "patient": {"name": "Ren\\u00e9e", "us_citizen": true, "address": {"zip": "02134"}},'
        ' "household": {"size": 2, "annual_income": 1250.5}, "denial": null}',
        encoding="utf-8",
    )
    read = read_case(tmp_path / "c.json")
    assert read.patient.name == "Renée"
    assert read.patient.us_citizen is True
    assert read.patient.address is not None
    assert read.patient.address.zip == "02134"
    assert read.household.annual_income == 125_050
    assert read.denial is None


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Leaf(Model):
    shape: Literal["leaf"]
    width: Annotated[int, Field(gt=0, lt=9, multiple_of=2)] | None = None


class Root(Model):
    shape: Literal["root"]
    depth: float | None = None


class Plant(Model):
    names: Annotated[list[str], Field(min_length=1, max_length=2)]
    amount: int | Literal["any"] | None = None
    colours: dict[Colour, int] = Field(default_factory=dict)
    parts: dict[str, Annotated[Leaf | Root, Field(discriminator="shape")]] = Field(default_factory=dict)
    tags: frozenset[Colour] = frozenset()
    pair: tuple[int, int] | None = None


class Gardener(Model):
    personal: ClassVar[bool] = True
    plants: tuple[Plant, ...] = ()


def plant_problems(text: str, model: Any = Plant) -> list[str]:
    with pytest.raises(InvalidDocument) as error:
        validate(model, parse_document(text, "p.yaml"))
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("names: []", ["p.yaml:1: names: found a list; expected at least 1 entry"]),
        ("names: [a, b, c]", ["p.yaml:1: names: found a list; expected at most 2 entries"]),
        ("names: [a, [b]]", ["p.yaml:1: names[1]: found a list; expected text"]),
        ("names: [a]\namount: few", ["p.yaml:2: amount: found 'few'; expected a whole number or any"]),
        ("names: [a]\ncolours: {green: 1}", ["p.yaml:2: colours.green: found 'green'; expected one of red, blue"]),
        ("names: [a]\ncolours: {red: x}", ["p.yaml:2: colours.red: found 'x'; expected a whole number"]),
        ("names: [a]\ntags: [rde]", ["p.yaml:2: tags[0]: found 'rde'; expected one of red, blue; did you mean 'red'?"]),
        ("names: [a]\npair: [1]", ["p.yaml:2: pair[1]: this key is missing"]),
        (
            "names: [a]\nparts:\n  a: {shape: leaf, width: 3}\n  b: {shape: leaf, width: 12}\n  c: {shape: leaf, width: 0}",
            [
                "p.yaml:3: parts.a.width: found '3'; expected a multiple of 2",
                "p.yaml:4: parts.b.width: found '12'; expected a number below 9",
                "p.yaml:5: parts.c.width: found '0'; expected a number above 0",
            ],
        ),
        (
            "names: [a]\nparts:\n  a: {shape: root, width: 3}\n  b: {shape: stem}",
            [
                "p.yaml:3: parts.a.width: there is no key 'width' here; it belongs to Leaf; did you mean 'depth'?",
                "p.yaml:4: parts.b.shape: found 'stem'; expected one of leaf, root",
            ],
        ),
    ],
)
def test_any_model_gets_the_same_words(text: str, expected: list[str]) -> None:
    assert plant_problems(text) == expected


def test_a_personal_part_hides_everything_below_it() -> None:
    (problem,) = plant_problems("plants:\n- names: [a]\n  amount: secret\n", Gardener)
    assert problem == "p.yaml:3: plants[0].amount: found a value (not repeated here); expected a whole number or any"
