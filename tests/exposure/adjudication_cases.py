"""Small builders for adjudication tests: services, lanes and stacks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, Benefit, Network, Purpose, ServiceCategory, Setting
from mmfinance.exposure.adjudication.adjudicate import Shares, adjudicate
from mmfinance.exposure.benefits.coverage_stack import Stack, build_stack
from mmfinance.exposure.services import Service, ServiceLanes

AS_OF = date(2026, 1, 1)
Entry = Mapping[str, Any]


def service(
    day: str | date,
    category: str,
    allowed: float | None,
    *,
    billed: float | None = None,
    setting: Setting | None = None,
    network: Network = Network.IN,
    nights: int = 0,
    medicare_share: float | None = None,
    line_capped: bool = False,
    drug: str | None = None,
    benefit: Benefit | None = None,
    quoted: bool = False,
) -> Service:
    """A service with amounts in dollars; a pharmacy category goes to the pharmacy, a stay into the hospital."""
    kind = ServiceCategory(category)
    pharmacy = kind in PHARMACY_CATEGORIES
    usual = Setting.INPATIENT if kind is ServiceCategory.INPATIENT else Setting.OUTPATIENT_HOSPITAL
    return Service(
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        name=category,
        category=kind,
        benefit=benefit or (Benefit.PHARMACY if pharmacy else Benefit.MEDICAL),
        purpose=Purpose.TREATMENT,
        setting=setting or (Setting.PHARMACY if pharmacy else usual),
        network=network,
        allowed=cents(allowed),
        billed=cents(billed),
        medicare_share=cents(medicare_share),
        line_capped=line_capped,
        quoted=quoted,
        nights=nights,
        drug=drug,
    )


def cents(dollars: float | None) -> int | None:
    return None if dollars is None else round(dollars * 100)


def lanes_of(services: Sequence[Service], allowed: npt.NDArray[np.int64] | None = None) -> ServiceLanes:
    """The services on one lane, or with their amounts [S, L] replaced."""
    one = np.array([[entry.allowed or 0] for entry in services], dtype=np.int64).reshape(len(services), 1)
    amounts = one if allowed is None else allowed
    shape = amounts.shape
    return ServiceLanes(
        services=tuple(services),
        occurs=np.ones(shape, dtype=np.bool_),
        allowed=amounts,
        billed=_spread([entry.billed or 0 for entry in services], shape),
        medicare_share=_spread(
            [-1 if entry.medicare_share is None else entry.medicare_share for entry in services], shape
        ),
        price_known=np.array([entry.allowed is not None for entry in services], dtype=np.bool_),
    )


def stack_of(coverage: Sequence[Entry], services: Sequence[Service], **facts: Any) -> Stack:
    days = [entry.day for entry in services] or [AS_OF]
    return build_stack(case_of(coverage, **facts), min(days), max(days))


def case_of(coverage: Sequence[Entry], **facts: Any) -> Case:
    return Case.model_validate({"as_of": AS_OF.isoformat(), "coverage": list(coverage), **facts})


def run(
    coverage: Sequence[Entry], services: Sequence[Service], card: Mapping[str, int] | None = None, **facts: Any
) -> Shares:
    return adjudicate(lanes_of(services), stack_of(coverage, services, **facts), card)


def paid(coverage: Sequence[Entry], services: Sequence[Service], **facts: Any) -> list[int]:
    """What the patient pays for each service, in cents."""
    return [int(amount) for amount in run(coverage, services, **facts).patient_pays[:, 0]]


def total(coverage: Sequence[Entry], services: Sequence[Service], **facts: Any) -> int:
    return int(run(coverage, services, **facts).patient_pays.sum())


def priced(services: Sequence[Service], amounts: Sequence[int]) -> list[Service]:
    return [replace(entry, allowed=amount) for entry, amount in zip(services, amounts, strict=True)]


def _spread(values: list[int], shape: tuple[int, ...]) -> npt.NDArray[np.int64]:
    return np.broadcast_to(np.array(values, dtype=np.int64).reshape(len(values), 1), shape).copy()
