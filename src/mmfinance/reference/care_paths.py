"""Care paths by id, checked against the prices, sets, visits and sources they name; each read once, when asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mmfinance.case.reading import validate
from mmfinance.case.vocabulary import TreatmentKind
from mmfinance.documents import KeyPath, dotted, read_document
from mmfinance.errors import BrokenData, InvalidDocument, Problem, UnknownName
from mmfinance.reference import price_files
from mmfinance.reference.care_path_files import (
    CarePathFile,
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
def care_paths_of(kind: TreatmentKind) -> tuple[str, ...]:
    """List the care paths of a kind, in the order of their ids."""
    return tuple(identifier for identifier in care_path_ids() if care_path(identifier).kind == kind)


@cache
def care_path(identifier: str) -> CarePath:
    """Read and check one care path.

    Raises UnknownName, with the nearest names, for a path that does not exist; BrokenData for a file that is wrong.
    """
    if identifier not in care_path_ids():
        raise UnknownName("care path", identifier, care_path_ids())
    return checked_care_path(_CARE_PATHS / f"{identifier}.yaml")


def checked_care_path(file: Path) -> CarePath:
    """Read one care path file and check every name in it. Raises BrokenData with all problems, each with its line."""
    try:
        document = read_document(file)
        path = validate(CarePathFile, document)
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None
    problems = [
        Problem(document.file, document.line(where), dotted(where), message) for where, message in _wrong_names(path)
    ]
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


def _wrong_names(path: CarePath) -> Iterator[tuple[KeyPath, str]]:
    """Every name in a care path that nothing else defines, with where it stands."""
    for index, phase in enumerate(path.phases):
        yield from _wrong_names_in_phase(("phases", index), phase)
    for index, source in enumerate(path.sources):
        yield from _unknown_source(("sources", index), source)
    if path.step_up:
        yield from _unknown(("step_up", "stay"), path.step_up.stay, price_files.stays(), "stay")
        yield from _unknown_source(("step_up", "source"), path.step_up.source)
    if path.unplanned:
        yield from _unknown(("unplanned", "set"), path.unplanned.set, sets(), "set")
        yield from _unknown_source(("unplanned", "source"), path.unplanned.source)
    if path.near_centre:
        yield from _unknown_source(("near_centre", "source"), path.near_centre.source)
    if path.followed_by and path.followed_by not in care_path_ids():
        yield ("followed_by",), str(UnknownName("care path", path.followed_by, care_path_ids()))


def _wrong_names_in_phase(where: KeyPath, phase: Phase) -> Iterator[tuple[KeyPath, str]]:
    if phase.visit:
        yield from _unknown((*where, "visit"), phase.visit, visits(), "visit")
    if phase.source:
        yield from _unknown_source((*where, "source"), phase.source)
    for index, item in enumerate(phase.gives):
        kind, name = item.names
        yield from _unknown((*where, "gives", index, kind), name, _known(kind), kind)


def _known(kind: str) -> Mapping[str, object]:
    """Everything of one kind that a path can give."""
    if kind == "set":
        return sets()
    readers = {
        "drug": price_files.drugs,
        "service": price_files.services,
        "fill": price_files.fills,
        "stay": price_files.stays,
    }
    return readers[kind]()


def _unknown_source(where: KeyPath, name: str) -> Iterator[tuple[KeyPath, str]]:
    yield from _unknown(where, name, price_files.price_sources(), "source")


def _unknown(where: KeyPath, name: str, known: Mapping[str, object], what: str) -> Iterator[tuple[KeyPath, str]]:
    if name not in known:
        yield where, str(UnknownName(what, name, tuple(known)))
