"""Terms tables and counters built from plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from mmfinance.case.coverage import Terms
from mmfinance.case.vocabulary import ServiceCategory
from mmfinance.exposure.adjudication.steps import CATEGORIES, Flags
from mmfinance.exposure.benefits.terms import (
    COUNTERS,
    MEDICAL,
    NO_LIMIT,
    OUTSIDE,
    PHARMACY,
    ROUTES,
    Counters,
    TermsTable,
)
from mmfinance.money import Cents

WHOLE = 10_000
"""All of an amount, in basis points."""


@dataclass(frozen=True)
class Row:
    """One row of a terms table; amounts in cents, coinsurance in basis points."""

    covered: bool = True
    deductible_applies: bool = True
    copay: int = 0
    coinsurance: int = 0
    at_most: int = NO_LIMIT
    copay_days: int = 1
    grouped: bool = False
    with_others: bool = False


NOT_COVERED = Row(covered=False)
CLINIC_DRUGS = (ServiceCategory.PROVIDER_DRUG, ServiceCategory.DRUG_ADMINISTRATION)


def table_of(inside: Callable[[ServiceCategory], Row], outside: Callable[[ServiceCategory], Row]) -> TermsTable:
    """A terms table from a row for every category, in network and out of network."""
    rows = [inside(category) for category in CATEGORIES] + [outside(category) for category in CATEGORIES]
    return TermsTable(
        covered=_flags([row.covered for row in rows]),
        deductible_applies=_flags([row.deductible_applies for row in rows]),
        copay=_column([row.copay for row in rows]),
        coinsurance=_column([row.coinsurance for row in rows]),
        at_most=_column([row.at_most for row in rows]),
        copay_days=_column([row.copay_days for row in rows]),
        grouped=_flags([row.grouped for row in rows]),
        with_others=_flags([row.with_others for row in rows]),
    )


def stated_table(
    terms: Mapping[ServiceCategory, Terms],
    coinsurance: int,
    clinic_drugs: int | None = None,
    outside: Row | None = None,
) -> TermsTable:
    """The table of what a case states by category, and the general coinsurance for the rest.

    `clinic_drugs` is the coinsurance of drugs given at a clinic, where it is another; `outside` the row of all care out
    of network, where it is not paid as in network. Plans of one design share one table: it is never written to.
    """
    return _stated_table(frozenset(terms.items()), coinsurance, clinic_drugs, outside)


@lru_cache(maxsize=4_096)
def _stated_table(
    terms: frozenset[tuple[ServiceCategory, Terms]], coinsurance: int, clinic_drugs: int | None, outside: Row | None
) -> TermsTable:
    stated = dict(terms)

    def inside(category: ServiceCategory) -> Row:
        drugs = clinic_drugs if category in CLINIC_DRUGS else None
        return row_of(stated.get(category), coinsurance if drugs is None else drugs)

    return table_of(inside, inside if outside is None else lambda _: outside)


def row_of(terms: Terms | None, coinsurance: int) -> Row:
    """The row that a case states for a category, with the plan's general coinsurance where it states no share."""
    if terms is None:
        return Row(coinsurance=coinsurance)
    stated = terms.coinsurance if terms.coinsurance is not None else (0 if terms.copay is not None else coinsurance)
    return Row(
        covered=terms.covered is not False,
        deductible_applies=terms.deductible_applies is not False,
        copay=terms.copay or 0,
        coinsurance=stated,
        at_most=NO_LIMIT if terms.at_most is None else terms.at_most,
        copay_days=(terms.days_at_most or NO_LIMIT) if terms.per == "day" else 1,
        grouped=terms.per in ("day", "admission"),
    )


def counters_of(
    limits: Sequence[Mapping[str, int]],
    met: Sequence[Mapping[str, int]],
    *,
    pharmacy_deductible_apart: bool = False,
    pharmacy_maximum_apart: bool = False,
    outside_counts: str = "apart",
) -> Counters:
    """Counters from limits and amounts met by plan year (names of COUNTERS; an absent one is no limit).

    `outside_counts`: "apart" gives out-of-network care its own counters, "together" the in-network ones, "combined"
    lets in-network spending fill the out-of-network maximum too (a Medicare Advantage PPO's combined limit).
    """
    deductible = _routes("deductible", pharmacy_deductible_apart, outside_counts == "together")
    maximum = _routes("maximum", pharmacy_maximum_apart, outside_counts == "together").copy()
    if outside_counts == "combined":
        maximum[MEDICAL] = maximum[MEDICAL] | maximum[OUTSIDE]
    return Counters(
        names=COUNTERS,
        limit=_years([[year.get(name, NO_LIMIT) for name in COUNTERS] for year in limits]),
        met=_years([[year.get(name, 0) for name in COUNTERS] for year in met]),
        deductible_of=deductible,
        maximum_of=maximum,
    )


@cache
def _routes(kind: str, pharmacy_apart: bool, outside_together: bool) -> Flags:
    """Which counters of a kind each route fills: [ROUTES, K, 1]."""
    side = {
        MEDICAL: "medical",
        PHARMACY: "pharmacy" if pharmacy_apart else "medical",
        OUTSIDE: "medical" if outside_together else "out-of-network",
    }
    members: Flags = np.zeros((ROUTES, len(COUNTERS), 1), dtype=np.bool_)
    for route, of in side.items():
        members[route, :, 0] = [name.endswith(kind) and _side(name) == of for name in COUNTERS]
    return members


def _side(name: str) -> str:
    return next((side for side in ("pharmacy", "out-of-network") if name.startswith(side)), "medical")


def _column(values: list[int]) -> Cents:
    return np.array(values, dtype=np.int64).reshape(-1, 1)


def _flags(values: list[bool]) -> Flags:
    return np.array(values, dtype=np.bool_).reshape(-1, 1)


def _years(values: list[list[int]]) -> Cents:
    return np.array(values, dtype=np.int64)[:, :, np.newaxis]
