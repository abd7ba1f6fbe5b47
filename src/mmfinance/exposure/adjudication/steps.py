"""Services as columns: S steps in payment order, [S, 1] for one case or [S, L] for cases side by side."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import Benefit, Network, ServiceCategory, Setting
from mmfinance.exposure.services import Service, ServiceLanes
from mmfinance.money import Cents

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

CATEGORIES = tuple(ServiceCategory)
CATEGORY_INDEX = {category: index for index, category in enumerate(CATEGORIES)}

PHYSICIANS = frozenset(
    {
        ServiceCategory.INPATIENT_PROFESSIONAL,
        ServiceCategory.OFFICE_VISIT,
        ServiceCategory.SPECIALIST_VISIT,
        ServiceCategory.EMERGENCY,
        ServiceCategory.AMBULANCE,
    }
)
"""What is billed apart from a hospital stay even while the patient is in hospital."""


@dataclass(frozen=True)
class Steps:
    """S steps in payment order. The amounts and `occurs` are [S, L], the other columns [S, 1] or [S, L].

    `day` is a proleptic ordinal, `category` an index of CATEGORIES, `drug` an index chosen by the caller (-1: none).
    """

    day: Whole
    category: Whole
    pharmacy: Flags
    inpatient: Flags
    hospital: Flags
    out_of_network: Flags
    nights: Whole
    line_capped: Flags
    quoted: Flags
    drug: Whole
    price_known: Flags
    occurs: Flags
    allowed: Cents
    billed: Cents
    medicare_share: Cents

    @property
    def lanes(self) -> int:
        """L."""
        return int(self.allowed.shape[1])

    def slice_lanes(self, start: int, stop: int) -> "Steps":
        """The same steps for lanes start to stop."""
        part = {f.name: getattr(self, f.name) for f in fields(self)}
        return Steps(**{name: a if a.shape[1] == 1 else a[:, start:stop] for name, a in part.items()})


def payment_order(services: tuple[Service, ...]) -> Whole:
    """The order in which the services of one case are paid: by day, and within a day by what they are.

    Plans process claims as they arrive; a fixed order within a day makes totals independent of the order of a list.
    """
    return np.array(sorted(range(len(services)), key=lambda i: _rank(services[i])), dtype=np.int64)


def steps_of(lanes: ServiceLanes, order: Whole) -> Steps:
    """The services of one case in payment order, described as [S, 1] columns beside their [S, L] amounts."""
    services = [lanes.services[i] for i in order]
    drugs = drug_names(lanes.services)
    occurs = lanes.occurs[order]
    return Steps(
        day=_column([service.day.toordinal() for service in services]),
        category=_column([CATEGORY_INDEX[service.category] for service in services]),
        pharmacy=_flags([service.benefit is Benefit.PHARMACY for service in services]),
        inpatient=_flags([is_hospital_stay(service) for service in services]),
        hospital=_flags([service.setting in (Setting.INPATIENT, Setting.OUTPATIENT_HOSPITAL) for service in services]),
        out_of_network=_flags([pays_out_of_network(service) for service in services]),
        nights=_column([service.nights for service in services]),
        line_capped=_flags([service.line_capped for service in services]),
        quoted=_flags([service.quoted for service in services]),
        drug=_column([drugs.index(service.drug) if service.drug else -1 for service in services]),
        price_known=np.asarray(lanes.price_known[order], dtype=np.bool_).reshape(-1, 1),
        occurs=occurs,
        allowed=np.where(occurs, lanes.allowed[order], 0),
        billed=np.where(occurs, lanes.billed[order], 0),
        medicare_share=lanes.medicare_share[order],
    )


def drug_names(services: tuple[Service, ...]) -> list[str]:
    """The drugs that the services name, sorted: `Steps.drug` counts in this list."""
    return sorted({service.drug for service in services if service.drug})


def is_hospital_stay(service: Service) -> bool:
    """Whether the service is part of an inpatient stay's own bill (Medicare Part A), not of a physician's."""
    return (
        service.benefit is Benefit.MEDICAL
        and service.category not in PHYSICIANS
        and (service.setting is Setting.INPATIENT or service.category is ServiceCategory.INPATIENT)
    )


def pays_out_of_network(service: Service) -> bool:
    """Whether out-of-network terms hold. Emergency care is paid as in network: 42 USC 300gg-111 (No Surprises Act)."""
    return service.network is Network.OUT and service.category is not ServiceCategory.EMERGENCY


def day_of(ordinal: int) -> date:
    """The date of a day in Steps."""
    return date.fromordinal(int(ordinal))


def _rank(service: Service) -> tuple[object, ...]:
    return (
        service.day,
        CATEGORY_INDEX[service.category],
        service.benefit,
        service.network,
        service.setting,
        service.allowed is None,
        service.allowed or 0,
        service.billed or 0,
        service.medicare_share or 0,
        service.line_capped,
        service.quoted,
        service.nights,
        service.drug or "",
        service.name,
        service.purpose,
    )


def _column(values: list[int]) -> Whole:
    return np.array(values, dtype=np.int64).reshape(-1, 1)


def _flags(values: list[bool]) -> Flags:
    return np.array(values, dtype=np.bool_).reshape(-1, 1)
