"""The dated services and trips that a care path or the person's own list becomes, one by one and on lanes."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import Benefit, Network, Purpose, ServiceCategory, Setting
from mmfinance.money import Cents


@dataclass(frozen=True)
class Service:
    """One dated service. Amounts are cents; None is a price that is not known.

    ``medicare_share`` is a sourced patient share of a Part B drug (below 20% by the Inflation Reduction Act);
    ``line_capped`` marks a single-unit hospital outpatient line, whose coinsurance CMS caps at the Part A deductible;
    ``quoted`` an allowed amount that was quoted to a person without coverage, with every self-pay discount in it.
    """

    day: date
    name: str
    category: ServiceCategory
    benefit: Benefit
    purpose: Purpose
    setting: Setting
    network: Network
    allowed: int | None
    billed: int | None = None
    medicare_share: int | None = None
    line_capped: bool = False
    quoted: bool = False
    nights: int = 0
    drug: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Trip:
    """One journey to the place of treatment: the day, nights away, and why."""

    day: date
    nights: int
    purpose: Purpose
    reason: str


@dataclass(frozen=True)
class ServiceLanes:
    """Services of one case on lanes: S services in date order, L draws. Amounts are cents, 0 where nothing occurs.

    ``medicare_share`` is -1 where Medicare's ordinary 20% holds; ``price_known`` is per service.
    """

    services: tuple[Service, ...]
    occurs: NDArray[np.bool_]
    allowed: Cents
    billed: Cents
    medicare_share: Cents
    price_known: NDArray[np.bool_]
