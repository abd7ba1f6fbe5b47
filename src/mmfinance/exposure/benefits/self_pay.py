"""No coverage: the price quoted to one who pays themselves, or the bill less a confirmed discount."""

import numpy as np

from mmfinance.case.coverage import Uninsured
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.steps import Whole
from mmfinance.exposure.benefits.draft import Draft, plan_years, span_of
from mmfinance.exposure.benefits.tables import WHOLE
from mmfinance.exposure.benefits.terms import SelfPayLayer

NOTHING_OFF_THE_BILL = "No discount for paying yourself and no hospital aid is known; the full bill is counted."
NOTHING_OFF_THE_QUOTE = (
    "No hospital aid is known; the price quoted to you is counted, and the full bill where none was quoted."
)


def self_pay_layer(entry: Uninsured, draft: Draft) -> SelfPayLayer:
    """The shares asked elsewhere and in a hospital; hospital aid is for hospital bills (26 CFR 1.501(r)-5).

    The larger of the two discounts comes off a hospital's bill: aid replaces a self-pay discount, it does not add to
    it. A quoted price is the cash pay rate, with the self-pay discount in it (45 CFR 149.610(a)(2)(v)): only hospital
    aid still comes off.
    """
    if entry.self_pay_discount is None and entry.hospital_aid_discount is None:
        quoted = draft.case.covers(CoverageKind.UNINSURED) and any(
            one.allowed is not None for one in draft.case.services or ()
        )
        draft.assume(
            "self_pay",
            NOTHING_OFF_THE_QUOTE if quoted else NOTHING_OFF_THE_BILL,
            "Has the hospital or clinic confirmed a self-pay discount or financial assistance, and how much?",
        )
    discount, aid = entry.self_pay_discount or 0, entry.hospital_aid_discount or 0
    return SelfPayLayer(
        name=entry.name or "no coverage",
        span=span_of(entry, plan_years(draft)),
        of_bill=_asked(discount, max(discount, aid)),
        of_quote=_asked(0, aid),
    )


def _asked(elsewhere: int, hospital: int) -> Whole:
    """What two discounts, in basis points, leave to be asked."""
    return np.array([[WHOLE - elsewhere], [WHOLE - hospital]], dtype=np.int64)
