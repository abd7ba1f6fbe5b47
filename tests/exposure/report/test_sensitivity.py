"""What moves the total most."""

import numpy as np

from mmfinance.exposure.report.sensitivity import Factor, ranked, swings
from mmfinance.exposure.result import Assumption

UNIFORM = (np.arange(1000) + 0.5) / 1000
OTHER = np.random.default_rng(7).permutation(UNIFORM)
THIRD = np.random.default_rng(8).permutation(UNIFORM)


def test_factors_are_ranked_by_what_they_move_and_chance_is_left_out() -> None:
    total = (UNIFORM * 100_000 + OTHER * 10_000).astype(np.int64)
    small, big, none = Factor("small", "", OTHER), Factor("big", "", UNIFORM, "How big?"), Factor("none", "", THIRD)
    found = swings(total, [small, big, none])
    assert found[0].name == "big"
    assert "none" not in {one.name for one in found}
    # the mean of the lowest fifth of 0..100,000 is 10,000, of the highest 90,000
    assert abs(found[0].high - found[0].low - 80_000) < 2_000


def test_too_few_draws_say_nothing() -> None:
    assert swings(np.arange(1), [Factor("one", "", np.array([0.5]))]) == ()


def test_what_is_left_out_of_the_totals_is_asked_first() -> None:
    total = (UNIFORM * 100_000).astype(np.int64)
    moved = swings(total, [Factor("big", "", UNIFORM, "How big?")])
    wide = Assumption("size", "Taken as usual.", "How big?")
    asked, plain = Assumption("other", "Assumed.", "What?"), Assumption("note", "A rule.")
    left_out = Assumption("travel", "Nothing is known of travel.", "How far?", left_out=True)
    assert ranked([plain, asked, wide, left_out, asked], moved) == (left_out, wide, asked, plain)


def test_what_the_total_stands_on_is_asked_before_what_moves_nothing() -> None:
    """Cents decide; parking and premiums come last of those with a question."""
    rule, nothing = Assumption("work.patient.hours_lost", "A rule.", "How many?"), Assumption("network", "In.", "In?")
    parking = Assumption("travel.parking_per_visit", "Not in it.", "Parking?", left_out=True)
    premium = Assumption("coverage[0].premium_monthly", "Not in it.", "Premium?", left_out=True)
    found = ranked([premium, parking, nothing, rule], (), {"work.patient.hours_lost": 900_000})
    assert found == (rule, nothing, parking, premium)
