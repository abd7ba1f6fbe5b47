"""Cancer centers for myeloma CAR T-cell therapy and transplant: where they are, and what is known of them.

The list is a sample: None means that no source was found, never that a center lacks something. The makers' own
locators say which sites are set up for a product today.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from mmfinance.case.reading import validate
from mmfinance.documents import read_document
from mmfinance.errors import BrokenData, InvalidDocument, UnknownName
from mmfinance.likeness import GOOD_ENOUGH, bare, likeness
from mmfinance.reference.places import Located, great_circle_miles

_FILE = Path(__file__).parent / "data" / "centers.yaml"

Designation = Literal["comprehensive", "clinical", "none"]


@dataclass(frozen=True)
class CenterSource:
    """A page that backs what is said of a center."""

    url: str
    date: str | None


@dataclass(frozen=True)
class Center:
    """One center. `car_t` and `transplant` are for myeloma; `lodging` says whether a Hope Lodge is in the same city."""

    id: str
    name: str
    city: str
    state: str
    zip: str
    latitude: float
    longitude: float
    nci_designation: Designation | None
    car_t: bool | None
    transplant: bool | None
    lodging: bool | None
    phone: str | None
    hospital_phone: str | None
    confidence: str
    note: str | None
    sources: tuple[CenterSource, ...]


def centers() -> tuple[Center, ...]:
    """List all centers in the order of the file. Raises BrokenData when the shipped file cannot be read."""
    return tuple(_by_id().values())


def center(identifier: str) -> Center:
    """Find a center by its id. Raises UnknownName with the nearest ids."""
    if identifier not in _by_id():
        raise UnknownName("center", identifier, tuple(_by_id()))
    return _by_id()[identifier]


def find_centers(words: str) -> tuple[Center, ...]:
    """Find centers whose id, name or city answers to what somebody wrote, also misspelt; best first."""
    wanted = bare(words)
    scored = [(max(likeness(wanted, name) for name in _names(one)), one) for one in centers()]
    hits = [(score, one) for score, one in scored if score >= GOOD_ENOUGH]
    return tuple(one for score, one in sorted(hits, key=lambda hit: (-hit[0], hit[1].id)))


def nearest_centers(place: Located) -> tuple[tuple[Center, float], ...]:
    """List all centers with their straight-line miles from a place, nearest first; none for a place off the map."""
    measured = [(one, great_circle_miles(place, one)) for one in centers()]
    known = [(one, miles) for one, miles in measured if miles is not None]
    return tuple(sorted(known, key=lambda pair: (pair[1], pair[0].id)))


def _names(one: Center) -> tuple[str, ...]:
    return bare(one.id), bare(one.name), bare(f"{one.id} {one.name} {one.city} {one.state}")


@cache
def _by_id() -> dict[str, Center]:
    try:
        content = validate(_CenterFile, read_document(_FILE))
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None
    return {
        identifier: _build(identifier, entry, content.shared_sources) for identifier, entry in content.centers.items()
    }


def _build(identifier: str, entry: "_CenterEntry", shared: "dict[str, _SourceEntry]") -> Center:
    missing = [name for name in entry.shared_sources if name not in shared]
    if missing:
        raise BrokenData(f"centers.yaml: {identifier} names the source {missing[0]}, which the file does not hold")
    pages = [*entry.sources, *(shared[name] for name in entry.shared_sources)]
    fields = entry.model_dump(exclude={"sources", "shared_sources"})
    return Center(id=identifier, sources=tuple(CenterSource(page.url, page.date) for page in pages), **fields)


class _SourceEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str
    date: str | None


class _CenterEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    city: str
    state: str
    zip: str
    latitude: float
    longitude: float
    nci_designation: Designation | None
    car_t: bool | None
    transplant: bool | None
    lodging: bool | None
    phone: str | None
    hospital_phone: str | None
    confidence: Literal["high", "medium", "low"]
    note: str | None = None
    sources: list[_SourceEntry]
    shared_sources: list[str]


class _CenterFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    checked_on: str
    shared_sources: dict[str, _SourceEntry]
    centers: dict[str, _CenterEntry]
