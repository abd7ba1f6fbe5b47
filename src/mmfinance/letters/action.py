"""What the action letter says: every value its templates may use, taken from the estimate, the matches and the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mmfinance.assistance.program import Program
from mmfinance.assistance.result import (
    Availability,
    Deadline,
    MatchResult,
    Paper,
    Plan,
    ProgramMatch,
    Source,
    Step,
    Verdict,
)
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.benefits.not_sure import NOT_SURE
from mmfinance.exposure.estimate import FIGURE_STANDS_IN, PRICE_UNKNOWN_BOUNDED, PRICE_UNKNOWN_UNBOUNDED
from mmfinance.exposure.result import Estimate, Horizon, Range
from mmfinance.letters.charts import Chart, monthly_charts
from mmfinance.letters.envelope import address_lines
from mmfinance.letters.printed_sources import printed_source
from mmfinance.letters.situation import Situation
from mmfinance.phrases import Phrase

MOST_STEPS = 7
MOST_PAPERS = 8
MOST_DATES = 3
MOST_RULED_OUT = 4
MOST_QUESTIONS = 3
MOST_SOURCES = 5
MOST_GUESSED = 3
MOST_NOT_SURE = 3
MOST_WARNINGS = 3

_MONEY_AND_COVERAGE = {
    "annual_income",
    "countable_resources",
    "insurance",
    "medical_drug_payer",
    "pharmacy_drug_payer",
}
"""The facts whose rules are worth a line when they rule a program out."""

Ask = Literal["open", "fit", "how"]
"""What to ask before an application: if the program is open, if the person fits, or only how to apply."""


@dataclass(frozen=True)
class RuledOut:
    """A program that does not fit now, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class SourceLine:
    """Where a program's rules were read, and when."""

    name: str
    title: str
    url: str | None
    checked_on: date | None


@dataclass(frozen=True)
class ActionLetter:
    """The variables of the action templates. Amounts are cents; the filters of the templates write them."""

    name: str | None
    address: tuple[str, ...]
    horizon: Horizon
    total: Range
    groups: tuple[tuple[CostGroup, Range], ...]
    not_counted: tuple[CostGroup, ...]
    premiums: Range | None
    more_premiums: bool
    left_if_guaranteed: int
    left_if_likely: int
    charts: tuple[Chart, ...]
    uncapped: tuple[str, ...]
    not_sure: tuple[str, ...]
    price_unknown: tuple[str, ...]
    price_unbounded: bool
    treatment_assumed: str | None
    guessed: tuple[str, ...]
    warnings: tuple[str, ...]
    uses_older_figures: bool
    steps: tuple[Step, ...]
    ask_first: Mapping[str, Ask]
    sent_by: Mapping[int, str]
    papers: tuple[Paper, ...]
    dates: tuple[Deadline, ...]
    ruled_out: tuple[RuledOut, ...]
    more_ruled_out: int
    questions: tuple[str, ...]
    sources: tuple[SourceLine, ...]

    @property
    def cost_known(self) -> bool:
        """Whether anything of the cost is known."""
        return len(self.not_counted) < len(CostGroup)


def action_letter(situation: Situation) -> ActionLetter:
    """Gather what the action letter says about one case. Nothing is computed here: order and amounts are the plan's."""
    estimate, matches, plan, programs = situation.estimate, situation.matches, situation.plan, situation.programs
    ruled_out = _ruled_out(matches, plan, programs)
    steps = plan.steps[:MOST_STEPS]
    return ActionLetter(
        name=situation.case.patient.name,
        address=address_lines(situation.case),
        horizon=estimate.horizon,
        total=estimate.total,
        groups=tuple((group, estimate.by_group[group]) for group in CostGroup if group in estimate.by_group),
        not_counted=estimate.not_counted,
        premiums=estimate.premiums,
        more_premiums=_more_premiums(estimate),
        left_if_guaranteed=plan.left_if_guaranteed,
        left_if_likely=plan.left_if_likely,
        charts=monthly_charts(estimate.by_month),
        uncapped=tuple(entry.sentence for entry in estimate.uncapped),
        not_sure=_asked(estimate, of_not_sure=True)[:MOST_NOT_SURE],
        price_unknown=estimate.price_unknown,
        price_unbounded=PRICE_UNKNOWN_UNBOUNDED in map(_template, estimate.warnings),
        treatment_assumed=_treatment_assumed(estimate),
        guessed=_asked(estimate, of_not_sure=False)[:MOST_GUESSED],
        warnings=_warnings(estimate)[:MOST_WARNINGS],
        uses_older_figures=any(figure.fallback for figure in estimate.figures_used),
        steps=steps,
        ask_first=_ask_first(steps, matches),
        sent_by={step.order: step.who for step in steps if not step.you_can_send},
        papers=plan.papers[:MOST_PAPERS],
        dates=plan.deadlines[:MOST_DATES],
        ruled_out=ruled_out[:MOST_RULED_OUT],
        more_ruled_out=max(len(ruled_out) - MOST_RULED_OUT, 0),
        questions=tuple(fact.question for fact in matches.missing[:MOST_QUESTIONS]),
        sources=_sources(steps, matches, programs)[:MOST_SOURCES],
    )


def _more_premiums(estimate: Estimate) -> bool:
    """Whether a premium is due that is not known, so that the known ones are not all."""
    return any(one.left_out and one.name.endswith("premium_monthly") for one in estimate.assumptions)


def _treatment_assumed(estimate: Estimate) -> str | None:
    """Which treatment stands in for all of its kind, in a sentence; None where a treatment is told, or none at all."""
    named = (one.sentence for one in estimate.assumptions if one.name == "care_path")
    return next(named, None) if estimate.care_path_assumed else None


def _asked(estimate: Estimate, *, of_not_sure: bool) -> tuple[str, ...]:
    """The questions about coverage that is not sure, or the others whose answers would replace a guess."""
    asked = [each for each in estimate.assumptions if each.name.startswith(NOT_SURE) is of_not_sure]
    return tuple(dict.fromkeys(each.question for each in asked if each.question))


def _warnings(estimate: Estimate) -> tuple[str, ...]:
    """The warnings for a reader: those about figures and prices are said in sentences of their own."""
    own = (FIGURE_STANDS_IN, PRICE_UNKNOWN_BOUNDED, PRICE_UNKNOWN_UNBOUNDED)
    return tuple(warning for warning in estimate.warnings if _template(warning) not in own)


def _template(sentence: str) -> str:
    return sentence.template if isinstance(sentence, Phrase) else sentence


def _ruled_out(matches: MatchResult, plan: Plan, programs: Mapping[str, Program]) -> tuple[RuledOut, ...]:
    excluded = [RuledOut(programs[program_id].name, why) for program_id, why in plan.excluded]
    named = {program_id for program_id, _ in plan.excluded}
    ineligible = [
        match for match in matches.programs if match.verdict is Verdict.INELIGIBLE and match.program_id not in named
    ]
    nearest = [RuledOut(programs[match.program_id].name, _why_not(match)) for match in sorted(ineligible, key=_misfit)]
    return tuple(entry for entry in excluded + nearest if entry.why)


def _misfit(match: ProgramMatch) -> tuple[bool, int, int]:
    """What a person would ask about comes first: ruled out by money or coverage alone, few rules broken, many met.

    A program for another drug, another state or another age is not missed by anybody.
    """
    broken = [reason.fact for reason in match.reasons if reason.met is False]
    met = sum(reason.met is True for reason in match.reasons)
    return not set(broken) <= _MONEY_AND_COVERAGE, len(broken), -met


def _why_not(match: ProgramMatch) -> str:
    return next((reason.sentence for reason in match.reasons if reason.met is False), "")


def _ask_first(steps: tuple[Step, ...], matches: MatchResult) -> dict[str, Ask]:
    """What to ask first, by program; a program known to be open (as a right always is) is not asked whether it is."""
    by_id = {match.program_id: match for match in matches.programs}
    asked = [by_id[step.program_id] for step in steps if step.call_first and step.program_id in by_id]
    return {match.program_id: _what_to_ask(match) for match in asked}


def _what_to_ask(match: ProgramMatch) -> Ask:
    if match.availability is not Availability.OPEN:
        return "open"
    return "how" if match.verdict is Verdict.ELIGIBLE else "fit"


def _sources(steps: tuple[Step, ...], matches: MatchResult, programs: Mapping[str, Program]) -> tuple[SourceLine, ...]:
    by_id = {match.program_id: match for match in matches.programs}
    lines = dict[Source, SourceLine]()
    for step in steps:
        match = by_id.get(step.program_id or "")
        program = programs[match.program_id] if match else None
        if match and program and (source := printed_source(program, match)):
            lines.setdefault(source, SourceLine(program.name, source.title, source.url, source.checked_on))
    return tuple(lines.values())
