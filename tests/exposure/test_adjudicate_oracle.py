"""The lanes agree with a plain-Python adjudicator to the cent on 10,000 random cases."""

from random import Random

import numpy as np
import pytest
from tests.exposure.adjudication_cases import lanes_of, priced, stack_of
from tests.exposure.oracle import adjudicate_plainly
from tests.exposure.random_cases import KINDS, random_coverage, random_services

from mmfinance.exposure.adjudicate import adjudicate
from mmfinance.exposure.steps import payment_order

SEEDS = 334
LANES = 5


@pytest.mark.parametrize("kind", KINDS)
def test_lanes_agree_with_plain_python(kind: str) -> None:
    """6 kinds x 334 seeds x 5 lanes of different prices: 10,020 cases."""
    for seed in range(SEEDS):
        random = Random(f"{kind} {seed}")
        coverage = random_coverage(random, kind)
        services = random_services(random, random.randrange(1, 14))
        amounts = np.array(
            [
                [round((entry.allowed or 0) * random.choice([0, 0.5, 1, 1.31])) for _ in range(LANES)]
                for entry in services
            ]
        )
        shares = adjudicate(lanes_of(services, amounts), stack_of(coverage, services))
        order = payment_order(tuple(services)).tolist()
        for lane in range(LANES):
            at_lane = priced(services, amounts[:, lane].tolist())
            expected = adjudicate_plainly(coverage, [at_lane[i] for i in order])
            found = [int(shares.patient_pays[i, lane]) for i in order]
            assert found == expected, (kind, seed, lane, coverage, [services[i] for i in order])
