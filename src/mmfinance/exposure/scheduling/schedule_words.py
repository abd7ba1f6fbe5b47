"""The sentences of a schedule: what was assumed and what would settle it, what to mind, what may vary."""

from datetime import date

from mmfinance.case.vocabulary import Setting, TreatmentKind
from mmfinance.exposure.result import Assumption
from mmfinance.phrases import Phrase
from mmfinance.reference.care_path_files import CarePathFile, PlanningFile

_SITES = {Setting.OFFICE: "a doctor's office", Setting.OUTPATIENT_HOSPITAL: "a hospital's outpatient clinic"}
_KINDS = {
    TreatmentKind.BISPECIFIC: Phrase("bispecific antibody"),
    TreatmentKind.ANTIBODY: Phrase("antibody treatment"),
    TreatmentKind.CHEMOTHERAPY: Phrase("drug treatment at the clinic"),
    TreatmentKind.ORAL: Phrase("treatment with pills"),
    TreatmentKind.CELL_THERAPY: Phrase("CAR T-cell therapy"),
    TreatmentKind.TRANSPLANT: Phrase("stem cell transplant"),
    TreatmentKind.TRIAL: Phrase("clinical trial"),
    TreatmentKind.FOLLOW_UP: Phrase("kind of check-up"),
}
_FACTORS = {
    "follow_up_interval": "how often the follow-up tests come",
    "site_of_care": "whether visits are in a hospital's clinic or in a doctor's office",
    "step_up": "whether the first doses are given in hospital",
    "treatment_length": "how long the treatment goes on",
    "unplanned_visits": "how many unplanned visits come up",
    "weight": "the person's weight, which sets the dose",
    "price:provider_drug": "what the plan pays for drugs given in the clinic",
    "price:hospital": "what the plan pays hospitals",
    "price:office": "what the plan pays doctors",
    "price:laboratory": "what the plan pays for laboratory tests",
    "price:surgery_center": "what the plan pays surgery centers",
    "price:pharmacy": "what the plan pays for pharmacy drugs",
}


def no_care_path() -> Assumption:
    """No care path and no CAR-T date: nothing to count."""
    return Assumption(
        "no_care_path",
        Phrase("No treatment is chosen yet, so no treatment is counted."),
        Phrase("Which treatment is planned next?"),
        left_out=True,
    )


def care_path_not_known(kind: TreatmentKind, name: str) -> Assumption:
    """Only the kind of treatment was given: one of its care paths stands in. Letters say the sentence."""
    sentence = Phrase(
        "We do not know yet which {kind} it will be. {name} is counted, the middle one by cost. "
        "Low and high cover all.",
        kind=_KINDS[kind],
        name=Phrase(name),
    )
    return Assumption("care_path", sentence, Phrase("Which treatment is planned next?"))


def start_not_known(day: date) -> Assumption:
    """The start date was not given."""
    return Assumption(
        "start_date",
        Phrase("Treatment is taken to start on {day}.", day=day),
        Phrase("On which day does treatment start?"),
    )


def car_t_not_known(day: date) -> Assumption:
    """Follow-up counts from CAR-T, whose day was not given."""
    return Assumption(
        "car_t_date",
        Phrase("Follow-up is counted from {day}, as the day of the CAR-T infusion is not known.", day=day),
        Phrase("On which day were the CAR-T cells given?"),
    )


def site_not_known(setting: Setting) -> Assumption:
    """The site of care was not given; a hospital is named, or the price is the same at both."""
    return Assumption(
        "site_of_care",
        Phrase("Visits are taken to be in {site}.", site=Phrase(_SITES[setting])),
        Phrase("Is treatment given in a hospital's clinic or in a doctor's office?"),
    )


def site_drawn() -> Assumption:
    """The site of care was not given, and both are in the range."""
    return Assumption(
        "site_of_care",
        Phrase(
            "Visits may be in a hospital's outpatient clinic or in a doctor's office. We do not know which; each is "
            "counted half of the time."
        ),
        Phrase("Is treatment given in a hospital's clinic or in a doctor's office?"),
    )


def network_not_known() -> Assumption:
    """The network was not given."""
    return Assumption(
        "network",
        Phrase("The place of treatment is taken to be in the plan's network."),
        Phrase("Is the place of treatment in your plan's network?"),
    )


def weight_not_known(planning: PlanningFile) -> Assumption:
    """The dose goes by weight, which was not given."""
    low, expected, high = planning.weight_kg
    return Assumption(
        "weight",
        Phrase(
            "Doses are for {expected} kg, with a span from {low} to {high} kg.", expected=expected, low=low, high=high
        ),
        Phrase("What is the person's weight?"),
    )


def height_not_known(planning: PlanningFile) -> Assumption:
    """The dose goes by body surface, and the height was not given."""
    return Assumption(
        "height",
        Phrase(
            "Doses by body surface take {area} square metres at {weight} kg.",
            area=planning.body_surface_m2,
            weight=planning.weight_kg[1],
        ),
        Phrase("How tall is the person?"),
    )


def step_up_not_known(path: CarePathFile) -> Assumption:
    """Whether the first doses are given in hospital was not given."""
    what = path.step_up.what if path.step_up else ""
    share = round((path.step_up.inpatient_share if path.step_up else 0) * 100)
    return Assumption(
        "step_up_setting",
        Phrase(
            "{what}: in hospital for about {share} of 100 people, else in the clinic; both are in the range.",
            what=what,
            share=share,
        ),
        Phrase("{what}: in hospital or in the clinic?", what=what),
    )


def later_not_known(path: CarePathFile) -> Assumption:
    """The less frequent later schedule is not counted unless the case asks for it."""
    later = next((entry for phase in path.phases for entry in phase.later), None)
    condition = later.depends_on if later else ""
    return Assumption(
        "later_phases",
        Phrase(
            "The more frequent schedule is counted throughout. A less frequent one may follow ({condition}).",
            condition=condition,
        ),
        Phrase("Does the team plan a less frequent schedule later?"),
    )


def coverage_not_known() -> Assumption:
    """No coverage was given."""
    return Assumption(
        "price_level",
        Phrase(
            "Without coverage on file, prices are what commercial plans pay on average; a hospital's bill may be "
            "higher."
        ),
        Phrase("What insurance does the person have?"),
    )


def commercial_level() -> Assumption:
    """Commercial prices are Medicare's amounts times published average ratios."""
    return Assumption(
        "commercial_prices",
        Phrase(
            "Prices are Medicare's amounts times what commercial plans paid on average in 2022 (RAND); hospitals "
            "dispute these averages."
        ),
        Phrase("Is there a cost estimate from the hospital or the plan?"),
    )


def commercial_office() -> Assumption:
    """For office and laboratory services no ratio was found."""
    return Assumption(
        "commercial_office_prices",
        Phrase(
            "For doctors' fees commercial plans are taken to pay 1.0 to 1.4 times Medicare's amount, for laboratory "
            "tests the same as Medicare; no published ratio was found."
        ),
    )


def may_stop(planning: PlanningFile) -> Assumption:
    """Treatment may stop before the horizon ends."""
    return Assumption(
        "treatment_length",
        Phrase(
            "In {share} of 100 draws treatment stops early, from day {day} on; this is a planning rule, no study "
            "stands behind it.",
            share=round(planning.stops_early_chance * 100),
            day=planning.stops_early_from_day,
        ),
    )


def already_begun(begun: date, start: date) -> Phrase:
    """Treatment began before the horizon."""
    return Phrase("Treatment began on {begun}; only what comes from {start} on is counted.", begun=begun, start=start)


def off_label(path: CarePathFile) -> Phrase:
    """The option is not approved for myeloma."""
    return Phrase(
        "{name} is not approved for myeloma; a plan may refuse it unless a listed compendium supports it.",
        name=path.name,
    )


def services_left_out(count: int) -> Phrase:
    """Own services that lie outside the horizon."""
    if count == 1:
        return Phrase("1 service lies outside the months counted and was left out.")
    return Phrase("{count} services lie outside the months counted and were left out.", count=count)


def factor(name: str) -> Phrase:
    """Say in a few words what a factor is."""
    if name.startswith("chance:"):
        what = name.removeprefix("chance:").replace("_", " ")
        return Phrase("whether this happens: {what}", what=what)
    return Phrase(_FACTORS.get(name, name.replace("_", " ")))
