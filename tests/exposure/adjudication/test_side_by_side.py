"""A case among thousands gets what it gets alone."""

from random import Random

from mmfinance.exposure.adjudication.adjudicate import adjudicate
from mmfinance.exposure.adjudication.side_by_side import adjudicate_many
from tests.exposure.adjudication.test_adjudicate_properties import coverages
from tests.exposure.adjudication_cases import lanes_of, stack_of
from tests.exposure.random_cases import KINDS, random_coverage, random_services


def test_many_cases_equal_each_alone() -> None:
    cases = []
    for seed in range(300):
        random = Random(seed)
        services = random_services(random, random.randrange(1, 12))
        kinds = coverages(seed)
        coverage = random_coverage(random, random.choice(KINDS)) if seed % 2 else kinds[random.choice(list(kinds))]
        cases.append((lanes_of(services), stack_of(coverage, services)))
    together = adjudicate_many(cases)
    for (lanes, stack), paid in zip(cases, together, strict=True):
        assert paid.tolist() == adjudicate(lanes, stack).patient_pays[:, 0].tolist()


def test_a_case_without_services_pays_nothing() -> None:
    assert adjudicate_many([(lanes_of([]), stack_of([{"kind": "medicare"}], []))])[0].tolist() == []
