"""The sentences of a schedule: what was assumed and what would settle it, what to mind, what may vary."""

from datetime import date

from mmfinance.case.vocabulary import Setting
from mmfinance.exposure.result import Assumption
from mmfinance.reference.care_path_files import CarePathFile, PlanningFile

_SITES = {Setting.OFFICE: "a doctor's office", Setting.OUTPATIENT_HOSPITAL: "a hospital's outpatient clinic"}
_FACTORS = {
    "follow_up_interval": "how often the follow-up tests come",
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
        "No treatment is chosen yet, so no treatment is counted.",
        "Which treatment is planned next?",
    )


def start_not_known(day: date) -> Assumption:
    """The start date was not given."""
    return Assumption(
        "start_date", f"Treatment is taken to start on {day.isoformat()}.", "On which day does treatment start?"
    )


def car_t_not_known(day: date) -> Assumption:
    """Follow-up counts from CAR-T, whose day was not given."""
    return Assumption(
        "car_t_date",
        f"Follow-up is counted from {day.isoformat()}, as the day of the CAR-T infusion is not known.",
        "On which day were the CAR-T cells given?",
    )


def site_not_known(setting: Setting) -> Assumption:
    """The site of care was not given."""
    return Assumption(
        "site_of_care",
        f"Visits are taken to be in {_SITES[setting]}.",
        "Is treatment given in a hospital's clinic or in a doctor's office?",
    )


def network_not_known() -> Assumption:
    """The network was not given."""
    return Assumption(
        "network", "The place of treatment is taken to be in the plan's network.", "Is it in the plan's network?"
    )


def weight_not_known(planning: PlanningFile) -> Assumption:
    """The dose goes by weight, which was not given."""
    low, expected, high = planning.weight_kg
    return Assumption(
        "weight", f"Doses are for {expected} kg, with a span from {low} to {high} kg.", "What is the person's weight?"
    )


def height_not_known(planning: PlanningFile) -> Assumption:
    """The dose goes by body surface, and the height was not given."""
    return Assumption(
        "height",
        f"Doses by body surface take {planning.body_surface_m2} square metres at {planning.weight_kg[1]} kg.",
        "How tall is the person?",
    )


def step_up_not_known(path: CarePathFile) -> Assumption:
    """Whether the first doses are given in hospital was not given."""
    what = path.step_up.what if path.step_up else ""
    share = round((path.step_up.inpatient_share if path.step_up else 0) * 100)
    return Assumption(
        "step_up_setting",
        f"{what}: in hospital for about {share} of 100 people, else in the clinic; both are in the range.",
        f"{what}: in hospital or in the clinic?",
    )


def later_not_known(path: CarePathFile) -> Assumption:
    """The less frequent later schedule is not counted unless the case asks for it."""
    later = next((entry for phase in path.phases for entry in phase.later), None)
    condition = later.depends_on if later else ""
    return Assumption(
        "later_phases",
        f"The more frequent schedule is counted throughout. A less frequent one may follow ({condition}).",
        "Does the team plan a less frequent schedule later?",
    )


def coverage_not_known() -> Assumption:
    """No coverage was given."""
    return Assumption(
        "price_level",
        "Without coverage on file, prices are what commercial plans pay on average; a hospital's bill may be higher.",
        "What insurance does the person have?",
    )


def commercial_level() -> Assumption:
    """Commercial prices are Medicare's amounts times published average ratios."""
    return Assumption(
        "commercial_prices",
        "Prices are Medicare's amounts times what commercial plans paid on average in 2022 (RAND); hospitals dispute "
        "these averages.",
        "Is there a cost estimate from the hospital or the plan?",
    )


def commercial_office() -> Assumption:
    """For office and laboratory services no ratio was found."""
    return Assumption(
        "commercial_office_prices",
        "For doctors' fees commercial plans are taken to pay 1.0 to 1.4 times Medicare's amount, for laboratory tests "
        "the same as Medicare; no published ratio was found.",
    )


def may_stop(planning: PlanningFile) -> Assumption:
    """Treatment may stop before the horizon ends."""
    return Assumption(
        "treatment_length",
        f"In {round(planning.stops_early_chance * 100)} of 100 draws treatment stops early, from day "
        f"{planning.stops_early_from_day} on; this is a planning rule, no study stands behind it.",
    )


def already_begun(begun: date, start: date) -> str:
    """Treatment began before the horizon."""
    return f"Treatment began on {begun.isoformat()}; only what comes from {start.isoformat()} on is counted."


def off_label(path: CarePathFile) -> str:
    """The option is not approved for myeloma."""
    return f"{path.name} is not approved for myeloma; a plan may refuse it unless a listed compendium supports it."


def services_left_out(count: int) -> str:
    """Own services that lie outside the horizon."""
    what = "1 service lies" if count == 1 else f"{count} services lie"
    return f"{what} outside the months counted and were left out."


def factor(name: str) -> str:
    """Say in a few words what a factor is."""
    if name.startswith("chance:"):
        return f"whether this happens: {name.removeprefix('chance:').replace('_', ' ')}"
    return _FACTORS.get(name, name.replace("_", " "))
