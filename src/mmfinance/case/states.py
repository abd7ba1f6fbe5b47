"""States and territories by the first digit of their ZIP codes.

Source: USPS Publication 28, appendix B (two-letter codes) and the national areas of the ZIP code's first digit. A digit
lists every state with at least one ZIP code that begins with it, military and federal ones too.
"""

STATES_BY_FIRST_DIGIT = {
    "0": frozenset({"AE", "CT", "MA", "ME", "NH", "NJ", "NY", "PR", "RI", "VI", "VT"}),
    "1": frozenset({"DE", "NY", "PA"}),
    "2": frozenset({"DC", "MD", "NC", "SC", "VA", "WV"}),
    "3": frozenset({"AA", "AL", "FL", "GA", "MS", "TN"}),
    "4": frozenset({"IN", "KY", "MI", "OH"}),
    "5": frozenset({"DC", "IA", "MN", "MT", "ND", "SD", "WI"}),
    "6": frozenset({"IL", "KS", "MO", "NE"}),
    "7": frozenset({"AR", "LA", "OK", "TX"}),
    "8": frozenset({"AZ", "CO", "ID", "NM", "NV", "TX", "UT", "WY"}),
    "9": frozenset({"AK", "AP", "AS", "CA", "FM", "GU", "HI", "MH", "MP", "OR", "PW", "WA"}),
}
STATES = frozenset().union(*STATES_BY_FIRST_DIGIT.values())


def zip_can_be_in(zip_code: str, state: str) -> bool:
    """Whether a ZIP code's first digit allows the state; a yes is no proof."""
    return state in STATES_BY_FIRST_DIGIT[zip_code[0]]
