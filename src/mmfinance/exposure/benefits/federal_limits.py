"""The highest out-of-pocket maximums that federal law allows: what stands in where a plan's own is not known."""

from datetime import date

from mmfinance.case.coverage import Cobra, Employer, Marketplace, MedicareAdvantage, PrivatePlan
from mmfinance.exposure.benefits.draft import Draft


def federal_maximum(plan: PrivatePlan, draft: Draft, on: date) -> int:
    """The highest in-network maximum of one person in cents, for the plan year that begins on a day.

    45 CFR 156.130 (self-only limit), 156.420 (cost-sharing reductions), 26 USC 223 (plans with a health savings
    account), 42 CFR 422.100(f)(4) (Medicare Advantage).
    """
    if isinstance(plan, MedicareAdvantage):
        return draft.cents("medicare.advantage.moop_in_network_maximum", on)
    if isinstance(plan, Marketplace) and plan.csr_variant:
        reduced = "aca.cost_sharing_reductions.reduced_annual_limit_self_only.silver_"
        return draft.cents(f"{reduced}{plan.csr_variant}", on)
    if isinstance(plan, Employer | Cobra | Marketplace) and plan.hdhp:
        return draft.cents("hdhp.oop_max_self_only", on)
    return draft.cents("aca.annual_limitation_on_cost_sharing.self_only", on)


def embedded_maximum(plan: PrivatePlan, draft: Draft, on: date) -> int:
    """The most that one person in family cover pays in network: the self-only limit, whatever the family's maximum.

    45 CFR 156.130(c); it holds for a plan with a health savings account too, whose own family limit is higher.
    """
    if isinstance(plan, Marketplace) and plan.csr_variant:
        return federal_maximum(plan, draft, on)
    return draft.cents("aca.annual_limitation_on_cost_sharing.self_only", on)


def federal_outside_maximum(draft: Draft, on: date) -> int:
    """The highest combined limit, in and out of network, of a Medicare Advantage PPO (42 CFR 422.101(d))."""
    return draft.cents("medicare.advantage.moop_combined_maximum", on)
