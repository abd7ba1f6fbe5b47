"""Spending that no plan limit stops, said as such."""

from collections.abc import Sequence

from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.benefits.terms import (
    MEDICAL,
    NO_LIMIT,
    OUTSIDE,
    PHARMACY,
    CeilingLayer,
    Layer,
    MedicareLayer,
    MedigapLayer,
    PlanLayer,
    SelfPayLayer,
)
from mmfinance.exposure.result import Uncapped
from mmfinance.phrases import Phrase

WHOLE = 10_000
NO_COVERAGE = "Without coverage no limit stops what you may be asked to pay."
NO_DRUG_PLAN = "Without a drug plan no limit stops what pharmacy drugs may cost you."
ORIGINAL_MEDICARE = "Original Medicare has no yearly limit: 20% of Part B services goes on without end."


def uncapped_spending(layers: Sequence[Layer]) -> tuple[Uncapped, ...]:
    """Name each layer of a stack whose spending has no yearly limit and no coverage behind it that stops it."""
    found: list[Uncapped] = []
    for layer in layers:
        if isinstance(layer, SelfPayLayer):
            found.append(Uncapped(layer.name, Phrase(NO_COVERAGE)))
        elif isinstance(layer, MedicareLayer) and not _gaps_filled(layers):
            found.append(Uncapped(layer.name, Phrase(ORIGINAL_MEDICARE)))
        elif isinstance(layer, PlanLayer):
            found += _open_routes(layer)
    if any(_is_medicare(layer) for layer in layers) and not any(_pays_drugs(layer) for layer in layers):
        found.append(Uncapped("Medicare", Phrase(NO_DRUG_PLAN)))
    return tuple(found)


def _gaps_filled(layers: Sequence[Layer]) -> bool:
    """Whether something behind Original Medicare limits what Parts A and B leave."""
    for layer in layers:
        if isinstance(layer, MedigapLayer) and (
            (layer.pays[3] == WHOLE).all() or (layer.yearly_limit < NO_LIMIT).all()
        ):
            return True
        if isinstance(layer, CeilingLayer) and layer.medical:
            return True
        if isinstance(layer, PlanLayer) and layer.medical and _limited(layer, MEDICAL):
            return True
    return False


def _open_routes(plan: PlanLayer) -> list[Uncapped]:
    if plan.kind is CoverageKind.VA:
        return []
    found = []
    if plan.terms.covered[len(plan.terms.covered) // 2 :].any() and not _limited(plan, OUTSIDE):
        found.append(Uncapped(plan.name, Phrase("Outside the network the plan states no yearly limit.")))
    if (plan.medical and not _limited(plan, MEDICAL)) or (plan.pharmacy and not _limited(plan, PHARMACY)):
        found.append(Uncapped(plan.name, Phrase("The plan states no yearly limit.")))
    return found


def _limited(plan: PlanLayer, route: int) -> bool:
    members = plan.counters.maximum_of[route, :, 0]
    return bool((plan.counters.limit[:, members] < NO_LIMIT).any(axis=1).all())


def _is_medicare(layer: Layer) -> bool:
    return layer.kind in (CoverageKind.MEDICARE, CoverageKind.MEDICARE_ADVANTAGE)


def _pays_drugs(layer: Layer) -> bool:
    return isinstance(layer, PlanLayer) and layer.pharmacy
