"""All coverage of a case as one stack of terms, in the order in which they pay."""

from dataclasses import dataclass
from datetime import date

from mmfinance.case.coverage import (
    AnyCoverage,
    Cobra,
    Employer,
    Marketplace,
    Medicare,
    MedicareAdvantage,
    PartD,
)
from mmfinance.case.model import Case
from mmfinance.exposure.benefits.draft import Draft
from mmfinance.exposure.benefits.original_medicare import medicare_layer
from mmfinance.exposure.benefits.part_d import part_d_layer
from mmfinance.exposure.benefits.private import private_layer
from mmfinance.exposure.result import Assumption, Uncapped
from mmfinance.exposure.terms import Layer, MedigapLayer


@dataclass(frozen=True)
class Stack:
    """The layers in payer order, and what entered them: assumptions, figures (name, day), uncapped spending, warnings."""

    layers: tuple[Layer, ...]
    assumptions: tuple[Assumption, ...] = ()
    figures_used: tuple[tuple[str, date], ...] = ()
    uncapped: tuple[Uncapped, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def medigap(self) -> MedigapLayer | None:
        """The Medigap policy, if there is one."""
        return next((layer for layer in self.layers if isinstance(layer, MedigapLayer)), None)


def build_stack(case: Case, start: date, end: date) -> Stack:
    """Turn a case's coverage into terms for services from `start` to `end`, in payer order.

    Raises BrokenData when a figure that a rule needs is not in the reference data.
    """
    draft = Draft(case, start, end)
    layers = tuple(layer for entry in case.coverage or () for layer in _layers(entry, draft))
    return Stack(
        layers, tuple(draft.assumptions), tuple(draft.figures), tuple(draft.uncapped), tuple(draft.warnings)
    )


def _layers(entry: AnyCoverage, draft: Draft) -> list[Layer]:
    if isinstance(entry, Employer | Cobra | Marketplace | MedicareAdvantage):
        return [private_layer(entry, draft)]
    if isinstance(entry, Medicare):
        return [medicare_layer(entry, draft)]
    if isinstance(entry, PartD):
        return [part_d_layer(entry, draft)]
    return []
