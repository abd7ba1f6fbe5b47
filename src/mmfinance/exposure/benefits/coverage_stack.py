"""All coverage of a case as one stack of terms, in the order in which they pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mmfinance.case.coverage import (
    AnyCoverage,
    Champva,
    Cobra,
    Employer,
    Marketplace,
    Medicaid,
    Medicare,
    MedicareAdvantage,
    Medigap,
    PartD,
    Tricare,
    Uninsured,
    Va,
)
from mmfinance.case.model import Case
from mmfinance.exposure.benefits.draft import Draft
from mmfinance.exposure.benefits.in_time import coverage_within
from mmfinance.exposure.benefits.medicaid import FULL_LEVELS, QMB_LEVELS, medicaid_layer, qmb_layer
from mmfinance.exposure.benefits.medigap import medigap_layer
from mmfinance.exposure.benefits.military import (
    champva_layer,
    tricare_for_life_layer,
    tricare_layer,
    tricare_pharmacy_layer,
)
from mmfinance.exposure.benefits.not_sure import assume_not_had
from mmfinance.exposure.benefits.original_medicare import medicare_layer
from mmfinance.exposure.benefits.part_d import extra_help_layer, extra_help_level, part_d_layer
from mmfinance.exposure.benefits.payer_order import has_medicare, payer_place
from mmfinance.exposure.benefits.private import private_layer
from mmfinance.exposure.benefits.self_pay import self_pay_layer
from mmfinance.exposure.benefits.terms import Layer, MedigapLayer
from mmfinance.exposure.benefits.uncapped import uncapped_spending
from mmfinance.exposure.benefits.veterans import va_layer
from mmfinance.exposure.result import Assumption, Uncapped
from mmfinance.phrases import Phrase

NOT_KNOWN = Uninsured(kind="uninsured", name="coverage not known")
"""Counts the bills of a person whose coverage is not known; it claims nothing about limits."""


@dataclass(frozen=True)
class Stack:
    """The layers in payer order, and what entered them: assumptions and figures (name, day)."""

    layers: tuple[Layer, ...]
    assumptions: tuple[Assumption, ...] = ()
    figures_used: tuple[tuple[str, date], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def uncapped(self) -> tuple[Uncapped, ...]:
        """Spending that no limit stops; of coverage that is not known nothing is claimed."""
        return () if self.not_known else uncapped_spending(self.layers)

    @property
    def not_known(self) -> bool:
        """Whether no coverage is known at all, which is not the same as no coverage."""
        return any(layer.name == NOT_KNOWN.name for layer in self.layers)

    @property
    def medigap(self) -> MedigapLayer | None:
        """The Medigap policy, if there is one."""
        return next((layer for layer in self.layers if isinstance(layer, MedigapLayer)), None)


def build_stack(case: Case, start: date, end: date) -> Stack:
    """Turn a case's coverage into terms for services from `start` to `end`, in payer order.

    Raises OutsideMonths where every coverage that is told ended before them or begins after them; BrokenData when a
    figure that a rule needs is not in the reference data.
    """
    draft = Draft(case, start, end)
    entries = _entries_that_pay(draft)
    assume_not_had(draft)
    ordered = sorted(entries or [NOT_KNOWN], key=lambda entry: payer_place(entry, draft))
    layers = tuple(layer for entry in ordered for layer in _layers(entry, draft))
    return Stack(
        layers=layers,
        assumptions=tuple(draft.assumptions),
        figures_used=tuple(draft.figures),
        warnings=tuple(draft.warnings),
    )


def _entries_that_pay(draft: Draft) -> list[AnyCoverage]:
    """The coverages that pay at all, in force on some day of the span; none where no coverage is known."""
    case = draft.case
    listed = coverage_within(case, draft.start, draft.end)
    if not listed:
        draft.assume(
            "coverage",
            "The coverage for this time is not known; until it is, all of the bills are counted as yours.",
            "Which health coverage do you have, and from when to when?",
        )
        return []
    veterans = [entry for entry in listed if isinstance(entry, Va)]
    if any(entry.treated_at_va for entry in veterans) or len(veterans) == len(listed):
        return list(veterans)
    if any(entry.treated_at_va is None for entry in veterans):
        draft.assume(
            "treated_at_va",
            "Whether VA gives or authorises this treatment is not known; it is counted under the other coverage.",
            "Will VA give or authorise the treatment?",
        )
    return [part for entry in listed if not isinstance(entry, Va) for part in _beside_advantage(entry, listed)]


def _beside_advantage(entry: AnyCoverage, listed: Sequence[AnyCoverage]) -> list[AnyCoverage]:
    """Original Medicare pays only while no Medicare Advantage plan takes its place (42 USC 1395w-21(i)(1))."""
    parts: list[AnyCoverage] = [entry]
    for plan in listed if isinstance(entry, Medicare) else ():
        if isinstance(plan, MedicareAdvantage):
            parts = [rest for part in parts for rest in _outside(part, plan)]
    return parts


def _outside(entry: AnyCoverage, plan: MedicareAdvantage) -> list[AnyCoverage]:
    """The parts of an entry's time before and after a plan's."""
    found: list[AnyCoverage] = []
    if plan.starts_on and (entry.starts_on is None or entry.starts_on < plan.starts_on):
        found.append(entry.model_copy(update={"ends_on": plan.starts_on - timedelta(days=1)}))
    if plan.ends_on and (entry.ends_on is None or entry.ends_on > plan.ends_on):
        later = max(plan.ends_on + timedelta(days=1), entry.starts_on or date.min)
        found.append(entry.model_copy(update={"starts_on": later}))
    return found


def _layers(entry: AnyCoverage, draft: Draft) -> list[Layer]:
    """A coverage as the layers it becomes."""
    match entry:
        case MedicareAdvantage():
            return [private_layer(entry, draft), *_advantage_drugs(entry, draft)]
        case Employer() | Cobra() | Marketplace():
            return [private_layer(entry, draft)]
        case Medicare():
            return [medicare_layer(entry, draft)]
        case Medigap():
            return [medigap_layer(entry, draft)]
        case PartD():
            return _drug_plan(entry, draft)
        case Medicaid():
            return _medicaid(entry, draft)
        case Tricare():
            return _tricare(entry, draft)
        case Champva():
            return [champva_layer(entry, draft)]
        case Va():
            return [va_layer(entry, draft)]
        case Uninsured():
            return [self_pay_layer(entry, draft)]


def _drug_plan(entry: PartD, draft: Draft) -> list[Layer]:
    level = extra_help_level(entry, draft.case)
    plan = part_d_layer(entry, draft)
    return [plan] if level is None else [plan, extra_help_layer(level, entry, draft)]


def _advantage_drugs(plan: MedicareAdvantage, draft: Draft) -> list[Layer]:
    """The drug side of a Medicare Advantage plan: a yearly cap of its own."""
    if plan.includes_part_d is False or any(isinstance(entry, PartD) for entry in draft.case.coverage or ()):
        return []
    if plan.includes_part_d is None and plan.part_d is None:
        draft.assume(
            "includes_part_d",
            "Whether the Medicare Advantage plan includes drug coverage is not known; it is counted as included.",
            "Does the Medicare Advantage plan include drug coverage?",
        )
    drugs = plan.part_d or PartD(kind="part_d", name=f"{plan.name or 'Medicare Advantage'} drug coverage")
    dates = {"starts_on": drugs.starts_on or plan.starts_on, "ends_on": drugs.ends_on or plan.ends_on}
    return _drug_plan(drugs.model_copy(update=dates), draft)


def _medicaid(entry: Medicaid, draft: Draft) -> list[Layer]:
    beside_medicare = has_medicare(draft.case)
    layers: list[Layer] = [qmb_layer(entry, draft)] if entry.level in QMB_LEVELS else []
    if entry.level == "emergency":
        draft.warnings.append(
            Phrase("Emergency Medicaid pays for emergencies only; ask what it covers of this treatment.")
        )
        return layers
    if entry.level is None and beside_medicare:
        draft.assume(
            "medicaid_level",
            "Which help Medicaid gives beside Medicare is not known; it is counted as paying premiums only.",
            "Does Medicaid pay your Medicare deductibles and coinsurance (QMB or full Medicaid), or only the premium?",
        )
    if entry.level in FULL_LEVELS or (entry.level is None and not beside_medicare):
        layers.append(medicaid_layer(entry, draft, beside_medicare))
    return layers


def _tricare(entry: Tricare, draft: Draft) -> list[Layer]:
    if entry.plan == "for_life" or (entry.plan is None and has_medicare(draft.case)):
        return [tricare_for_life_layer(entry, draft), tricare_pharmacy_layer(entry, draft)]
    return [tricare_layer(entry, draft)]
