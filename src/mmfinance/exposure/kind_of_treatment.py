"""A treatment of which only the kind is known: every care path of the kind is counted, and the middle one stands in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import TreatmentKind
from mmfinance.exposure.report.sensitivity import ASKED_FIRST, widest_first
from mmfinance.exposure.result import Assumption, Estimate, Period, Range, Swing
from mmfinance.exposure.scheduling.schedule_words import care_path_not_known
from mmfinance.phrases import Phrase
from mmfinance.reference.care_paths import care_path, care_paths_of

T = TypeVar("T")


def each_of_its_kind(case: Case) -> tuple[Case, ...]:
    """The case on every care path of the kind it tells; none where a care path or a list of services is told."""
    treatment = case.treatment
    if treatment.kind is None or treatment.care_path is not None or case.services is not None:
        return ()
    return tuple(_on(case, identifier) for identifier in care_paths_of(treatment.kind))


def in_the_middle(found: Sequence[T], cost: Callable[[T], int]) -> T:
    """The one that costs no less than half of the others do; of two in the middle the dearer one."""
    return sorted(found, key=cost)[len(found) // 2]


def standing_in(found: Sequence[Estimate], kind: TreatmentKind) -> Estimate:
    """The estimate in the middle, with low and high that span all of the kind, and what was assumed said by name."""
    middle = in_the_middle(found, lambda one: one.total.expected)
    name = care_path(middle.care_path).name if middle.care_path else ""
    assumed = care_path_not_known(kind, name)
    return replace(
        middle,
        care_path_assumed=True,
        total=_span([one.total for one in found], middle.total),
        by_group={
            group: _span([one.by_group[group] for one in found], span) for group, span in middle.by_group.items()
        },
        by_month=_periods([one.by_month for one in found], middle.by_month),
        by_plan_year=_periods([one.by_plan_year for one in found], middle.by_plan_year),
        price_unknown=tuple(dict.fromkeys(name for one in found for name in one.price_unknown)),
        assumptions=_asked_early(assumed, middle.assumptions),
        swings=_with_swing(assumed, [one.total.expected for one in found], middle.swings),
        warnings=tuple(dict.fromkeys(warning for one in (middle, *found) for warning in one.warnings)),
    )


def _on(case: Case, identifier: str) -> Case:
    return case.model_copy(update={"treatment": case.treatment.model_copy(update={"care_path": identifier})})


def _span(each: Sequence[Range], middle: Range) -> Range:
    return Range(min(one.low for one in each), middle.expected, max(one.high for one in each))


def _periods(each: Sequence[tuple[Period, ...]], middle: tuple[Period, ...]) -> tuple[Period, ...]:
    """Months or plan years, which are the same for all: coverage and first day do not hang on the care path."""
    return tuple(
        Period(
            period.label,
            _span([one.total for one in same], period.total),
            {group: _span([one.by_group[group] for one in same], span) for group, span in period.by_group.items()},
        )
        for period, *same in zip(middle, *each, strict=True)
    )


def _asked_early(assumed: Assumption, others: tuple[Assumption, ...]) -> tuple[Assumption, ...]:
    """What is asked first: the coverage, then the treatment."""
    first = tuple(one for one in others if one.name == ASKED_FIRST)
    return (*first, assumed, *(one for one in others if one.name != ASKED_FIRST))


def _with_swing(assumed: Assumption, expected: Sequence[int], others: tuple[Swing, ...]) -> tuple[Swing, ...]:
    """How far the total moves with the care path: from the least to the most that one of them is expected to cost."""
    low, high = min(expected), max(expected)
    if low == high:
        return others
    sentence = Phrase("which treatment of its kind it will be")
    own = Swing(assumed.name, sentence, low, high, assumed.question)
    return widest_first((own, *others))
