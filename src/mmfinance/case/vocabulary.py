"""The words that case files, care paths, plans and programs share. No imports but enum: choices load nothing else."""

from enum import StrEnum


class ServiceCategory(StrEnum):
    """What kind of service a plan's cost sharing speaks of."""

    OFFICE_VISIT = "office_visit"
    SPECIALIST_VISIT = "specialist_visit"
    EMERGENCY = "emergency"
    AMBULANCE = "ambulance"
    INPATIENT = "inpatient"
    INPATIENT_PROFESSIONAL = "inpatient_professional"
    OUTPATIENT_PROCEDURE = "outpatient_procedure"
    PROVIDER_DRUG = "provider_drug"
    DRUG_ADMINISTRATION = "drug_administration"
    CELL_THERAPY = "cell_therapy"
    LABORATORY = "laboratory"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    GENERIC_DRUG = "generic_drug"
    PREFERRED_BRAND_DRUG = "preferred_brand_drug"
    NONPREFERRED_DRUG = "nonpreferred_drug"
    SPECIALTY_DRUG = "specialty_drug"
    OTHER = "other"


PHARMACY_CATEGORIES = (
    ServiceCategory.GENERIC_DRUG,
    ServiceCategory.PREFERRED_BRAND_DRUG,
    ServiceCategory.NONPREFERRED_DRUG,
    ServiceCategory.SPECIALTY_DRUG,
)


class Benefit(StrEnum):
    """The side of the plan that pays."""

    MEDICAL = "medical"
    PHARMACY = "pharmacy"


class Setting(StrEnum):
    """The site of care."""

    INPATIENT = "inpatient"
    OUTPATIENT_HOSPITAL = "outpatient_hospital"
    OFFICE = "office"
    PHARMACY = "pharmacy"
    HOME = "home"


class Network(StrEnum):
    """Whether the provider has a contract with the plan."""

    IN = "in"
    OUT = "out"


class Purpose(StrEnum):
    """Why a service happens."""

    TREATMENT = "treatment"
    FOLLOW_UP = "follow_up"
    SIDE_EFFECTS = "side_effects"


class CostGroup(StrEnum):
    """The four groups of cost that people ask about."""

    DEDUCTIBLES_AND_COPAYMENTS = "deductibles_and_copayments"
    TRAVEL_AND_LODGING = "travel_and_lodging"
    LOST_WAGES = "lost_wages"
    FOLLOW_UP_AND_SIDE_EFFECTS = "follow_up_and_side_effects"


class CoverageKind(StrEnum):
    """The kinds of coverage a case can list."""

    EMPLOYER = "employer"
    MARKETPLACE = "marketplace"
    COBRA = "cobra"
    MEDICARE = "medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    PART_D = "part_d"
    MEDIGAP = "medigap"
    MEDICAID = "medicaid"
    TRICARE = "tricare"
    CHAMPVA = "champva"
    VA = "va"
    UNINSURED = "uninsured"


class SupportiveDrug(StrEnum):
    """Drugs that may come beside any treatment, whether or not its care path names them."""

    IMMUNE_GLOBULIN = "immune_globulin"
    ZOLEDRONIC_ACID = "zoledronic_acid"
    DENOSUMAB = "denosumab"
    FILGRASTIM = "filgrastim"
    TOCILIZUMAB = "tocilizumab"
    DEXAMETHASONE = "dexamethasone"


class TreatmentKind(StrEnum):
    """Kinds of coming treatment; each care path is of one."""

    BISPECIFIC = "bispecific"
    ANTIBODY = "antibody"
    CHEMOTHERAPY = "chemotherapy"
    ORAL = "oral"
    CELL_THERAPY = "cell_therapy"
    TRANSPLANT = "transplant"
    TRIAL = "trial"
    FOLLOW_UP = "follow_up"


class TherapyKind(StrEnum):
    """Kinds of treatment a person can have had."""

    CAR_T = "car_t"
    AUTOLOGOUS_TRANSPLANT = "autologous_transplant"
    ALLOGENEIC_TRANSPLANT = "allogeneic_transplant"
    BISPECIFIC = "bispecific"
    DRUG = "drug"
    RADIATION = "radiation"
    CLINICAL_TRIAL = "clinical_trial"
