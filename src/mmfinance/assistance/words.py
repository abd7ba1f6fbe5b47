"""How words of the files are said to a person."""

from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "employer": "an employer plan",
    "employer_self_funded": "a self-funded employer plan",
    "employer_fully_insured": "a fully insured employer plan",
    "cobra": "COBRA",
    "marketplace": "a marketplace plan",
    "commercial": "private insurance",
    "medicare": "Medicare",
    "original_medicare": "Original Medicare",
    "medicare_part_a": "Medicare Part A",
    "medicare_part_b": "Medicare Part B",
    "medicare_advantage": "Medicare Advantage",
    "medicare_part_d": "Medicare Part D",
    "medigap": "Medigap",
    "medicaid": "Medicaid",
    "medicare_savings_program": "a Medicare Savings Program",
    "qmb": "QMB",
    "slmb": "SLMB",
    "qi": "QI",
    "tricare": "TRICARE",
    "tricare_for_life": "TRICARE For Life",
    "champva": "CHAMPVA",
    "va": "VA care",
    "government": "government insurance",
    "insured": "any insurance",
    "uninsured": "no insurance",
    "al_amyloidosis": "AL amyloidosis",
    "cancer": "cancer",
    "serious_illness": "a serious illness",
    "car_t": "CAR T-cell therapy",
    "US": "the states and DC",
    "territories": "the U.S. territories",
    "US_and_territories": "the states, DC and the territories",
}


def in_words(word: str) -> str:
    """Write a word of the files as a person reads it."""
    return _NAMES.get(word) or word.replace("_", " ")
