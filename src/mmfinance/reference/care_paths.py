"""Care paths by id, checked against the prices, sets, visits and sources they name; each read once, when asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mmfinance.errors import BrokenData, Problem, UnknownName
from mmfinance.reference import price_files
from mmfinance.reference.care_path_files import (
    CarePathFile,
    Item,
    Phase,
    PlanningFile,
    SetFile,
    SharedSets,
    SharedVisits,
    VisitFile,
)

_CARE_PATHS = Path(__file__).parent / "data" / "care_paths"
_SHARED = _CARE_PATHS / "shared"

CarePath = CarePathFile


@cache
def care_path_ids() -> tuple[str, ...]:
    """List the care paths: one file each, named like the path."""
    return tuple(sorted(path.stem for path in _CARE_PATHS.glob("*.yaml")))


@cache
def care_path(identifier: str) -> CarePath:
    """Read and check one care path.

    Raises UnknownName, with the nearest names, for a path that does not exist; BrokenData for a file that is wrong.
    """
    if identifier not in care_path_ids():
        raise UnknownName("care path", identifier, care_path_ids())
    return checked_care_path(_CARE_PATHS / f"{identifier}.yaml")


def checked_care_path(file: Path) -> CarePath:
    """Read one care path file and check every name in it. Raises BrokenData with all problems."""
    path = price_files.read_data(file, CarePathFile)
    problems = [Problem(file.name, 0, where, message) for where, message in _wrong_names(path)]
    if problems:
        raise BrokenData(problems)
    return path


@cache
def sets() -> Mapping[str, SetFile]:
    """Read the sets that care paths share, by name."""
    return price_files.read_data(_SHARED / "sets.yaml", SharedSets).sets


@cache
def visits() -> Mapping[str, VisitFile]:
    """Read the kinds of visit, by name."""
    return price_files.read_data(_SHARED / "visits.yaml", SharedVisits).visits


@cache
def planning() -> PlanningFile:
    """Read the planning values: weight span, body surface, early stops."""
    return price_files.read_data(_SHARED / "planning.yaml", PlanningFile)


def _wrong_names(path: CarePath) -> Iterator[tuple[str, str]]:
    """Every name in a care path that nothing else defines."""
    for phase in path.phases:
        yield from _wrong_names_in_phase(phase)
    for source in path.sources:
        yield from _unknown("sources", source, price_files.price_sources(), "source")
    if path.step_up:
        yield from _unknown("step_up.stay", path.step_up.stay, price_files.stays(), "stay")
        yield from _unknown("step_up.source", path.step_up.source, price_files.price_sources(), "source")
    if path.unplanned:
        yield from _unknown("unplanned.set", path.unplanned.set, sets(), "set")
        yield from _unknown("unplanned.source", path.unplanned.source, price_files.price_sources(), "source")
    if path.near_centre:
        yield from _unknown("near_centre.source", path.near_centre.source, price_files.price_sources(), "source")
    if path.followed_by and path.followed_by not in care_path_ids():
        yield "followed_by", f"there is no care path named {path.followed_by!r}"


def _wrong_names_in_phase(phase: Phase) -> Iterator[tuple[str, str]]:
    if phase.visit:
        yield from _unknown(f"{phase.id}.visit", phase.visit, visits(), "visit")
    if phase.source:
        yield from _unknown(f"{phase.id}.source", phase.source, price_files.price_sources(), "source")
    for item in phase.gives:
        yield from _unknown_item(phase.id, item)


def _unknown_item(where: str, item: Item) -> Iterator[tuple[str, str]]:
    kind, name = item.names
    known: Mapping[str, Mapping[str, object]] = {
        "drug": price_files.drugs(),
        "service": price_files.services(),
        "fill": price_files.fills(),
        "stay": price_files.stays(),
        "set": sets(),
    }
    yield from _unknown(f"{where}.gives", name, known[kind], kind)


def _unknown(where: str, name: str, known: Mapping[str, object], what: str) -> Iterator[tuple[str, str]]:
    if name not in known:
        yield where, str(UnknownName(what, name, tuple(known)))
