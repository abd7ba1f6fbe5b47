"""The words of headers and cells that travel with mmfinance, as data."""

from functools import cache
from pathlib import Path
from typing import Any

from mmfinance.documents import read_document
from mmfinance.errors import BrokenData, InvalidDocument

_DATA = Path(__file__).parent / "data"


@cache
def read_data(name: str) -> Any:
    """Read one shipped file of words. Raises BrokenData when it cannot be read."""
    try:
        return read_document(_DATA / f"{name}.yaml").data
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None
