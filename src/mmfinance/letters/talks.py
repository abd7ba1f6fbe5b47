"""What helps two talks: the call to the insurer and the visit with the care team."""

from dataclasses import dataclass

from mmfinance.assistance.result import Step
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.result import Range, Swing
from mmfinance.letters.situation import Situation

MOST_SWINGS = 4
MOST_STEPS = 5


@dataclass(frozen=True)
class Plan:
    """One plan to call: name, payer, phone on the card."""

    name: str | None
    payer: str | None
    phone: str | None


@dataclass(frozen=True)
class InsurerQuestions:
    """The variables of the call script."""

    plans: tuple[Plan, ...]


def insurer_questions(situation: Situation) -> InsurerQuestions:
    """Gather the plans to call."""
    plans = (Plan(entry.name, entry.payer, entry.payer_phone) for entry in situation.case.coverage or ())
    return InsurerQuestions(tuple(plan for plan in plans if plan.name or plan.payer or plan.phone))


@dataclass(frozen=True)
class Option:
    """One treatment option beside the others. Amounts are cents."""

    care_path: str | None
    total: Range
    groups: dict[CostGroup, Range]
    not_counted: tuple[CostGroup, ...]

    @property
    def cost_known(self) -> bool:
        """Whether anything of the cost is known."""
        return len(self.not_counted) < len(CostGroup)


@dataclass(frozen=True)
class TeamSummary:
    """The variables of the one page for the visit."""

    months: int
    options: tuple[Option, ...]
    uncapped: tuple[str, ...]
    swings: tuple[Swing, ...]
    steps: tuple[Step, ...]
    left_if_guaranteed: int
    left_if_likely: int


def team_summary(situation: Situation) -> TeamSummary:
    """Gather the page for the visit: options side by side, what moves the cost, and the first steps."""
    estimate = situation.estimate
    return TeamSummary(
        months=estimate.horizon.months,
        options=tuple(
            Option(_in_words(each.care_path), each.total, dict(each.by_group), each.not_counted)
            for each in (estimate, *situation.alternatives)
        ),
        uncapped=tuple(entry.sentence for entry in estimate.uncapped),
        swings=estimate.swings[:MOST_SWINGS],
        steps=situation.plan.steps[:MOST_STEPS],
        left_if_guaranteed=situation.plan.left_if_guaranteed,
        left_if_likely=situation.plan.left_if_likely,
    )


def _in_words(care_path: str | None) -> str | None:
    """A care path's id as it is read: the drugs it names, or CAR T-cell therapy."""
    if care_path is None:
        return None
    words = care_path.replace("car_t", "CAR T-cell therapy").replace("_", " ")
    return words[:1].upper() + words[1:]
