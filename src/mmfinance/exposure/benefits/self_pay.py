"""No coverage: the bill, less a discount that a provider has confirmed."""

import numpy as np

from mmfinance.case.coverage import Uninsured
from mmfinance.exposure.benefits.draft import Draft, plan_years, span_of
from mmfinance.exposure.benefits.tables import WHOLE
from mmfinance.exposure.benefits.terms import SelfPayLayer


def self_pay_layer(entry: Uninsured, draft: Draft) -> SelfPayLayer:
    """The share of the bill asked elsewhere and in a hospital; hospital aid is for hospital bills (26 CFR 1.501(r)-5).

    The larger of the two discounts holds in a hospital: aid replaces a self-pay discount, it does not add to it.
    """
    if entry.self_pay_discount is None and entry.hospital_aid_discount is None:
        draft.assume(
            "self_pay",
            "No discount for paying yourself and no hospital aid is known; the full bill is counted.",
            "Has the hospital or clinic confirmed a self-pay discount or financial assistance, and how much?",
        )
    discount = entry.self_pay_discount or 0
    in_hospital = max(discount, entry.hospital_aid_discount or 0)
    return SelfPayLayer(
        name=entry.name or "no coverage",
        span=span_of(entry, plan_years(draft)),
        asked=np.array([[WHOLE - discount], [WHOLE - in_hospital]], dtype=np.int64),
    )
