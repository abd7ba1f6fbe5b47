"""The words that program files share: what help is, which costs it may pay, insurance classes, diseases and drugs."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from mmfinance.case.vocabulary import Benefit, SupportiveDrug


class Kind(StrEnum):
    """What a program gives."""

    COPAY = "copay"
    PREMIUM = "premium"
    TRAVEL = "travel"
    LODGING = "lodging"
    FREE_DRUG = "free_drug"
    CASH = "cash"
    INCOME = "income"
    DEBT = "debt"
    HOSPITAL_AID = "hospital_aid"
    INSURANCE = "insurance"
    LEAVE = "leave"
    TAX = "tax"
    RIGHTS = "rights"
    LEGAL = "legal"
    COUNSELING = "counseling"
    EDUCATION = "education"
    NAVIGATION = "navigation"
    FOOD = "food"
    ENERGY = "energy"


class CostKind(StrEnum):
    """A kind of cost that a program may or may not pay; the plan's allocation uses the same words."""

    COPAY_DRUG = "copay_drug"
    COINSURANCE_DRUG = "coinsurance_drug"
    DEDUCTIBLE = "deductible"
    DRUG_ADMINISTRATION = "drug_administration"
    COPAY_MEDICAL = "copay_medical"
    HOSPITAL_BILL = "hospital_bill"
    DRUG = "drug"
    SUPPORTIVE_DRUG = "supportive_drug"
    PREMIUM = "premium"
    TRAVEL = "travel"
    AIR_TRAVEL = "air_travel"
    LODGING = "lodging"
    MEALS = "meals"
    HOUSEHOLD = "household"
    CHILD_CARE = "child_care"
    HOME_CARE = "home_care"
    LOST_INCOME = "lost_income"
    MEDICAL_DEBT = "medical_debt"
    TRIAL_COSTS = "trial_costs"
    DONOR_SEARCH = "donor_search"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Applicant(StrEnum):
    """Who may file for a program."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    FAMILY = "family"
    CLINICIAN = "clinician"
    SOCIAL_WORKER = "social_worker"
    TREATMENT_CENTER = "treatment_center"
    PHARMACY = "pharmacy"
    EMPLOYER = "employer"
    AUTOMATIC = "automatic"
    NOBODY = "nobody"


class PaperKind(StrEnum):
    """A paper that programs ask for, by one name, so that a checklist of many programs has no duplicates."""

    APPLICATION_FORM = "application_form"
    PRESCRIBER_FORM = "prescriber_form"
    CONSENT_FORM = "consent_form"
    CARE_TEAM_FORM = "care_team_form"
    IDENTITY = "identity"
    SSN_OR_ALIEN_NUMBER = "ssn_or_alien_number"
    CITIZENSHIP_PROOF = "citizenship_proof"
    RESIDENCE_PROOF = "residence_proof"
    HOUSEHOLD_SIZE = "household_size"
    INCOME_PROOF = "income_proof"
    TAX_RETURN = "tax_return"
    NON_FILING_LETTER = "non_filing_letter"
    PAY_STUBS = "pay_stubs"
    BENEFIT_LETTER = "benefit_letter"
    SUPPORT_LETTER = "support_letter"
    BANK_STATEMENTS = "bank_statements"
    ASSET_STATEMENTS = "asset_statements"
    EXPENSES_LIST = "expenses_list"
    INSURANCE_CARDS = "insurance_cards"
    MEDICARE_CARD = "medicare_card"
    EXPLANATION_OF_BENEFITS = "explanation_of_benefits"
    BILLS = "bills"
    RECEIPTS = "receipts"
    PHARMACY_SPENDING = "pharmacy_spending"
    PRESCRIPTION = "prescription"
    DIAGNOSIS_LETTER = "diagnosis_letter"
    TREATMENT_PLAN = "treatment_plan"
    MEDICAL_RECORDS = "medical_records"
    APPOINTMENT_PROOF = "appointment_proof"
    EXTRA_HELP_DENIAL = "extra_help_denial"
    MEDICAID_DENIAL = "medicaid_denial"
    INSURER_DENIAL = "insurer_denial"
    CHARITY_DENIAL = "charity_denial"
    LOSS_OF_COVERAGE = "loss_of_coverage"
    SERVICE_RECORD = "service_record"
    EXPOSURE_PROOF = "exposure_proof"
    WORK_HISTORY = "work_history"
    EMPLOYER_FORM = "employer_form"
    DISABILITY_DECISION = "disability_decision"
    OTHER = "other"


INSURANCE_IMPLIES: Mapping[str, tuple[str, ...]] = {
    "employer": ("commercial", "insured"),
    "employer_self_funded": ("employer",),
    "employer_fully_insured": ("employer",),
    "cobra": ("commercial", "insured"),
    "marketplace": ("commercial", "insured"),
    "commercial": ("insured",),
    "medicare": ("government", "insured"),
    "original_medicare": ("medicare",),
    "medicare_part_a": ("medicare",),
    "medicare_part_b": ("medicare",),
    "medicare_advantage": ("medicare",),
    "medicare_part_d": ("medicare",),
    "medigap": ("original_medicare",),
    "medicaid": ("government", "insured"),
    "medicare_savings_program": ("medicare",),
    "qmb": ("medicare_savings_program",),
    "slmb": ("medicare_savings_program",),
    "qi": ("medicare_savings_program",),
    "tricare": ("government", "insured"),
    "tricare_for_life": ("tricare",),
    "champva": ("government", "insured"),
    "va": ("government", "insured"),
    "government": ("insured",),
    "insured": (),
    "uninsured": (),
}
"""Insurance classes and the wider classes that each one brings with it."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "original_medicare": ("medicare_part_a", "medicare_part_b"),
    "medicare_advantage": ("medicare_part_a", "medicare_part_b"),
}
"""Parts that go without saying beside their whole."""

ASKED_AS_ONE: Mapping[str, tuple[str, ...]] = {"medicare_savings_program": ("qmb", "slmb", "qi")}
"""Classes that a person knows as one: where all of them may be, one question asks for them."""

DISEASE_IMPLIES: Mapping[str, tuple[str, ...]] = {
    "multiple_myeloma": ("blood_cancer",),
    "smoldering_myeloma": ("plasma_cell_disorder",),
    "plasma_cell_leukemia": ("blood_cancer",),
    "al_amyloidosis": ("plasma_cell_disorder",),
    "plasma_cell_disorder": ("serious_illness",),
    "blood_cancer": ("cancer",),
    "cancer": ("serious_illness",),
    "kidney_failure": ("serious_illness",),
    "neuropathy": (),
    "serious_illness": (),
    "other": (),
}
"""Diseases and the wider groups they belong to: myeloma < blood cancer < cancer < serious illness."""

DRUG_BENEFITS: Mapping[str, Benefit] = {
    "teclistamab": Benefit.MEDICAL,
    "talquetamab": Benefit.MEDICAL,
    "elranatamab": Benefit.MEDICAL,
    "linvoseltamab": Benefit.MEDICAL,
    "carfilzomib": Benefit.MEDICAL,
    "daratumumab_sc": Benefit.MEDICAL,
    "daratumumab_iv": Benefit.MEDICAL,
    "isatuximab": Benefit.MEDICAL,
    "elotuzumab": Benefit.MEDICAL,
    "bortezomib": Benefit.MEDICAL,
    "belantamab_mafodotin": Benefit.MEDICAL,
    "ciltacabtagene_autoleucel": Benefit.MEDICAL,
    "idecabtagene_vicleucel": Benefit.MEDICAL,
    "cyclophosphamide": Benefit.MEDICAL,
    "melphalan": Benefit.MEDICAL,
    "immune_globulin": Benefit.MEDICAL,
    "zoledronic_acid": Benefit.MEDICAL,
    "denosumab": Benefit.MEDICAL,
    "filgrastim": Benefit.MEDICAL,
    "tocilizumab": Benefit.MEDICAL,
    "lenalidomide": Benefit.PHARMACY,
    "pomalidomide": Benefit.PHARMACY,
    "thalidomide": Benefit.PHARMACY,
    "ixazomib": Benefit.PHARMACY,
    "selinexor": Benefit.PHARMACY,
    "venetoclax": Benefit.PHARMACY,
    "dexamethasone": Benefit.PHARMACY,
}
"""Drugs by generic name, and the side of a plan that usually pays."""

SUPPORTIVE_DRUGS = frozenset(map(str, SupportiveDrug))
CAR_T_DRUGS = frozenset({"ciltacabtagene_autoleucel", "idecabtagene_vicleucel"})


def widen(words: Iterable[str], implies: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Add to each word all wider words it brings with it (`medigap`: `original_medicare`, `medicare` ...)."""
    found: set[str] = set()
    waiting = list(words)
    while waiting:
        word = waiting.pop()
        if word not in found:
            found.add(word)
            waiting.extend(implies.get(word, ()))
    return frozenset(found)
