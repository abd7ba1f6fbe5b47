"""Criteria on insurance: the classes a person has, and who pays for this drug."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field

from mmfinance.assistance.predicates.criterion import NOT_EMPTY, Criterion
from mmfinance.assistance.predicates.shapes import Flag, HasAll, HasAny, HasNone, WordIn
from mmfinance.assistance.vocabulary import DRUG_BENEFITS, INSURANCE_IMPLIES
from mmfinance.case.vocabulary import Benefit


def _one_of_the_classes(value: str) -> str:
    if value not in INSURANCE_IMPLIES:
        raise ValueError(f"expected an insurance class, one of {', '.join(INSURANCE_IMPLIES)}")
    return value


InsuranceClass = Annotated[
    str, AfterValidator(_one_of_the_classes), Field(json_schema_extra={"enum": list(INSURANCE_IMPLIES)})
]
Classes = Annotated[tuple[InsuranceClass, ...], NOT_EMPTY]


class InsuranceAnyOf(HasAny):
    """Has at least one of these kinds of insurance."""

    fact: ClassVar[str] = "insurance"
    insurance_any_of: Classes


class InsuranceAllOf(HasAll):
    """Has all of these kinds of insurance."""

    fact: ClassVar[str] = "insurance"
    insurance_all_of: Classes


class InsuranceNoneOf(HasNone):
    """Has none of these kinds of insurance."""

    fact: ClassVar[str] = "insurance"
    insurance_none_of: Classes


class _DrugPayer(Criterion):
    fact: ClassVar[str] = "medical_drug_payer"
    benefit: Benefit | None = Field(
        default=None, description="the side of the plan; otherwise the side that usually pays for the program's drugs"
    )

    def settle(self, program: Any, names: Mapping[str, str]) -> Self:
        if self.benefit is not None:
            return self
        sides = {DRUG_BENEFITS[drug] for drug in program.drugs or ()}
        return self.model_copy(update={"benefit": sides.pop() if len(sides) == 1 else Benefit.MEDICAL})

    def fact_name(self) -> str:
        return "pharmacy_drug_payer" if self.benefit is Benefit.PHARMACY else "medical_drug_payer"


class DrugPayerAnyOf(_DrugPayer, HasAny):
    """One of these pays for this drug."""

    drug_payer_any_of: Classes


class DrugPayerNoneOf(_DrugPayer, HasNone):
    """None of these pays for this drug."""

    drug_payer_none_of: Classes


class CoveredByPlan(Flag):
    """The person's plan pays for this drug (`true`), or does not (`false`)."""

    fact: ClassVar[str] = "covered_by_plan"
    covered_by_plan: bool


class InsurerDenied(Flag):
    """The insurer refused this treatment."""

    fact: ClassVar[str] = "insurer_denied"
    insurer_denied: bool


class AppealDenied(Flag):
    """The appeal was refused."""

    fact: ClassVar[str] = "appeal_denied"
    appeal_denied: bool


class CopayHelpAnyOf(WordIn):
    """How the plan treats a maker's copay help."""

    fact: ClassVar[str] = "copay_help_design"
    copay_help_any_of: tuple[Literal["counts", "accumulator", "maximizer"], ...]
