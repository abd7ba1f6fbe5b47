"""What a case would cost with the coverage that is not sure, beside the amount that is expected without it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from mmfinance.case.coverage import AnyCoverage, Va
from mmfinance.case.coverage_not_sure import entries_not_sure, sets_that_can_be_had, with_coverage
from mmfinance.case.model import Case
from mmfinance.exposure.benefits.coverage_stack import build_stack
from mmfinance.exposure.benefits.not_sure import NOT_SURE
from mmfinance.exposure.benefits.open_terms import on_lanes, open_factors
from mmfinance.exposure.benefits.payer_order import has_medicare
from mmfinance.exposure.outcome import Outcome, bounded, outcome
from mmfinance.exposure.result import Uncapped
from mmfinance.exposure.scheduling.draws import uniforms
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.phrases import Phrase


@dataclass(frozen=True)
class WithMore:
    """The same case with more coverage, once for every largest set of it that can be had; none where all is sure.

    `most` are runs of them with every unknown price as high as can be; `bounded` is false where one has no bound.
    """

    runs: tuple[Outcome, ...] = ()
    most: tuple[Outcome, ...] = ()
    bounded: bool = True


def with_more_coverage(case: Case, months: int, draws: int, seed: int) -> WithMore:
    """Run a case with the coverage that is not sure, drawn as the case itself is."""
    told = [one for entries in sets_that_can_be_had(case) for one in _had(case, entries)]
    runs = tuple(_run(one, months, draws, seed) for one in told)
    priced = [
        bounded(one, run, run.shares.stack) for one, run in zip(told, runs, strict=True) if run.schedule.price_unknown
    ]
    most = tuple(one for one in priced if one is not None)
    return WithMore(runs, most, len(most) == len(priced))


def at_stake(case: Case, expected: Outcome, months: int) -> Mapping[str, int]:
    """Cents that each coverage which is not sure would change by itself, by the name of its assumption."""
    return {
        f"{NOT_SURE}{entry.kind}": max(
            abs(_care(_run(one, months, 1, 0)) - _care(expected)) for one in _had(case, (entry,))
        )
        for entry in entries_not_sure(case)
    }


def uncapped_so_far(uncapped: Sequence[Uncapped], more: WithMore) -> Iterator[Uncapped]:
    """Spending that no limit stops, and where coverage that is not sure would set a limit, that it may."""
    always = reduce(
        lambda found, run: found & {one.sentence for one in run.shares.stack.uncapped},
        more.runs,
        {one.sentence for one in uncapped},
    )
    for one in uncapped:
        yield one if one.sentence in always else replace(one, sentence=_unless(one.sentence))


def _unless(sentence: str) -> Phrase:
    may = Phrase("More insurance, if you have it, may set one.")
    return Phrase("{first} {second}", first=sentence, second=may)


def _had(case: Case, entries: tuple[AnyCoverage, ...]) -> Iterator[Case]:
    """The case with these coverages, of which nothing is known but the kind: with all that they can pay.

    Medicaid beside Medicare can pay what Medicare leaves, and not only premiums, as is counted where its level is not
    told. VA pays alone where it treats the person itself, and else nothing: that is both.
    """
    beside_medicare = has_medicare(with_coverage(case, entries))
    for treated in (False, True) if any(isinstance(one, Va) for one in entries) else (False,):
        level = {"level": "qmb_plus"} if beside_medicare else {}
        updates: Mapping[str, Mapping[str, Any]] = {"medicaid": level, "va": {"treated_at_va": treated}}
        yield with_coverage(case, tuple(one.model_copy(update=updates.get(one.kind, {})) for one in entries))


def _run(case: Case, months: int, draws: int, seed: int) -> Outcome:
    schedule = build_schedule(case, months)
    stack = build_stack(case, schedule.horizon.start, schedule.horizon.end)
    lanes = stack if draws == 1 else on_lanes(stack, uniforms(open_factors(stack), draws, seed))
    return outcome(case, schedule, lanes, draws, seed)


def _care(found: Outcome) -> int:
    return int(found.shares.patient_pays.sum())
