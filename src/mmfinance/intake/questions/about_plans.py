"""Questions about the terms of a plan: its yearly amounts first, then what else moves the estimate."""

from mmfinance.assistance.facts import fact
from mmfinance.intake.fields import PRIVATE, Field, covered_by
from mmfinance.intake.forms import amount, number, one_of, percent, yes_or_no
from mmfinance.intake.question import Option
from mmfinance.phrases import Phrase

_MEDICARE = ("medicare", "medicare_advantage")
_COMPANY = ("employer", "cobra", "marketplace")

PLAN_AMOUNTS = (
    amount(
        "plan_maximum",
        fact("plan_maximum").question,
        Field("out_of_pocket_maximum.individual", PRIVATE),
        likely=(300, 25000),
        help=Phrase(
            "It is called the out-of-pocket maximum. Take the amount for one person, in network. The plan's summary "
            "of benefits says it, and often the card."
        ),
        applies=covered_by(*PRIVATE),
        facts=("plan_maximum",),
        assumptions=("out_of_pocket_maximum",),
    ),
    amount(
        "plan_maximum_met",
        Phrase("How much of that have you paid so far this plan year?"),
        Field("out_of_pocket_maximum.met", PRIVATE),
        likely=(0, 25000),
        help=Phrase("Your last Explanation of Benefits (EOB) says it. So does the phone line on the card."),
        applies=covered_by(*PRIVATE),
        assumptions=("amounts_met",),
    ),
    amount(
        "deductible",
        Phrase("What is your plan's deductible for one person?"),
        Field("deductible.individual", PRIVATE),
        likely=(0, 12000),
        help=Phrase("You pay this much in a year before the plan pays. The card or the summary of benefits says it."),
        applies=covered_by(*_COMPANY),
        assumptions=("deductible",),
    ),
    amount(
        "deductible_met",
        Phrase("How much of the deductible have you paid so far this plan year?"),
        Field("deductible.met", PRIVATE),
        likely=(0, 12000),
        help=Phrase("Your last Explanation of Benefits (EOB) says it. So does the phone line on the card."),
        applies=covered_by(*_COMPANY),
        assumptions=("amounts_met",),
    ),
)

_MONTHS = tuple(
    Option(f"{number:02d}-01", name)
    for number, name in enumerate(
        (
            Phrase("January"),
            Phrase("February"),
            Phrase("March"),
            Phrase("April"),
            Phrase("May"),
            Phrase("June"),
            Phrase("July"),
            Phrase("August"),
            Phrase("September"),
            Phrase("October"),
            Phrase("November"),
            Phrase("December"),
        ),
        start=1,
    )
)
_DESIGNS = (
    Option("counts", Phrase("It counts")),
    Option("accumulator", Phrase("It does not count (accumulator)")),
    Option("maximizer", Phrase("It is spread over the year (maximizer)")),
)

PLAN_DETAILS = (
    one_of(
        "plan_year_start",
        Phrase("In which month does your plan year start?"),
        Field("plan_year_start", PRIVATE),
        _MONTHS,
        help=Phrase("In that month the deductible starts again. For most plans it is January."),
        applies=covered_by(*_COMPANY),
        assumptions=("plan_year_start", "next_plan_year"),
    ),
    percent(
        "coinsurance",
        Phrase("After the deductible, which percent do you pay?"),
        Field("coinsurance", PRIVATE),
        help=Phrase("It is called coinsurance, such as 20 percent. The summary of benefits says it."),
        applies=covered_by(*PRIVATE),
        assumptions=("coinsurance",),
    ),
    yes_or_no(
        "self_funded",
        Phrase("Does the employer pay the bills of the plan itself?"),
        Field("self_funded", ("employer", "cobra")),
        help=Phrase("That is a self-funded plan. The people who run the benefits at work (HR) know."),
        applies=covered_by("employer", "cobra"),
        facts=("insurance", "medical_drug_payer", "pharmacy_drug_payer"),
    ),
    yes_or_no(
        "active_employment",
        Phrase("Is this plan from a job that is still done now?"),
        Field("active_employment", ("employer",)),
        help=Phrase("With Medicare too, this says which one pays first."),
        applies=lambda case: covered_by("employer")(case) and covered_by(*_MEDICARE)(case),
    ),
    one_of(
        "copay_help",
        fact("copay_help_design").question,
        Field("copay_help", _COMPANY),
        _DESIGNS,
        help=Phrase("Call the number on the card and ask."),
        applies=covered_by(*_COMPANY),
        facts=("copay_help_design",),
    ),
    amount(
        "premium",
        Phrase("What do you pay for your plan each month?"),
        Field("premium_monthly", PRIVATE),
        likely=(0, 3000),
        help=Phrase("This is the premium. For a plan from work, look at the pay stub."),
        applies=covered_by(*PRIVATE),
        assumptions=("coverage[0].premium_monthly",),
    ),
    amount(
        "part_d_deductible",
        Phrase("What is the deductible of your drug plan?"),
        Field("deductible", ("part_d",)),
        likely=(0, 1000),
        applies=covered_by("part_d"),
        assumptions=("part_d_deductible",),
    ),
    amount(
        "part_d_spent",
        Phrase("How much have you paid for drugs under your drug plan this year?"),
        Field("out_of_pocket_met", ("part_d",)),
        likely=(0, 10000),
        help=Phrase("The drug plan sends a letter each month that says it."),
        applies=covered_by("part_d"),
        assumptions=("amounts_met",),
    ),
    one_of(
        "tricare_group",
        Phrase("When did the service member first join?"),
        Field("group", ("tricare",)),
        (Option("A", Phrase("Before 2018")), Option("B", Phrase("In 2018 or later"))),
        applies=covered_by("tricare"),
        assumptions=("tricare_group",),
    ),
    one_of(
        "tricare_sponsor",
        Phrase("Is the service member on active duty or retired?"),
        Field("sponsor", ("tricare",)),
        (Option("active_duty", Phrase("On active duty")), Option("retired", Phrase("Retired"))),
        applies=covered_by("tricare"),
        assumptions=("tricare_group",),
    ),
    number(
        "va_priority_group",
        Phrase("What is your VA priority group, from 1 to 8?"),
        Field("priority_group", ("va",)),
        likely=(1, 8),
        help=Phrase("Your VA letter says it, or call 877-222-8387."),
        applies=covered_by("va"),
        assumptions=("va_copays",),
    ),
)
