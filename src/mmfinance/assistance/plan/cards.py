"""What makers' cards do inside a plan that does not count them: the estimate is made again with the cards held."""

from collections.abc import Callable, Iterable, Sequence

from mmfinance.assistance.plan.candidates import is_maker_card
from mmfinance.assistance.program import Program
from mmfinance.case.coverage import PrivatePlan
from mmfinance.case.model import Case, HeldHelp
from mmfinance.exposure.result import Estimate

NOT_COUNTED = ("accumulator", "maximizer")

Estimator = Callable[[Case], Estimate]


def estimate_with_cards(
    case: Case, planned: Iterable[Program], estimate: Estimate, again: Estimator | None = None
) -> tuple[Estimate, frozenset[str]] | None:
    """Estimate the case once more with the planned cards held, where the plan has an accumulator or a maximizer.

    What a card pays then does not count toward the deductible and the maximum, so bills may come back later in the
    year. Returns the new estimate and the ids of the cards in it; None where no card is held or the plan counts it.
    `again` has to draw as the first estimate did; the default draws as `estimate` does unless told.
    """
    if not any(isinstance(entry, PrivatePlan) and entry.copay_help in NOT_COUNTED for entry in case.coverage or ()):
        return None
    held = [one for program in planned if is_maker_card(program) for one in _held(program, estimate)]
    if not held:
        return None
    told = case.model_copy(update={"help_already_held": (*(case.help_already_held or ()), *held)})
    return (again or _like(estimate))(told), frozenset(one.program for one in held if one.program)


def _held(program: Program, estimate: Estimate) -> Sequence[HeldHelp]:
    """The card as help held for the drug of the estimate that costs the patient most; none where no amount is known."""
    cost: dict[str, int] = {}
    for share in estimate.services:
        drug = share.service.drug
        if drug and drug in (program.drugs or ()):
            cost[drug] = cost.get(drug, 0) + share.deductible + share.copay + share.coinsurance
    if not cost or program.award.at_most is None:
        return ()
    drug = max(cost, key=lambda name: (cost[name], name))
    return (HeldHelp.model_construct(program=program.id, state="granted", amount=program.award.at_most, drug=drug),)


def _like(estimate: Estimate) -> Estimator:
    from mmfinance.exposure.estimate import estimate as estimate_case

    return lambda told: estimate_case(told, estimate.horizon.months)
