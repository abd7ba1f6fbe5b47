"""Medigap policies by letter: which share of each of Medicare's gaps they pay, and their yearly limits."""

from datetime import date

import numpy as np

from mmfinance.case.coverage import Medigap
from mmfinance.exposure.benefits.draft import Draft, by_year, current_year, met_by_year, plan_years, span_of
from mmfinance.exposure.benefits.terms import NO_LIMIT, MedigapLayer
from mmfinance.phrases import Phrase

LEAST_PAYING = "A"
_GAPS = ("part_a_deductible", "part_a_coinsurance_and_365_extra_days", "part_b_deductible", "part_b_coinsurance")
_LIMITED = {"K": "medicare.medigap.plan_k_oop_limit", "L": "medicare.medigap.plan_l_oop_limit"}


def medigap_layer(entry: Medigap, draft: Draft) -> MedigapLayer:
    """The benefit chart of the standard policies (42 USC 1395ss(p)); the letter A where the letter is not known."""
    letter = _letter(entry, draft)
    years = plan_years(draft)
    current = current_year(draft, years)
    pays = [draft.points(f"medicare.medigap.benefits.{gap}.{letter}", draft.start) for gap in _GAPS]
    high = entry.high_deductible is True and letter in ("F", "G")
    return MedigapLayer(
        name=entry.name or f"Medigap {letter}",
        span=span_of(entry, years),
        pays=np.array(pays, dtype=np.int64).reshape(-1, 1),
        high_deductible=by_year([_high_deductible(on, draft) if high else NO_LIMIT for on in years]),
        high_deductible_met=met_by_year(years, current, entry.deductible_met),
        yearly_limit=by_year([draft.cents(_LIMITED[letter], on) if letter in _LIMITED else NO_LIMIT for on in years]),
        yearly_limit_met=met_by_year(years, current, entry.out_of_pocket_met),
        office_copay=_copay("medicare.medigap.plan_n_office_visit_copay", letter, draft),
        emergency_copay=_copay("medicare.medigap.plan_n_emergency_copay", letter, draft),
    )


def _letter(entry: Medigap, draft: Draft) -> str:
    _check_own_designs(draft)
    if entry.letter is not None:
        return entry.letter
    draft.assume(
        "medigap_letter",
        f"The letter of the Medigap policy is not known; plan {LEAST_PAYING}, which pays least, is counted.",
        "Which letter is the Medigap policy?",
    )
    return LEAST_PAYING


def _check_own_designs(draft: Draft) -> None:
    address = draft.case.patient.address
    if address and address.state in draft.names("medicare.medigap.states_with_own_designs"):
        draft.warnings.append(
            Phrase(
                "{state} has its own designs of Medigap policies: compare yours with the standard letter used.",
                state=address.state,
            )
        )


def _high_deductible(on: date, draft: Draft) -> int:
    return draft.cents("medicare.medigap.high_deductible_f_and_g", on)


def _copay(name: str, letter: str, draft: Draft) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([draft.cents(name, draft.start) if letter == "N" else 0], dtype=np.int64)
