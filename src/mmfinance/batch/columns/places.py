"""ZIP codes and states as people and spreadsheets write them."""

import re
from collections.abc import Mapping

from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.case.states import STATES

_ZIP = re.compile(r"([0-9]{3,5})(?:\.0)?|([0-9]{5})[- ]?[0-9]{4}|([0-9]{4})-[0-9]{4}")
_CITY_STATE_ZIP = re.compile(r"([^,]{1,100}?),? +([A-Za-z][A-Za-z. ]{1,20}?)[ ,]+([0-9]{5}(?:-[0-9]{4})?)")
_NAMES = """AL Alabama|AK Alaska|AS American Samoa|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut
DE Delaware|DC District of Columbia|FL Florida|GA Georgia|GU Guam|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa
KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
NC North Carolina|ND North Dakota|MP Northern Mariana Islands|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania
PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont
VA Virginia|VI Virgin Islands|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
DC Washington DC|VI US Virgin Islands"""
_BY_NAME: Mapping[str, str] = {entry[3:].lower(): entry[:2] for entry in _NAMES.replace("\n", "|").split("|")}


def zip_code(text: str) -> str:
    """Read a ZIP code; a spreadsheet that took 02139 for a number wrote 2139. Raises Unreadable for anything else."""
    match = _ZIP.fullmatch(text)
    if not match:
        raise Unreadable("is no ZIP code", "a ZIP code of five digits, such as 02139")
    return (match[1] or match[2] or match[3]).zfill(5)


def state(text: str) -> str:
    """Read a state or territory by code or name. Raises Unreadable for anything else."""
    code = text.upper()
    if code in STATES:
        return code
    word = " ".join(text.lower().replace(".", "").replace(",", " ").split())
    if word in _BY_NAME:
        return _BY_NAME[word]
    if word.upper() in STATES:
        return word.upper()
    raise Unreadable("is no state or territory of the USA", "two letters, such as OH, or the name")


def city_state_zip(text: str) -> dict[str, str]:
    """Read city, state and ZIP from one cell. Raises Unreadable where they cannot be told apart."""
    match = _CITY_STATE_ZIP.fullmatch(text)
    if not match:
        raise Unreadable("is no city, state and ZIP code", "Columbus, OH 43215")
    return {"city": match[1].strip(), "state": state(match[2]), "zip": zip_code(match[3])}
